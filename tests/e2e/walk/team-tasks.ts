/** What people do about the team and what it watches. */
import type { Page } from "playwright-core";
import type { World } from "../../support/world.ts";
import { ADDRESS, button, dialog, heading, inDialog } from "./parts.ts";
import type { Task } from "./task.ts";

const tab = (page: Page, name: string) =>
	page.getByRole("navigation").getByRole("link", { name, exact: true });

export const addingMonitor: Task = {
	name: "Add a monitor",
	async phone(page, thumb, { world, name }) {
		await thumb.tap(tab(page, "Services"));
		await thumb.tap(page.getByRole("link", { name: /^Checkout/ }));
		await thumb.tap(button(page, "Add monitor"));
		await thumb.write("address", dialog(page).getByLabel(ADDRESS), addressOf(world, name));
		await thumb.tap(inDialog(page, "Check now"));
		await page.getByText("Responding", { exact: true }).waitFor();
		await thumb.tap(inDialog(page, "Add monitor"));
		await page.getByRole("heading", { name: "Recent checks" }).waitFor();
	},
	async desk(page, hands, { world, name }) {
		await hands.find("add mon", /^Add a monitor/);
		await hands.write(dialog(page).getByLabel(ADDRESS), addressOf(world, name));
		await hands.press("Enter");
		await page.getByText("Responding", { exact: true }).waitFor();
		await hands.tabTo(dialog(page).getByLabel("Name", { exact: true }));
		await hands.press("Enter");
		await page.getByRole("heading", { name: "Recent checks" }).waitFor();
	},
	async isDone({ world, name }) {
		const all = await world.client.list<{ target: string }>("/api/v1/monitors");
		return all.some(({ target }) => target === addressOf(world, name));
	},
};

const addressOf = (world: World, name: string) => `${world.target.url}${name.replace(/\W/g, "")}`;

export const askingWhoIsOn: Task = {
	name: "Who is on call on Sunday",
	async phone(page, thumb) {
		await thumb.tap(tab(page, "On call"));
		await thumb.look(page.getByRole("list", { name: sunday() }));
	},
	async desk(page, hands) {
		await hands.press("g", "o");
		const day = page.getByRole("list", { name: sunday() });
		await day.waitFor();
		const bottom = async () => (await day.boundingBox())!.y;
		for (let pages = 0; pages < 4 && (await bottom()) > page.viewportSize()!.height - 60; pages++) {
			await hands.press("PageDown");
			await page.waitForTimeout(300);
		}
	},
};

/** As the agenda calls it; the reader's calendar is that of this machine. */
function sunday(): RegExp {
	const away = (7 - new Date().getDay()) % 7;
	return [/^Today$/, /^Tomorrow$/][away] ?? /^Sunday, /;
}

export const pausing: Task = {
	name: "Pause a monitor",
	async phone(page, thumb) {
		await thumb.tap(tab(page, "Services"));
		await thumb.tap(page.getByRole("link", { name: /^Checkout/ }));
		await thumb.tap(page.getByRole("list", { name: "Monitors" }).getByRole("link", { name: /^Checkout/ }));
		await thumb.tap(button(page, "Pause"));
		await thumb.tap(inDialog(page, "Pause monitor"));
	},
	async desk(page, hands) {
		await hands.press("g", "m");
		await page.locator("tr[data-id]", { hasText: "Checkout" }).first().waitFor();
		await hands.press("j", "Enter");
		await hands.enter(button(page, "Pause"));
		await hands.enter(inDialog(page, "Pause monitor"));
	},
	async isDone({ world }) {
		const path = `/api/v1/monitors/${world.ids.monitor}`;
		const { paused } = await world.client.read<{ paused: boolean }>(path);
		if (paused) await world.client.call("PATCH", path, { paused: false });
		return paused;
	},
};

export const inviting: Task = {
	name: "Give somebody access",
	async phone(page, thumb, { name }) {
		await thumb.tap(tab(page, "More"));
		await thumb.tap(page.getByRole("link", { name: /^People/ }));
		await thumb.tap(button(page, "Invite"));
		await thumb.write("name", dialog(page).getByLabel("Name", { exact: true }), name);
		await thumb.write("email", dialog(page).getByLabel("Email"), emailOf(name));
		await thumb.tap(inDialog(page, "Create link"));
		await thumb.tap(dialog(page).getByRole("button", { name: "Copy link" }));
	},
	async desk(page, hands, { name }) {
		await hands.find("inv", /^Invite someone/);
		await hands.write(dialog(page).getByLabel("Name", { exact: true }), name);
		await hands.write(dialog(page).getByLabel("Email"), emailOf(name));
		await hands.press("Enter");
		await hands.enter(dialog(page).getByRole("button", { name: "Copy link" }));
	},
	async isDone({ world, name }) {
		const all = await world.client.list<{ email: string }>("/api/v1/users");
		return all.some(({ email }) => email === emailOf(name));
	},
};

const emailOf = (name: string) => `${name.replace(/\W/g, "").toLowerCase()}@shop.example`;

export const publishing: Task = {
	name: "Approve and publish a review",
	async prepare(world) {
		const { id } = await world.declare({ title: "Refunds fail", severity: "P2" });
		await world.client.call("PUT", `/api/v1/incidents/${id}/resolution`, { overrideReason: "It was me." });
		await world.client.call("PATCH", `/api/v1/reviews/${id}`, {
			approverId: world.people.ana.id,
			cause: "change",
			state: "in_review",
		});
		return world.client.incident(id);
	},
	async phone(page, thumb, { incident }) {
		await thumb.tap(tab(page, "More"));
		await thumb.tap(page.getByRole("link", { name: /^Reviews/ }));
		await thumb.tap(page.getByRole("link", { name: new RegExp(`#${incident.number} `) }));
		await thumb.tap(button(page, "Approve"));
		await thumb.tap(inDialog(page, "Approve"));
		await page.getByText("Approved by Ana").waitFor();
		await thumb.tap(button(page, "Publish"));
		await thumb.tap(inDialog(page, "Publish"));
	},
	async desk(page, hands, { incident }) {
		await hands.press("g", "r");
		await hands.enter(page.locator("main").getByRole("link", { name: new RegExp(`#${incident.number} `) }));
		await heading(page, "Review");
		await button(page, "Approve").waitFor();
		await hands.press("f");
		await hands.enter(button(page, "Approve"));
		await hands.enter(inDialog(page, "Approve"));
		await page.getByText("Approved by Ana").waitFor();
		await hands.enter(button(page, "Publish"));
		await hands.enter(inDialog(page, "Publish"));
	},
	async isDone({ world, incident }) {
		const path = `/api/v1/reviews/${incident.id}`;
		return (await world.client.read<{ state: string }>(path)).state === "published";
	},
};

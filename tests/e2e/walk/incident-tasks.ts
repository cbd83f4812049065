/** What people do about an incident. */
import type { Page } from "playwright-core";
import { pushesOf } from "../../support/pages.ts";
import type { Thumb } from "../../support/thumb.ts";
import { eventually } from "../../support/wait.ts";
import type { World } from "../../support/world.ts";
import type { Keyboard } from "./keyboard.ts";
import { button, dialog, inDialog } from "./parts.ts";
import type { Scene, Task } from "./task.ts";

const closed = (page: Page) => dialog(page).waitFor({ state: "detached" });

const firing = (title: string) => (world: World) => world.declare({ title, severity: "P2" });
const taken = (title: string) => async (world: World) => {
	const { id } = await firing(title)(world);
	await world.client.call("PUT", `/api/v1/incidents/${id}/acknowledgement`, {});
	return world.client.incident(id);
};
const has = async (
	{ world, incident }: Scene,
	type: string,
	with_: (data: Record<string, unknown>) => boolean,
) => (await world.client.timeline(incident.id)).some((event) => event.type === type && with_(event.data));

/** The page behind the notification on Ana's phone. */
async function answersNotification(page: Page, thumb: Thumb, { world, incident, origin }: Scene) {
	const { endpoint } = world.people.ana.phone.subscription;
	const push = await eventually("Ana's page", () =>
		pushesOf(world, "page", incident.id).find((one) => one.endpoint === endpoint),
	);
	thumb.tapElsewhere();
	await page.goto(`${origin}/app/p#t=${push.payload?.notification.data.token}`);
	await page.getByRole("heading", { name: incident.title }).waitFor();
}

/** From its card on Now. */
async function opens(page: Page, thumb: Thumb, { incident }: Scene) {
	await thumb.tap(page.getByRole("link", { name: incident.title }));
	await page.locator(".timeline li").first().waitFor();
}
async function opensMore(page: Page, thumb: Thumb, scene: Scene, row: RegExp) {
	await opens(page, thumb, scene);
	await thumb.tap(button(page, "More"));
	await thumb.tap(inDialog(page, row));
	await dialog(page).locator("form").waitFor();
}
/** By its number. */
async function finds(page: Page, hands: Keyboard, { incident }: Scene) {
	await hands.find(`${incident.number}`, new RegExp(incident.title));
	await page.getByRole("heading", { name: incident.title }).first().waitFor();
	await page.locator(".timeline li").first().waitFor();
}
/** An act of an incident has a letter. */
async function findsAct(page: Page, hands: Keyboard, scene: Scene, letter: string) {
	await finds(page, hands, scene);
	await hands.press(letter);
	await dialog(page).locator("form").waitFor();
}

export const answering: Task = {
	name: "Answer a page, resolve",
	prepare: firing("Payments fail"),
	async phone(page, thumb, scene) {
		await answersNotification(page, thumb, scene);
		await thumb.tap(button(page, "Acknowledge"));
		await page
			.getByText(/^Acknowledged by/)
			.first()
			.waitFor();
		await thumb.tap(page.getByRole("link", { name: "Open incident" }));
		await thumb.tap(button(page, "Resolve"));
		await thumb.tap(button(page, "Check and resolve"));
	},
	async desk(page, hands, scene) {
		await finds(page, hands, scene);
		await hands.press("a");
		await page
			.getByText(/^Acknowledged by you/)
			.first()
			.waitFor();
		await hands.press("r");
		await button(page, "Check and resolve").waitFor();
		await hands.press("Enter");
	},
	isDone: async ({ world, incident }) => (await world.client.incident(incident.id)).state === "resolved",
};

export const declining: Task = {
	name: "Decline: I can’t take it",
	prepare: firing("Search is slow"),
	async phone(page, thumb, scene) {
		await answersNotification(page, thumb, scene);
		await thumb.tap(button(page, "I can’t take it"));
	},
	async desk(page, hands, scene) {
		await findsAct(page, hands, scene, "e");
		await hands.sends();
	},
	isDone: (scene) => has(scene, "escalated", ({ level }) => level === 2),
};

export const pagingIn: Task = {
	name: "Page a colleague in",
	prepare: firing("Images are missing"),
	async phone(page, thumb, scene) {
		await opensMore(page, thumb, scene, /Page someone in/);
		await thumb.tap(dialog(page).locator("label", { hasText: "Bo" }));
		await thumb.tap(inDialog(page, "Page Bo"));
	},
	async desk(page, hands, scene) {
		await findsAct(page, hands, scene, "p");
		await hands.tabTo(dialog(page).getByRole("checkbox", { name: /^Bo/ }));
		await hands.press("Space");
		await inDialog(page, "Page Bo").waitFor();
		await hands.press("Enter");
	},
	isDone: (scene) => has(scene, "responder_added", () => true),
};

export const snoozing: Task = {
	name: "Snooze for an hour",
	prepare: taken("Exports are late"),
	async phone(page, thumb, scene) {
		await opensMore(page, thumb, scene, /^Snooze/);
		await thumb.tap(dialog(page).getByText("1 h", { exact: true }));
		await thumb.tap(inDialog(page, /^Snooze until/));
	},
	async desk(page, hands, scene) {
		await findsAct(page, hands, scene, "z");
		await hands.tabTo(dialog(page).getByRole("radio", { checked: true }));
		await hands.press("ArrowRight");
		await hands.press("Enter");
	},
	isDone: (scene) => has(scene, "snoozed", ({ seconds }) => Number(seconds) > 3_500),
};

export const finding: Task = {
	name: "Find incident 12",
	async phone(page, thumb) {
		await thumb.tap(page.getByRole("link", { name: "Incidents" }));
		await thumb.write("search", page.getByRole("searchbox", { name: "Search incidents" }), "#12");
		await thumb.tap(page.getByRole("link", { name: /Past 12/ }));
		await page.getByRole("heading", { level: 1, name: "#12" }).waitFor();
	},
	async desk(page, hands) {
		await hands.find("12", /Past 12/);
		await page.getByRole("heading", { level: 1, name: "#12" }).waitFor();
	},
};

export const declaring: Task = {
	name: "Declare an incident",
	async phone(page, thumb, { name }) {
		await thumb.tap(button(page, "Declare an incident"));
		await thumb.write("title", dialog(page).getByLabel("What’s wrong?"), name);
		await thumb.choose(dialog(page).getByLabel("Service"), "Checkout");
		await thumb.tap(dialog(page).getByText("P2", { exact: true }));
		await thumb.tap(inDialog(page, "Declare and page"));
	},
	async desk(page, hands, { name }) {
		await hands.find("declare", /^Declare an incident/);
		await hands.write(dialog(page).getByLabel("What’s wrong?"), name);
		await hands.choose(dialog(page).getByLabel("Service"), "Ch");
		await hands.tabTo(dialog(page).getByRole("radio", { name: "P1" }));
		await hands.press("ArrowRight");
		await hands.press("Enter");
	},
	async isDone({ world, name }) {
		const [one] = (await world.client.incidents()).filter(({ title }) => title === name);
		return one?.severity === "P2" && one.service.name === "Checkout";
	},
};

export const regrading: Task = {
	name: "Change the severity",
	prepare: firing("Card payments fail"),
	async phone(page, thumb, scene) {
		await opensMore(page, thumb, scene, /Change severity/);
		await thumb.tap(dialog(page).getByText("P1", { exact: true }));
		await thumb.write("reason", dialog(page).getByLabel("Reason"), "All cards");
		await thumb.tap(inDialog(page, "Change to P1"));
	},
	async desk(page, hands, scene) {
		await findsAct(page, hands, scene, "s");
		await hands.tabTo(dialog(page).getByRole("radio", { checked: true }));
		await hands.press("ArrowLeft");
		await hands.write(dialog(page).getByLabel("Reason"), "All cards");
		await hands.press("Enter");
	},
	isDone: async ({ world, incident }) => (await world.client.incident(incident.id)).severity === "P1",
};

export const updating: Task = {
	name: "Post a public update",
	prepare: taken("Orders are delayed"),
	async phone(page, thumb, scene) {
		await opens(page, thumb, scene);
		await thumb.tap(button(page, "Post update"));
		await thumb.tap(inDialog(page, "Publish"));
		await closed(page);
	},
	async desk(page, hands, scene) {
		await findsAct(page, hands, scene, "u");
		await hands.sends();
		await closed(page);
	},
	isDone: (scene) => has(scene, "update_published", ({ audience }) => audience === "public"),
};

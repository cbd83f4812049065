/** The first screen and the list of incidents, on a real instance. */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openBrowser } from "../support/browser.ts";
import { pushesOf } from "../support/pages.ts";
import { type AppScreenOf, openApp } from "../support/two-screens.ts";
import { eventually, preciseNow } from "../support/wait.ts";
import { startWorld, type World } from "../support/world.ts";

let world: World;
let browser: Browser;
let bo: AppScreenOf;

beforeAll(async () => {
	[world, browser] = await Promise.all([
		startWorld({
			monitor: false,
			levels: [
				{ page: ["schedule"], afterSeconds: 300 },
				{ page: ["chidi"], afterSeconds: 300 },
			],
		}),
		openBrowser(),
	]);
});
afterAll(async () => {
	await browser?.close();
	await world?.stop();
});
beforeEach(async () => {
	bo = await openApp(browser, world.instance, world.people.bo.id);
	await bo.go("/");
});
afterEach(() => bo?.close());

const button = (name: string | RegExp) => bo.page.getByRole("button", { name, exact: true });
const says = (text: string | RegExp) => bo.page.getByText(text).first().waitFor();
const end = (id: string) => world.client.call("PUT", `/api/v1/incidents/${id}/resolution`, {});

interface Listed {
	items: { startsAt: string; endsAt: string }[];
}

describe("Now", () => {
	it("lets somebody declare an incident within seconds, and pages whoever is on call", async () => {
		await says("Nothing is firing");
		const startedAt = preciseNow();
		await button("Declare an incident").click();
		await button("Declare and page").click();
		for (const missing of ["Enter a short title", "Choose where it is", "Choose how grave it is"])
			await says(missing);
		await bo.page.keyboard.type("Payments fail");
		await bo.page.getByLabel("Service").selectOption({ index: 1 });
		await bo.page.getByText("P1", { exact: true }).click();
		await says(/^(Nothing becomes public|The status page says)/);
		await button("Declare and page").click();
		await bo.page.getByRole("heading", { name: "Payments fail" }).waitFor();
		expect(preciseNow() - startedAt).toBeLessThan(10_000);
		const id = bo.page.url().split("/").at(-1)!;
		expect(await world.client.incident(id)).toMatchObject({ severity: "P1", title: "Payments fail" });
		const { endpoint } = world.people.ana.phone.subscription;
		await eventually("Ana's page", () =>
			pushesOf(world, "page", id).some((one) => one.endpoint === endpoint),
		);
		await end(id);
	});

	it("is loud about what nobody has, and quiet again when somebody has it", async () => {
		const { id } = await world.declare({ title: "Search is slow", severity: "P2" });
		await bo.page.getByRole("link", { name: "Search is slow" }).waitFor();
		await says(/^Pages Chidi in/);
		await button("Acknowledge").click();
		await says("No one is being paged");
		await says("Acknowledged by you");
		expect(await world.client.incident(id)).toMatchObject({ acknowledgedBy: { name: "Bo" } });
		await end(id);
		await says("Nothing is firing");
	});

	it("asks Bo for no second acknowledgement of a level that needs two people, and says that one is needed", async () => {
		const policy = `/api/v1/escalation-policies/${world.ids.policy}`;
		const { levels } = await world.client.read<{ levels: object[] }>(policy);
		const [first, ...others] = levels;
		await world.client.call("PATCH", policy, { levels: [{ ...first, needsAcknowledgements: 2 }, ...others] });
		const { id } = await world.declare({ title: "Both are needed", severity: "P2" });
		await bo.page.getByRole("link", { name: "Both are needed" }).waitFor();
		await button("Acknowledge").click();
		await says("You acknowledged, a second person is needed");
		await button(/^Acknowledge/).waitFor({ state: "detached" });
		const ana = await openApp(browser, world.instance, world.people.ana.id);
		await ana.go("/");
		await ana.page.getByRole("button", { name: "Acknowledge as second" }).click();
		await ana.page.getByText("Acknowledged by Bo").waitFor();
		await says("Acknowledged by you");
		await ana.close();
		await end(id);
		await world.client.call("PATCH", policy, { levels });
	});

	it("takes the pager over for some hours and gives it back at a press", async () => {
		await says(/^Ana until/);
		await button("Take over").click();
		await says(/^You’ll be on call instead of Ana until/);
		await bo.page.getByText("4 h", { exact: true }).click();
		await button("Take over for 4 h").click();
		await says(/^You until/);
		await button("Undo").click();
		await says(/^Ana until/);
		await says("Override removed");
	});

	it("lets Bo give back what he took over also when the offer to undo it is gone", async () => {
		await button("Take over").click();
		await button("Take over for 2 h").click();
		await says(/^You until/);
		await bo.page.getByRole("link", { name: "On call" }).first().click();
		await button("Give back").click();
		await says(/given back$/);
		await says(/^Ana until/);
		await button("Give back").waitFor({ state: "detached" });
		await bo.page.locator(".toast", { hasText: "given back" }).getByRole("button").click();
		await says(/^You until/);
		await button("Give back").click();
		await says(/^Ana until/);
	});

	it("tells of whole turns, not of what is cut off by how far it looks ahead", async () => {
		const ana = await openApp(browser, world.instance, world.people.ana.id);
		await ana.go("/");
		const { me } = await ana.page.evaluate(async () => (await fetch("/api/v1/now")).json());
		const lengths = me.next.map((turn: { startsAt: string; endsAt: string }) =>
			Math.round((Date.parse(turn.endsAt) - Date.parse(turn.startsAt)) / 3_600_000),
		);
		expect(lengths).toEqual([7 * 24, 7 * 24]);
		await ana.close();
	});

	it("lets Ana add a rotation in four fields and ask for cover, and Bo take the shift in three taps", async () => {
		const ana = await openApp(browser, world.instance, world.people.ana.id);
		await ana.go("/");
		await ana.page.getByRole("link", { name: "On call" }).first().click();
		await ana.page.getByRole("button", { name: "Add a schedule" }).click();
		await ana.page.getByLabel("Who takes turns").selectOption({ label: "Bo" });
		await ana.page.getByLabel("How long a turn is").selectOption({ label: "1 day" });
		await ana.page.getByLabel("First hand-off").waitFor();
		await ana.page.getByLabel("Time zone of the hand-offs").selectOption("UTC");
		await ana.page.getByText("No gaps.").waitFor();
		await ana.page.getByRole("button", { name: "Add schedule", exact: true }).click();
		await ana.page.getByRole("heading", { name: "Primary" }).waitFor();
		const id = ana.page.url().split("/").at(-1) ?? "";
		await ana.page.getByRole("button", { name: /^You / }).last().click();
		await ana.page.getByRole("button", { name: "Ask for cover or a swap…" }).click();
		await ana.page.getByRole("button", { name: "Ask", exact: true }).click();
		await ana.page.getByText("Asked. You’re told when someone accepts.").waitFor();

		await bo.page.getByRole("link", { name: "On call" }).first().click();
		await button("Cover").click();
		await button("Cover this shift").click();
		await says(/^You cover /);
		const { items } = await world.client.read<Listed>("/api/v1/cover-requests?state=taken");
		expect(items).toMatchObject([{ scheduleId: id, takenById: world.people.bo.id }]);
		const { startsAt = "", endsAt = "" } = items[0] ?? {};
		const span = new URLSearchParams({ from: startsAt, to: endsAt });
		const shifts = await world.client.read<Listed>(`/api/v1/schedules/${id}/shifts?${span}`);
		expect(shifts.items).toMatchObject([{ userId: world.people.bo.id, source: "override" }]);
		await world.client.call("DELETE", `/api/v1/schedules/${id}`);
		await ana.close();
	});

	it("tests a device with a stopwatch, from the sending to the thumb", async () => {
		const since = Date.now();
		await button(`Test ${world.people.bo.name}'s phone`).click();
		await says(/^Delivered in .*Acknowledge it on that device$/);
		await world.people.bo.phone.acknowledge(await world.people.bo.phone.waitForPage(since));
		await says(/^Delivered in .*, acknowledged in /);
		await says("Nothing is firing");
	});
});

describe("Settings", () => {
	it("let Bo choose by what he is paged after how long, and say what happens", async () => {
		await bo.page.goto(`${new URL(bo.page.url()).origin}/app/settings`);
		await button(/^Urgent pages/).click();
		await button("Add a method").click();
		const words = `At once: push on ${world.people.bo.name}'s phone.`;
		await bo.page.getByRole("dialog").getByText(words).waitFor();
		await bo.page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
		await says("Saved");
		await bo.page.getByRole("list", { name: "How you’re paged" }).getByText(words).waitFor();
		const { notificationRules } = await world.client.read<{ notificationRules: object }>(
			`/api/v1/users/${world.people.bo.id}`,
		);
		expect(notificationRules).toEqual({
			high: [{ method: world.people.bo.methodId, delaySeconds: 0 }],
			low: [],
		});
	});
});

describe("the list of incidents", () => {
	it("narrows by what its address says, and shows the past a page at a time", async () => {
		for (let n = 1; n <= 33; n++) await end((await world.declare({ title: `Past ${n}`, severity: "P4" })).id);
		const { id } = await world.declare({ title: "Open now", severity: "P3" });
		await bo.page.getByRole("link", { name: "Incidents" }).first().click();
		await bo.page.getByRole("link", { name: /Open now/ }).waitFor();
		const past = bo.page.getByRole("list", { name: "Past incidents" }).getByRole("listitem");
		await past.first().waitFor();
		expect(await past.count()).toBe(30);
		await button("Load more").click();
		await eventually("the older ones", async () => (await past.count()) >= 33);

		await bo.page.getByLabel("Severity").selectOption("P3");
		await eventually("the address", () => bo.page.url().endsWith("?severity=P3"));
		await bo.page.getByRole("link", { name: /Open now/ }).waitFor();
		await eventually("nothing else", async () => (await bo.page.getByText(/^Past \d/).count()) === 0);
		await bo.page.getByLabel("State").selectOption("triggered");
		await bo.page.reload();
		await bo.page.getByRole("link", { name: /Open now/ }).waitFor();
		await end(id);
		await says("No matching incidents");
		await button("Clear filters").click();
		await bo.page.getByRole("link", { name: /Open now/ }).waitFor();
	});
});

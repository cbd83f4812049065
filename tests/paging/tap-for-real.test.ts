/** From the push on the wire to the last word on the status page, with a browser where the phone and the visitor are. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newPage, openBrowser } from "../support/browser.ts";
import { pushesOf } from "../support/pages.ts";
import { eventually } from "../support/wait.ts";
import { startWorld, type World } from "../support/world.ts";

let world: World;
let browser: Browser;

beforeAll(async () => {
	[world, browser] = await Promise.all([
		startWorld({
			monitor: false,
			levels: [
				{ page: ["ana"], afterSeconds: 60 },
				{ page: ["bo"], afterSeconds: 60 },
			],
		}),
		openBrowser(),
	]);
});
afterAll(async () => {
	await Promise.all([browser?.close(), world?.stop()]);
});

/** What the phone does when Ana taps its notification, on a day when no file of the app can be loaded. */
async function tap(incidentId: string): Promise<Page> {
	const { endpoint } = world.people.ana.phone.subscription;
	const push = await eventually("Ana's page", () =>
		pushesOf(world, "page", incidentId).find((one) => one.endpoint === endpoint),
	);
	const page = await newPage(browser);
	await page.route("**/app/assets/**", (route) => route.abort());
	await page.goto(push.payload!.notification.navigate);
	return page;
}
const words = (page: Page, selector: string) => expect.poll(() => page.locator(selector).textContent());

describe("a tap on a page's notification", () => {
	it("opens what burns, and one press ends the escalation for everybody", async () => {
		const incident = await world.declare({ title: "Payments fail <b>everywhere</b>", severity: "P1" });
		const page = await tap(incident.id);
		await words(page, "h1").toBe("Payments fail <b>everywhere</b>");
		await words(page, "#next").toMatch(/^Pages (Bo|level 2) in (1:00|0:\d\d)$/);
		await page.getByRole("button", { name: "Acknowledge" }).click();
		await words(page, "#outcome").toMatch(/^Acknowledged by you at /);
		await words(page, "#who").toBe("Acknowledged by Ana.");
		const acknowledged = await world.client.incident(incident.id);
		expect(acknowledged).toMatchObject({
			state: "acknowledged",
			acknowledgedBy: { name: "Ana" },
			nextEscalation: null,
		});
		const timeline = await world.client.timeline(incident.id);
		expect(timeline.filter((event) => event.type === "page_opened")).toHaveLength(1);
		await page.context().close();
	});

	it("tells the second of two who was faster", async () => {
		const incident = await world.declare({ title: "Search is slow", severity: "P2" });
		const page = await tap(incident.id);
		await words(page, "h1").toBe("Search is slow");
		await world.instance.api("PUT", `/api/v1/incidents/${incident.id}/acknowledgement`);
		await page.getByRole("button", { name: "Acknowledge" }).click();
		await words(page, "#outcome").toMatch(/ acknowledged (\d+ s before you|in the meantime)\.$/);
		await page.context().close();
	});

	it("passes the page on to Bo at once when Ana cannot take it", async () => {
		const incident = await world.declare({ title: "Accounts are locked", severity: "P2" });
		const page = await tap(incident.id);
		await page.getByRole("button", { name: "I can’t take it" }).click();
		await words(page, "#outcome").toBe("Paging Bo now.");
		const bo = world.people.bo.phone.subscription.endpoint;
		await eventually("Bo's page", () =>
			pushesOf(world, "page", incident.id).some((push) => push.endpoint === bo),
		);
		await page.context().close();
	});
});

describe("a visitor of the status page meanwhile", () => {
	it("reads what is down within five seconds, never the title, and reads when it is over", async () => {
		const visitor = await newPage(browser, { javaScriptEnabled: false });
		await visitor.goto(world.instance.url);
		// A page that is only opened again may come from the browser's cache for ten seconds.
		const read = async () => {
			await visitor.reload();
			return visitor.locator("body").innerText();
		};
		await expect.poll(read, { timeout: 5_000 }).toContain("Checkout is down");
		expect(await read()).not.toMatch(/Payments fail|Search is slow|Accounts are locked/);
		for (const incident of await world.client.incidents()) {
			const path = `/api/v1/incidents/${incident.id}/resolution`;
			expect((await world.instance.api("PUT", path, { note: "Fixed." })).status).toBe(200);
		}
		await expect.poll(read, { timeout: 5_000 }).toContain("All systems operational");
		expect(await read()).not.toContain("Fixed.");
		await visitor.context().close();
	});
});

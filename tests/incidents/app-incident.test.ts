/** Two people at one incident, on real screens of a real instance. */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { STEADY_MS } from "../../app/parts/steady.ts";
import { axeFindings, DESKTOP, openBrowser } from "../support/browser.ts";
import { startLagMeter } from "../support/lag.ts";
import { pushesOf } from "../support/pages.ts";
import { soak } from "../support/runs.ts";
import { type AppScreenOf, openApp } from "../support/two-screens.ts";
import { eventually, preciseNow, sleep } from "../support/wait.ts";
import { startWorld, type World } from "../support/world.ts";

const NOTE = "Connection pool again";
const CLOSING = "Payments work again. No one was charged twice.";

let world: World;
let browser: Browser;
let ana: AppScreenOf;
let bo: AppScreenOf;
let id: string;

beforeAll(async () => {
	[world, browser] = await Promise.all([startWorld(), openBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await world?.stop();
});
beforeEach(async () => {
	await world.target.be("well");
	id = (await world.declare({ title: "Payments fail", severity: "P1" })).id;
	[ana, bo] = await Promise.all([
		openApp(browser, world.instance, world.people.ana.id),
		openApp(browser, world.instance, world.people.bo.id, { viewport: DESKTOP }),
	]);
	await Promise.all([ana, bo].map(openIncident));
});
afterEach(async () => {
	await Promise.all([ana?.close(), bo?.close()]);
});

/** The whole of it: an act that comes before the timeline is read is no news to it. */
async function openIncident(screen: AppScreenOf): Promise<void> {
	await screen.go(`/incidents/${id}`);
	await screen.page.locator(".timeline li").first().waitFor();
}

const button = (screen: AppScreenOf, name: string) => screen.page.getByRole("button", { name, exact: true });
const says = (screen: AppScreenOf, text: string | RegExp) => screen.page.getByText(text).first().waitFor();
/** What has changed its meaning takes no press before. */
const steady = () => sleep(STEADY_MS + 50);
/** One of the acts behind More: the list is long. */
async function pick(name: RegExp): Promise<void> {
	await button(ana, "More").click();
	const row = ana.page.getByRole("button", { name });
	await row.scrollIntoViewIfNeeded();
	await row.click();
}
/** Customers see this service: the closing words come before the checks. */
async function resolve(screen: AppScreenOf, closing?: string): Promise<void> {
	await button(screen, "Resolve").click();
	if (closing !== undefined) await screen.page.getByLabel("Closing words for customers").fill(closing);
	await button(screen, "Check and resolve").click();
}
const timelineTypes = async () => (await world.client.timeline(id)).map((event) => event.type);

describe("an incident on two screens", () => {
	it("is merged into another one and split again, and the lead is handed over when Bo accepts", async () => {
		const other = await world.declare({ title: "Cards are refused", severity: "P2" });
		const open = async (name: RegExp) => {
			await button(ana, "More").click();
			const row = ana.page.getByRole("button", { name });
			await row.scrollIntoViewIfNeeded();
			await row.click();
		};
		await button(ana, "Acknowledge").click();
		await says(ana, /^Acknowledged by you at/);
		await steady();
		await open(/^Hand over/);
		await ana.page.getByLabel(/^Bo/).check();
		await button(ana, "Ask Bo").click();
		await says(bo, "Ana asks you to take over as incident lead.");
		await button(bo, "Accept").click();
		await says(bo, "You are now incident lead");
		await open(/^Merge/);
		await ana.page.getByLabel(/Cards are refused/).check();
		await button(ana, `Merge into #${other.number}`).click();
		await says(ana, "This incident goes on there");
		await says(bo, "This incident goes on there");
		await button(ana, `Split from #${other.number}`).click();
		await button(ana, "Split and page").click();
		await button(ana, "Acknowledge").waitFor();
		expect(await timelineTypes()).toEqual(
			expect.arrayContaining(["handover_offered", "handover_answered", "merged", "reopened"]),
		);
	});

	it("is triaged in four taps, each a fact on the timeline, and a line of it is kept for the review", async () => {
		await button(ana, "Acknowledge").click();
		await says(ana, /^Acknowledged by you at/);
		let taps = 0;
		const tap = async (what: ReturnType<typeof button>) => {
			await what.scrollIntoViewIfNeeded();
			await steady();
			await what.click();
			taps++;
		};
		const dialog = ana.page.getByRole("dialog");
		const answer = (question: string, name: string) =>
			dialog.getByRole("group", { name: question }).getByText(name, { exact: true });
		await tap(button(ana, "Triage"));
		await tap(answer("Is it real?", "Real"));
		await tap(answer("Are customers affected?", "Yes"));
		await dialog.getByText("Suggested: P2. Customers are affected.").waitFor();
		await tap(button(ana, "Change to P2"));
		await dialog.getByText("It is P2 now.").waitFor();
		console.log(`triaged in ${taps} taps`);
		expect(taps).toBeLessThanOrEqual(5);
		const facts = (await world.client.timeline(id)).filter(({ type }) => type === "triaged");
		expect(facts.map(({ data }) => data)).toMatchObject([{ finding: "real" }, { customersAffected: true }]);
		expect(await timelineTypes()).toContain("severity_changed");
		await ana.page.keyboard.press("Escape");
		await tap(button(ana, "Pin or hide lines"));
		await tap(ana.page.getByRole("button", { name: /^Pin .*You said it’s real/ }));
		await dialog.locator('[aria-pressed="true"]').waitFor();
		await ana.page.keyboard.press("Escape");
		await ana.page.getByText("Pinned", { exact: true }).first().click();
		await ana.page.locator(".timeline li").getByText("You said it’s real · Pinned").waitFor();
	});

	it("shows on one what is done on the other within a second", async () => {
		const lag = startLagMeter();
		const seen = async (act: () => Promise<void>, text: RegExp) => {
			const pressedAt = preciseNow();
			await act();
			await says(bo, text);
			return Math.round(preciseNow() - pressedAt);
		};
		await Promise.all([says(ana, "Bo is looking"), says(bo, "Ana is looking")]);
		const acknowledge = () => button(ana, "Acknowledge").click();
		const giveBack = () => ana.page.getByRole("button", { name: /^Page .+ again$/ }).click();
		const tookMs = [await seen(acknowledge, /^Acknowledged by Ana at/)];
		await says(ana, /^Acknowledged by you at/);
		await button(ana, "More").click();
		const row = ana.page.getByRole("button", { name: /Unacknowledge/ });
		await row.scrollIntoViewIfNeeded();
		await row.click();
		await ana.page.getByRole("button", { name: /^Page .+ again$/ }).waitFor();
		await steady();
		tookMs.push(await seen(giveBack, /^Not acknowledged/));
		await button(ana, "Acknowledge").waitFor();
		await steady();
		tookMs.push(await seen(acknowledge, /^Acknowledged by Ana at/));
		console.log(`Bo saw Ana's three acts after ${tookMs.join(", ")} ms`);
		// Other tests may have the machine while one of the three is under way: the best of them counts.
		expect(Math.min(...tookMs)).toBeLessThan(1_000 + lag.worstMs());
		lag.stop();
		await button(ana, "Resolve").waitFor();
	});

	it.runIf(soak)("shows each of ten screens what any of them does within a second", async () => {
		const { bo: anotherBo, chidi } = world.people;
		const opened = Array.from({ length: 8 }, (_, n) =>
			openApp(browser, world.instance, (n % 2 === 0 ? chidi : anotherBo).id),
		);
		const others = await Promise.all(opened);
		await Promise.all(others.map(openIncident));
		const all = [ana, bo, ...others];
		const lag = startLagMeter();
		/** How long after the command left one of the screens all ten show it. */
		const seenByAll = async ({ page }: AppScreenOf, act: () => Promise<void>, text: RegExp) => {
			const sent = page.waitForRequest((request) => request.method() !== "GET").then(preciseNow);
			await act();
			await Promise.all(all.map((screen) => says(screen, text)));
			return Math.round(preciseNow() - (await sent));
		};
		const first = others[0] as AppScreenOf;
		const last = others[7] as AppScreenOf;
		const giveBack = async () => {
			await button(last, "More").click();
			await last.page.getByRole("button", { name: /Unacknowledge/ }).click();
			await last.page.getByRole("button", { name: /^Page .+ again$/ }).click();
		};
		const tookMs = [
			await seenByAll(first, () => button(first, "Acknowledge").click(), /^Acknowledged by (you|Chidi) at/),
			await seenByAll(last, giveBack, /^Not acknowledged/),
			await seenByAll(ana, () => button(ana, "Acknowledge").click(), /^Acknowledged by (you|Ana) at/),
		];
		console.log(`ten screens saw three acts after ${tookMs.join(", ")} ms`);
		expect(Math.max(...tookMs)).toBeLessThan(1_000 + lag.worstMs());
		lag.stop();
		await Promise.all(others.map((screen) => screen.close()));
	});

	it("tells whoever comes second who was faster", async () => {
		await bo.cutStream();
		await button(ana, "Acknowledge").click();
		await says(ana, /^Acknowledged by you/);
		await button(bo, "Acknowledge").click();
		await says(bo, /^Ana acknowledged (in the meantime|\d+ s before you)$/);
		await says(bo, /^Acknowledged by Ana/);
		expect((await timelineTypes()).filter((type) => type === "acknowledged")).toHaveLength(1);
	});

	it("misses nothing of what happened while the stream was cut, and shows it when asked", async () => {
		await bo.cutStream();
		await button(ana, "Acknowledge").click();
		await says(ana, /^Acknowledged by you/);
		await world.client.call("POST", `/api/v1/incidents/${id}/notes`, { text: NOTE });
		await world.client.call("POST", `/api/v1/incidents/${id}/notes`, { text: "Restarted one instance" });
		expect(await bo.page.getByText(NOTE).count()).toBe(0);
		bo.mendStream();
		await says(bo, /^Acknowledged by Ana/);
		const missed = ["Ana acknowledged", NOTE, "Restarted one instance"];
		const timesShown = async () => {
			// Each that comes after a press waits behind the next one.
			const waiting = bo.page.getByRole("button", { name: /^\d+ new event/ });
			if ((await waiting.count()) > 0) await waiting.click();
			const shown = await bo.page.locator(".timeline li").allInnerTexts();
			return missed.map((text) => shown.filter((line) => line.includes(text)).length);
		};
		await expect.poll(timesShown).toEqual([1, 1, 1]);
	});

	it("keeps new lines of others out of the way, but not one's own", async () => {
		await pick(/Add a note/);
		await ana.page.getByRole("textbox", { name: "Note" }).fill(NOTE);
		await button(ana, "Add note").click();
		await says(ana, "You added a note");
		await bo.page.getByRole("button", { name: /^\d+ new event/ }).waitFor();
		expect(await bo.page.locator(".timeline").getByText(NOTE).count()).toBe(0);
		await bo.page.getByRole("button", { name: /^\d+ new event/ }).click();
		await says(bo, NOTE);
	});
});

describe("the acts on an incident", () => {
	it("page the next person when somebody cannot take it", async () => {
		await button(ana, "I can’t take it").click();
		await says(ana, /Escalated/);
		const { endpoint } = world.people.bo.phone.subscription;
		await eventually("Bo's page", () => pushesOf(world, "page", id).some((one) => one.endpoint === endpoint));
	});

	it("change the severity with a reason, after saying what that does", async () => {
		await pick(/Change severity/);
		await ana.page.getByText("P3", { exact: true }).click();
		await says(ana, /Pages on-call in business hours/);
		await ana.page.getByLabel("Reason").fill("One browser only");
		await button(ana, "Change to P3").click();
		await says(ana, /changed severity from P1 to P3/);
		await bo.page.locator("main").getByText("P3", { exact: true }).first().waitFor();
		expect((await world.client.incident(id)).severity).toBe("P3");
	});

	it("resolve only what works again, or with a reason that stays in the story", async () => {
		await button(ana, "Acknowledge").click();
		await says(ana, /^Acknowledged by you/);
		await world.target.be({ status: 503 });
		await resolve(ana);
		await ana.page.getByRole("heading", { name: /check.* still failing/ }).waitFor({ timeout: 20_000 });
		await says(ana, "Western Europe");
		expect(await axeFindings(ana.page)).toEqual([]);
		expect((await world.client.incident(id)).state).toBe("acknowledged");
		await ana.page.getByLabel("Reason for resolving anyway").fill("Only the health check is broken");
		await button(ana, "Resolve anyway").click();
		await says(bo, /^Resolved at/);
		await says(ana, /Paused, it checks nothing and pages no one/);
		expect(await axeFindings(ana.page)).toEqual([]);
		await ana.page.getByRole("button", { name: /^Pause / }).click();
		await ana.page.getByRole("button", { name: /is paused$/ }).waitFor();
		const monitor = `/api/v1/monitors/${world.ids.monitor}`;
		expect(await world.client.read(monitor)).toMatchObject({ paused: true });
		await world.client.call("PATCH", monitor, { paused: false });
		await button(ana, "Done").click();
		await button(ana, "Reopen").waitFor();
		await says(ana, "Only the health check is broken");
	});

	it("show what each region says as it answers, and a resolve can be taken back with its closing words", async () => {
		await button(ana, "Acknowledge").click();
		await says(ana, /^Acknowledged by you/);
		await world.target.be({ onlyIn: ["apac"], mode: { slowMs: 2_500 } });
		await button(ana, "Resolve").click();
		const closing = ana.page.getByLabel("Closing words for customers");
		expect(await closing.inputValue()).toMatch(/^The problem with .* is resolved\.$/);
		await closing.fill(CLOSING);
		await ana.page.getByText(`${CLOSING.length} of 2,000 characters`).waitFor();
		expect(await axeFindings(ana.page)).toEqual([]);
		await ana.page.keyboard.press("Escape");
		await ana.page.reload();
		await ana.page.locator(".timeline li").first().waitFor();
		await resolve(ana);
		const line = (region: string) => ana.page.locator(".sheet .seen li", { hasText: region });
		await line("Western Europe").getByText("works").waitFor();
		expect(await line("Asia").innerText()).toContain("checking…");
		await ana.page.getByRole("heading", { name: /^Resolved #\d+$/ }).waitFor({ timeout: 20_000 });
		expect(await line("Asia").innerText()).toContain("works");
		await ana.page.getByRole("dialog").getByRole("button", { name: "False alarm" }).click();
		await expect.poll(timelineTypes).toContain("disposition_set");
		await ana.page.getByRole("dialog").getByRole("button", { name: "Undo" }).click();
		await ana.page.getByRole("dialog").waitFor({ state: "detached" });
		await says(bo, /^Acknowledged by Ana/);
		expect(await timelineTypes()).not.toContain("resolution_announced");
		expect(await ana.page.locator(".toast").allInnerTexts()).toEqual([expect.stringMatching(/^Reopened #/)]);
		await button(ana, "Resolve").click();
		expect(await closing.inputValue()).toBe(CLOSING);
	});

	it("are never called undelivered where it is known that they arrived and only the answer was lost, and stay given back", async () => {
		const lost = ana.page.waitForRequest((request) => request.url().endsWith("/acknowledgement"));
		await ana.page.route("**/acknowledgement", async (route) => {
			if (route.request().method() !== "PUT") return route.continue();
			await route.fetch().catch(() => null);
			await route.abort().catch(() => null);
		});
		await button(ana, "Acknowledge").click();
		await lost;
		await says(ana, /^Acknowledged by you/);
		// The next tries come and fail meanwhile.
		await sleep(1_000);
		expect(await ana.page.getByText(/Escalation continues|^Sending/).count()).toBe(0);
		await button(ana, "Post update").waitFor();
		// Given back before there was an answer, it stays given back when the network is.
		await pick(/Unacknowledge/);
		await ana.page.getByRole("button", { name: /^Page .+ again$/ }).click();
		await ana.page.getByRole("dialog").waitFor({ state: "detached" });
		await ana.page.unroute("**/acknowledgement");
		await sleep(5_000);
		expect((await world.client.incident(id)).state).toBe("triggered");
		await button(ana, "Acknowledge").waitFor();
	});

	it("give it back, and open it again with a reason", async () => {
		await button(ana, "Acknowledge").click();
		await says(ana, /^Acknowledged by you/);
		await button(ana, "More").click();
		const row = ana.page.getByRole("button", { name: /Unacknowledge/ });
		await row.scrollIntoViewIfNeeded();
		await row.click();
		// It says whom it wakes, and waits for a second press.
		await ana.page.getByText(/^Pages .+ right away, then the next levels/).waitFor();
		expect((await world.client.incident(id)).state).toBe("acknowledged");
		await ana.page.getByRole("button", { name: /^Page .+ again$/ }).click();
		// Bo's screen may not have heard yet that it was acknowledged: the sheet knows when it is given back.
		await ana.page.getByRole("dialog").waitFor({ state: "detached" });
		await says(bo, "Not acknowledged");
		await world.client.call("PUT", `/api/v1/incidents/${id}/resolution`, { overrideReason: "Not today" });
		await button(ana, "Reopen").waitFor();
		await button(ana, "Reopen").click();
		await ana.page.getByLabel("Reason").fill("It is back");
		await button(ana, "Reopen and page").click();
		await says(bo, "Not acknowledged");
		await expect.poll(timelineTypes).toContain("reopened");
	});

	it("can all be reached with the keyboard alone", async () => {
		const { keyboard } = bo.page;
		await bo.page.locator("h1").focus();
		await keyboard.press("?");
		await bo.page.getByRole("heading", { name: "Keyboard shortcuts" }).waitFor();
		await keyboard.press("Escape");
		await bo.page.getByRole("dialog").waitFor({ state: "detached" });
		await steady();
		await keyboard.press("a");
		await says(bo, /^Acknowledged by you/);
		await keyboard.press("n");
		await bo.page.getByRole("textbox", { name: "Note" }).and(bo.page.locator(":focus")).waitFor();
		await keyboard.type(NOTE);
		await keyboard.press("Tab");
		await keyboard.press("Tab");
		await keyboard.press("Enter");
		await says(bo, "You added a note");
		await bo.page.getByRole("dialog").waitFor({ state: "detached" });
		await keyboard.press("r");
		await button(bo, "Check and resolve").waitFor();
		await steady();
		await keyboard.press("Enter");
		await bo.page.getByText(/^Resolved at/).waitFor({ timeout: 20_000 });
	});
});

/** No act changes its meaning under a thumb: on Now and at an incident, in a bad night, at every size. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { STEADY_MS } from "../../app/parts/steady.ts";
import type { Incident } from "../../app/state/wire.ts";
import { type AppSite, startAppSite } from "../../scripts/app-site.ts";
import { BO, burning, taken } from "../support/app-cast.ts";
import { pageOf } from "../support/app-site.ts";

import {
	type BadNight,
	badNight,
	isInSight,
	meet,
	middleOf,
	placeOf,
	SIZES,
	type Size,
} from "../support/bad-night.ts";
import { openBrowser, PHONE } from "../support/browser.ts";
import { soak } from "../support/runs.ts";
import { sleep } from "../support/wait.ts";

const BURNING = "inc_01JCHECKOUT";
const INCIDENT = `/incidents/${BURNING}`;
const ACKNOWLEDGE = `PUT ${INCIDENT}/acknowledgement`;
const RESOLVE = `PUT ${INCIDENT}/resolution`;
let site: AppSite;
let browser: Browser;
beforeAll(async () => {
	[site, browser] = await Promise.all([startAppSite(), openBrowser()]);
});
afterAll(async () => {
	await Promise.all([browser?.close(), site?.stop()]);
});

const at = Date.now();
const acknowledged = { ...taken(at), version: 12 };
const resolved = {
	...acknowledged,
	state: "resolved",
	status: "resolved",
	resolvedAt: acknowledged.acknowledgedAt,
	version: 15,
};
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first();
const resolve = (page: Page) => page.locator("[data-act=resolve]");

function takesIt(night: BadNight, tookMs = 0): void {
	night.answers.set(ACKNOWLEDGE, async () => {
		await sleep(tookMs);
		night.answers.set(`GET ${INCIDENT}`, acknowledged);
		return acknowledged;
	});
	night.answers.set(RESOLVE, resolved);
}

async function seesHerActs(page: Page): Promise<void> {
	expect(await isInSight(button(page, "Acknowledge"))).toBe(true);
	// After the timeline has said who was paged.
	await button(page, "I can’t take it").waitFor();
	expect(await isInSight(button(page, "I can’t take it"))).toBe(true);
}

const SMALLEST = SIZES[0];
/** Both at every size in the soak; otherwise both on a small phone, and elsewhere the one that leaves more time to press. */
const answersAt = (size: Size) => {
	const slow = ["after a while", 400] as const;
	return soak || size === SMALLEST[1] ? [["at once", 0] as const, slow] : [slow];
};

/** Where there is least room; every size in the soak. */
const sizesToTry = soak ? SIZES : [SMALLEST, SIZES[2]];

describe.each(sizesToTry)("at %s", (_name, size: Size) => {
	it("Ana sees Acknowledge without looking for it, on Now", async () => {
		const { page, close } = await badNight(browser, site, "/", size);
		await seesHerActs(page);
		await close();
	});

	it("what Ana may do at an incident is in sight, and stays so however far she reads", async () => {
		for (const [path, acts] of [
			[INCIDENT, ["Acknowledge", "I can’t take it", "More", "Resolve"]],
			["/incidents/inc_01JTAKEN", ["Post update", "More", "Resolve"]],
		] as const) {
			const { page, close } = await badNight(browser, site, path, size);
			if (path === INCIDENT) await seesHerActs(page);
			await page.mouse.move(size.width / 2, size.height / 3);
			await page.mouse.wheel(0, 5_000);
			await sleep(100);
			for (const name of acts) expect(await isInSight(button(page, name)), name).toBe(true);
			await close();
		}
	});

	it.each(answersAt(size))(
		"three quick taps acknowledge, and nothing else, when the server answers %s",
		async (_how, tookMs) => {
			const night = await badNight(browser, site, INCIDENT, size);
			takesIt(night, tookMs);
			const [x, y] = middleOf(await placeOf(button(night.page, "Acknowledge")));
			for (let tap = 0; tap < 4; tap++) {
				await night.page.mouse.click(x, y);
				await sleep(120);
			}
			expect(new Set(night.asked)).toEqual(new Set([ACKNOWLEDGE]));
			expect(await night.page.getByRole("dialog").count()).toBe(0);
			await night.page.getByText(/^Acknowledged by you/).waitFor();
			await night.close();
		},
	);

	it("Acknowledge and Resolve never share a place, before the tap nor after it", async () => {
		const night = await badNight(browser, site, INCIDENT, size);
		takesIt(night);
		const acknowledge = await placeOf(button(night.page, "Acknowledge"));
		const before = await placeOf(resolve(night.page));
		await button(night.page, "Acknowledge").click();
		await night.page.getByText(/^Acknowledged by you/).waitFor();
		const after = await placeOf(resolve(night.page));
		expect([before, after].some((place) => meet(place, acknowledge))).toBe(false);
		expect(after).toEqual(before);
		await night.close();
	});
});

it("the bar of an incident ends as far from the edge as it begins, however long a remediation is called", async () => {
	const name = "Restart the payment workers one by one, then clear their queues";
	const items = [{ id: "rem_1", version: 1, name, mode: "approve", serviceId: "svc_01JCHECKOUT" }];
	for (const id of ["inc_01JCHECKOUT", "inc_01JTAKEN", "inc_01JWATCHED"]) {
		const answers = { "GET /remediations": { items, nextCursor: null } };
		const night = await badNight(browser, site, `/incidents/${id}`, PHONE, answers);
		await night.page.locator(".dock .remediation-row").getByText(name).waitFor();
		const margins = await night.page
			.locator(".dock > *, .dock .dock-row > :last-child, .dock .remediation-row > :last-child")
			.evaluateAll((parts) =>
				parts.map((part) => Math.round(innerWidth - part.getBoundingClientRect().right)),
			);
		expect(new Set(margins), id).toEqual(new Set([16]));
		await night.close();
	}
});

it("the siren keeps Acknowledge in sight on a small phone with text twice as large, and cuts nothing off", async () => {
	const night = await badNight(browser, site, "/bedside", { width: 320, height: 640 });
	const { page } = night;
	await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
	await page.getByRole("button", { name: "Start" }).click();
	await night.ring(burning(at));
	const siren = page.getByRole("alertdialog");
	const acknowledge = siren.getByRole("button", { name: "Acknowledge" });
	await acknowledge.waitFor();
	const part = page.locator(".siren-page");
	expect(await part.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
	expect(await isInSight(acknowledge)).toBe(true);
	// Whatever else there is can be scrolled to, and hides nothing of it.
	await part.evaluate((element) => element.scrollTo(0, element.scrollHeight));
	expect(await isInSight(acknowledge)).toBe(true);
	const silence = siren.getByRole("button", { name: /^Silence/ });
	await silence.scrollIntoViewIfNeeded();
	expect(await isInSight(silence)).toBe(true);
	await night.close();
});

describe("resolving", () => {
	it("asks: a tap and a hasty double tap change nothing, a second tap after a look does", async () => {
		const night = await badNight(browser, site, "/incidents/inc_01JTAKEN");
		const { page, asked } = night;
		const [x, y] = middleOf(await placeOf(resolve(page)));
		await page.mouse.click(x, y);
		await sleep(120);
		await page.mouse.click(x, y);
		await sleep(STEADY_MS);
		expect(asked).toEqual([]);
		await page.mouse.click(x, y);
		await expect.poll(() => asked).toEqual(["PUT /incidents/inc_01JTAKEN/resolution"]);
		await night.close();
	});

	it("has one size, whatever stands on it", async () => {
		const night = await badNight(browser, site, "/incidents/inc_01JTAKEN");
		const before = await placeOf(resolve(night.page));
		await resolve(night.page).click();
		await button(night.page, "Press again").waitFor();
		expect(await placeOf(resolve(night.page))).toEqual(before);
		await night.close();
	});

	it("is done by holding it, and by two presses of a key", async () => {
		for (const confirm of [hold, pressTwice]) {
			const night = await badNight(browser, site, "/incidents/inc_01JTAKEN");
			await confirm(night.page);
			await expect.poll(() => night.asked).toEqual(["PUT /incidents/inc_01JTAKEN/resolution"]);
			await night.close();
		}
	});

	it("is not done when Bo was faster while Ana still holds it", async () => {
		const night = await badNight(browser, site, INCIDENT);
		await night.page.mouse.move(...middleOf(await placeOf(resolve(night.page))));
		await night.page.mouse.down();
		night.tell(resolved as Incident);
		await night.page.getByText(/^Resolved at/).waitFor();
		await sleep(900);
		await night.page.mouse.up();
		expect(night.asked).toEqual([]);
		await night.close();
	});

	it("leaves the sheet that says why not open when the finger that held it is lifted, soon or late", async () => {
		for (const heldMs of [900, 2_000]) {
			const night = await badNight(browser, site, "/incidents/inc_01JTAKEN");
			const { page } = night;
			failsOnResolve(night);
			const touch = await page.context().newCDPSession(page);
			const [x, y] = middleOf(await placeOf(resolve(page)));
			await touch.send("Emulation.setTouchEmulationEnabled", { enabled: true });
			await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
			await sleep(heldMs);
			const sheet = page.getByRole("dialog", { name: "1 check is still failing" });
			await sheet.waitFor();
			await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
			await sleep(300);
			expect(await sheet.isVisible(), `held for ${heldMs} ms`).toBe(true);
			await sleep(STEADY_MS);
			await page.mouse.click(x, y);
			await sheet.waitFor({ state: "hidden" });
			// Its fingers stay with the page.
			await page.context().close();
		}
	});

	it("is not done by More in one press", async () => {
		const night = await badNight(browser, site, INCIDENT);
		await button(night.page, "More").click();
		await night.page.getByRole("dialog").getByText("Add a note").waitFor();
		expect(
			await night.page
				.getByRole("dialog")
				.getByRole("button", { name: /resolve/i })
				.count(),
		).toBe(0);
		await night.close();
	});
});

function failsOnResolve({ refusals }: BadNight): void {
	const evidence = [{ monitorId: "mon_1", region: "weur", outcome: "down", reason: "status" }];
	const json = {
		type: "/still-failing",
		status: 409,
		title: "Not resolved",
		detail: "A check fails",
		evidence,
	};
	refusals.set("PUT /incidents/inc_01JTAKEN/resolution", { status: 409, json });
}

async function hold(page: Page): Promise<void> {
	await page.mouse.move(...middleOf(await placeOf(resolve(page))));
	await page.mouse.down();
	await sleep(900);
	await page.mouse.up();
}

async function pressTwice(page: Page): Promise<void> {
	await resolve(page).focus();
	await page.keyboard.press("Enter");
	await sleep(STEADY_MS + 100);
	await page.keyboard.press("Enter");
}

describe("a press that is meant", () => {
	it.each([
		["at an incident as soon as it is there", INCIDENT, []],
		["on Now as soon as it is there", "/", []],
		["at an incident that was opened from Now", "/", ["Checkout is down in 3 of 3 regions"]],
	])("counts at once: %s", async (_where, path, through) => {
		const page = await pageOf(browser, {});
		const asked = page.waitForRequest((request) => request.method() === "PUT");
		await page.goto(`${site.origin}/app${path}`);
		for (const name of through) {
			await page.mouse.click(...middleOf(await placeOf(page.getByRole("link", { name }))));
			await page.getByRole("button", { name: "More" }).waitFor();
		}
		await page.mouse.click(...middleOf(await placeOf(button(page, "Acknowledge"))));
		await asked;
		await page.context().close();
	});
});

describe("what arrives while a thumb is on its way", () => {
	it("takes no press for 600 ms where it changed what would be done", async () => {
		const night = await badNight(browser, site, INCIDENT);
		const { page, tell } = night;
		const [x, y] = middleOf(await placeOf(button(page, "Acknowledge")));
		tell({ ...acknowledged, acknowledgedBy: { kind: "user", ...BO } });
		await page.getByText(/^Acknowledged by Bo/).waitFor();
		await page.mouse.click(x, y);
		await sleep(200);
		await page.mouse.click(x, y);
		expect(await page.getByRole("dialog").count()).toBe(0);
		await sleep(STEADY_MS);
		await page.mouse.click(x, y);
		await page.getByRole("dialog").waitFor();
		await night.close();
	});

	it("takes no press of a key either", async () => {
		const night = await badNight(browser, site, INCIDENT);
		await button(night.page, "Acknowledge").focus();
		night.tell({ ...acknowledged, acknowledgedBy: { kind: "user", ...BO } });
		await night.page.getByText(/^Acknowledged by Bo/).waitFor();
		await night.page.keyboard.press("Enter");
		expect(await night.page.getByRole("dialog").count()).toBe(0);
		await night.close();
	});

	it("opens nothing of a sheet under the second tap of a double tap", async () => {
		const night = await badNight(browser, site, INCIDENT, { width: 320, height: 640 });
		const [x, y] = middleOf(await placeOf(button(night.page, "More")));
		await night.page.mouse.dblclick(x - 8, y, { delay: 30 });
		await night.page.getByRole("dialog", { name: "#142" }).waitFor();
		expect(night.asked).toEqual([]);
		await night.close();
	});

	it("leaves the rows of More in their places when Bo acknowledges meanwhile", async () => {
		const night = await badNight(browser, site, INCIDENT, PHONE);
		const { page } = night;
		await button(page, "More").click();
		const rows = () =>
			page
				.getByRole("dialog")
				.locator("li")
				.evaluateAll((all) => all.map((one) => [one.textContent, one.getBoundingClientRect().y]));
		await page.getByRole("dialog").getByText("Add a note").waitFor();
		const before = await rows();
		night.tell({ ...burning(at), ...acknowledged, acknowledgedBy: { kind: "user", ...BO } });
		await page.getByText(/^Acknowledged by Bo/).waitFor({ state: "attached" });
		expect(await rows()).toEqual(before);
		await night.close();
	});
});

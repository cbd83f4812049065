/** Nothing that arrives moves what can be pressed, and a strip repeats nothing that the screen shows. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answersOf } from "../../app/gallery/answers.ts";
import { STEADY_MS } from "../../app/parts/steady.ts";
import type { Incident } from "../../app/state/wire.ts";
import { type AppSite, startAppSite } from "../../scripts/app-site.ts";
import { BO, burning, others, taken } from "../support/app-cast.ts";

import { type BadNight, badNight, isInSight, places, SIZES, type Size } from "../support/bad-night.ts";
import { DESKTOP, openBrowser, PHONE } from "../support/browser.ts";
import { soak } from "../support/runs.ts";
import { sleep } from "../support/wait.ts";

const INCIDENT = "/incidents/inc_01JCHECKOUT";

let site: AppSite;
let browser: Browser;
beforeAll(async () => {
	[site, browser] = await Promise.all([startAppSite(), openBrowser()]);
});
afterAll(async () => {
	await Promise.all([browser?.close(), site?.stop()]);
});

const at = Date.now();
const strips = (page: Page) => page.locator(".strip");
const byBo: Incident = { ...taken(at), acknowledgedBy: { kind: "user", ...BO } };
const another: Incident = { ...burning(at), id: "inc_01JZZNEW", number: 150, title: "Images are gone" };

const ARRIVALS: [string, (night: BadNight) => Promise<void>][] = [
	["the end of the network", (night) => night.page.context().setOffline(true)],
	["an incident that is new", async (night) => night.tell(another)],
	["Bo's acknowledgement", async (night) => night.tell(byBo)],
	["its end", async (night) => night.tell({ ...byBo, state: "resolved", resolvedAt: byBo.acknowledgedAt })],
];

async function everything(night: BadNight): Promise<void> {
	await night.ring(another);
	for (const incident of [another, byBo]) night.tell({ ...incident, version: 20 });
	await night.page.context().setOffline(true);
}

/** What can be seen stands where it stood; what is gone has not moved. */
async function staysPut(
	night: BadNight,
	part: string,
	arrive: (night: BadNight) => Promise<void>,
): Promise<void> {
	const before = await places(night.page, part);
	await arrive(night);
	await sleep(400);
	const after = await places(night.page, part);
	const isSeen = ({ y }: { y: number }) => y < (night.page.viewportSize()?.height ?? 0);
	const still = Object.entries(before).flatMap(([name, place]) =>
		name in after && isSeen(place) ? [name] : [],
	);
	expect(still.length).toBeGreaterThan(2);
	for (const name of still) expect(after[name], name).toEqual(before[name]);
}

const SCREENS = [
	["an incident", INCIDENT, "main"],
	["Now", "/", ".firing"],
] as const;

/** Each at one size a screen; all of them at every size in the soak. */
const arrivalsAt = (size: Size, offset: number) =>
	ARRIVALS.filter((_, i) => soak || sizesToTry[(i + offset) % sizesToTry.length]?.[1] === size);

/** A phone and a desk; a small phone and one on its side are for the soak, and for `app-thumb`. */
const sizesToTry = SIZES.filter(([, size]) => soak || size === PHONE || size === DESKTOP);

describe.each(sizesToTry)("at %s", (_name, size: Size) => {
	describe.each(SCREENS.map((screen, i) => [...screen, i] as const))("%s", (_screen, path, part, offset) => {
		const open = async () => {
			const night = await badNight(browser, site, path, size);
			if (path === INCIDENT) await night.page.getByText("Who was paged").waitFor();
			return night;
		};

		it.each(arrivalsAt(size, offset))("%s moves nothing that can be pressed", async (_what, arrive) => {
			const night = await open();
			await staysPut(night, part, arrive);
			await night.close();
		});

		it("a strip hides no act, and news of everything at once moves nothing", async () => {
			const night = await open();
			await staysPut(night, part, () => night.ring(another));
			await strips(night.page).first().waitFor();
			expect(await isInSight(strips(night.page).first()), "the strip").toBe(true);
			for (const name of ["Acknowledge", "I can’t take it"])
				expect(await isInSight(night.page.getByRole("button", { name }).first()), name).toBe(true);
			await staysPut(night, part, everything);
			await night.close();
		});
	});
});

describe("services and monitors", () => {
	const PLACES = ["/services", "/services/svc_01JCHECKOUT", "/monitors", "/monitors/mon_01JCHECKOUTPAY"];
	// On a phone `app-shifts` watches all screens.
	const sizes = SIZES.filter(([, size]) => soak || size === DESKTOP);
	const visits = PLACES.flatMap((path) => sizes.map(([name, size]) => [path, name, size] as const));

	/** What of the screen the browser itself calls moved since then, from where. A strip stands above it, at the foot. */
	const shifts = (page: Page, since: number) =>
		page.evaluate(
			(since) =>
				new Promise<string[]>((resolve) => {
					type Shift = PerformanceEntry & {
						sources: { node: Element; previousRect: DOMRect; currentRect: DOMRect }[];
					};
					const told = ({ sources }: Shift) =>
						sources
							.filter(({ node }) => node?.parentElement?.closest(".screen"))
							.map(({ node, previousRect, currentRect }) => {
								const name = node.className || node.nodeName;
								return `${name} from ${previousRect.x},${previousRect.y} to ${currentRect.x},${currentRect.y}`;
							});
					new PerformanceObserver((list) => {
						const late = list.getEntries().filter(({ startTime }) => startTime >= since);
						resolve(late.flatMap((entry) => told(entry as Shift)));
					}).observe({ type: "layout-shift", buffered: true });
					setTimeout(() => resolve([]), 300);
				}),
			since,
		);

	it.each(visits)("at %s, %s, move by nothing when news of everything arrives", async (path, _name, size) => {
		const night = await badNight(browser, site, path, size);
		await night.page.locator("main .shape").first().waitFor();
		await sleep(600);
		const since = await night.page.evaluate(() => performance.now());
		await staysPut(night, "main", everything);
		night.askAnew();
		await sleep(600);
		expect(await shifts(night.page, since)).toEqual([]);
		await night.close();
	});
});

describe("when the network goes", () => {
	const over: Incident = {
		...byBo,
		...{ state: "resolved", status: "resolved", resolvedAt: byBo.acknowledgedAt, disposition: null },
		undoUntil: new Date(at + 3_600_000).toISOString(),
	};
	const stale = (night: BadNight) =>
		night.page.getByText(/^(Offline\. Data from|Couldn’t refresh\. Last updated)/);
	/** The server is asked once more, in vain. */
	async function goes(night: BadNight): Promise<void> {
		night.answers.set(`GET ${INCIDENT}`, null);
		night.askAnew();
		await stale(night).waitFor();
	}

	it.each(sizesToTry)("at %s Undo and what it was stay where they are", async (_name, size) => {
		const night = await badNight(browser, site, INCIDENT, size, { [`GET ${INCIDENT}`]: over });
		await night.page.getByRole("button", { name: "Undo" }).waitFor();
		await night.page.getByText("Who was paged").waitFor();
		await staysPut(night, "main", goes);
		await night.close();
	});

	it.each(sizesToTry)("at %s a viewer's replay and timeline stay where they are", async (_name, size) => {
		const night = await badNight(browser, site, INCIDENT, size, { "GET /me": asObserver() });
		await night.page.getByText("Who was paged").waitFor();
		expect(await night.page.getByRole("button", { name: "Acknowledge" }).count()).toBe(0);
		await staysPut(night, "main", goes);
		// A press is not taken for a moment after what stood there has changed.
		await sleep(STEADY_MS);
		await night.page.getByRole("button", { name: "More" }).click();
		await night.page.getByRole("button", { name: /^Open action items/ }).click();
		await night.page.getByRole("link", { name: "All action items" }).waitFor();
		await night.close();
	});
});

function asObserver(): object {
	const me = answersOf("full", at)["GET /me"] as { user: object };
	return { ...me, user: { ...me.user, role: "observer" } };
}

it("behind ⋯ are the replay, and what earlier incidents asked for with its act", async () => {
	const night = await badNight(browser, site, INCIDENT);
	const { page } = night;
	const earlier = page.getByRole("button", { name: /^Open action items/ });
	const prevented = page.getByRole("button", { name: "Would have prevented?" }).first();
	await page.getByRole("button", { name: "More" }).click();
	expect(await page.getByRole("link", { name: /^Replay/ }).getAttribute("href")).toBe(
		`/app${INCIDENT}/replay`,
	);
	// It stands at the end of a long list: a thumb that has just scrolled waits, too.
	await earlier.scrollIntoViewIfNeeded();
	await sleep(STEADY_MS);
	await earlier.click();
	await prevented.waitFor();
	await sleep(STEADY_MS);
	await prevented.click();
	await expect.poll(() => night.asked.at(-1)).toMatch(/^PUT .*prevented-incidents.inc_01JCHECKOUT$/);
	await night.close();
});

describe("a strip", () => {
	it("calls for an incident only where it is not on the screen already", async () => {
		for (const [path, times] of [
			["/", 0],
			[INCIDENT, 0],
			["/incidents/inc_01JTAKEN", 1],
			["/services", 1],
		] as const) {
			const night = await badNight(browser, site, path);
			await night.ring(burning(at));
			await sleep(100);
			await expect.poll(() => strips(night.page).count(), { message: path }).toBe(times);
			await night.close();
		}
	});

	it("is there on Now for an incident that Now does not know of yet, and goes when it does", async () => {
		const night = await badNight(browser, site, "/");
		await night.ring(another);
		await strips(night.page).getByText("Images are gone").waitFor();
		night.tell(another);
		await expect.poll(() => strips(night.page).count()).toBe(0);
		await night.close();
	});

	it("tells of a tap that waits wherever its incident is not shown", async () => {
		const night = await badNight(browser, site, INCIDENT);
		night.answers.set(`PUT ${INCIDENT}/acknowledgement`, null);
		await night.page.getByRole("button", { name: "Acknowledge" }).click();
		await night.page.getByText(/^Not delivered/).waitFor();
		expect(await strips(night.page).getByText("1 acknowledgement").count()).toBe(0);
		await night.page.getByRole("link", { name: "Back", exact: true }).click();
		await strips(night.page).getByText("1 acknowledgement not delivered").waitFor();
		await night.close();
	});
});

describe("what stands beside a screen", () => {
	it("counts at Now what nobody has acknowledged, also before Now was ever visited, and follows it", async () => {
		const night = await badNight(browser, site, "/services");
		const mark = night.page.getByRole("navigation", { name: "Main" }).locator(".count");
		await mark.waitFor();
		const before = Number.parseInt((await mark.textContent()) ?? "", 10);
		night.tell(another);
		await expect.poll(() => mark.textContent()).toBe(`${before + 1} firing`);
		await night.close();
	});

	it("is as wide at 3 min as at 23 h 59 min, so that no line wraps at some seconds only", async () => {
		const night = await badNight(browser, site, INCIDENT);
		const clock = night.page.locator("main .lasting").first();
		const widths = await clock.evaluate((element) =>
			["3 min", "59 min 59 s", "23 h 59 min"].map((text) => {
				element.textContent = text;
				return element.getBoundingClientRect().width;
			}),
		);
		expect(new Set(widths).size).toBe(1);
		await night.close();
	});

	it("has what opened since the last visit on top of the list of a desk, marked and in view", async () => {
		const night = await badNight(browser, site, "/incidents/inc_01JTAKEN", DESKTOP);
		const { page, answers } = night;
		const rows = page.locator(".column.list li a");
		await rows.first().waitFor();
		// The device writes down what it was told a moment later.
		await sleep(500);
		const list = (items: unknown[]) => ({ items, nextCursor: null });
		answers.set("GET /incidents", list([another, burning(at), ...others(at)]));
		answers.set(`GET /incidents/${another.id}`, another);
		answers.set(`GET /incidents/${another.id}/timeline`, list([]));
		await page.goto(`${site.origin}/app/incidents/${another.id}`);
		const row = rows.filter({ hasText: "Images are gone" });
		await row.waitFor();
		await expect.poll(() => rows.first().textContent()).toContain("Images are gone");
		expect(await row.getAttribute("aria-current")).toBe("page");
		expect(await isInSight(row)).toBe(true);
		await night.close();
	});

	it("marks the shown incident in the list of a desk, and has it in view", async () => {
		const night = await badNight(browser, site, "/incidents/inc_01J138", DESKTOP);
		const row = night.page.locator(".column.list [aria-current=page]");
		await row.waitFor();
		await expect.poll(() => isInSight(row)).toBe(true);
		await night.close();
	});
});

describe("an incident that flaps", () => {
	const flaps = "It keeps failing and recovering. One page in 15 minutes at most.";

	it("F58: says so in its row and its card, and on its own screen what that means", async () => {
		const night = await badNight(browser, site, "/", PHONE);
		const card = night.page.getByRole("region", { name: "Firing, #136" });
		await card.getByText("Flapping", { exact: true }).waitFor();
		const row = night.page.getByRole("link", { name: /^P2 The nightly settlement.*Flapping/ });
		await row.scrollIntoViewIfNeeded();
		await sleep(STEADY_MS + 50);
		await row.click();
		await night.page.getByText(flaps).waitFor();
		await night.close();
	});

	it("F58: and an incident that does not, or of which nothing is known, says nothing", async () => {
		const night = await badNight(browser, site, INCIDENT, PHONE);
		expect(await night.page.getByText("Flapping").count()).toBe(0);
		await night.close();
	});
});

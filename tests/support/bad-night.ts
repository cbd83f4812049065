/** The app in a bad night, the gallery's large cast, with a server that a test plays: what is pressed and what arrives. */
import type { Browser, Locator, Page, WebSocketRoute } from "playwright-core";
import type { Incident } from "../../app/state/wire.ts";
import { type Answering, answerApi, sceneOf, settled } from "../../scripts/app-scenes.ts";
import type { AppSite } from "../../scripts/app-site.ts";
import { DESKTOP, newPage, PHONE } from "./browser.ts";

/** A small phone, a phone, the same phone lying on its side, a desk. */
export const SIZES = [
	["320 × 640", { width: 320, height: 640 }],
	["390 × 844", PHONE],
	["844 × 390", { width: 844, height: 390 }],
	["1440 × 900", DESKTOP],
] as const;

export type Size = (typeof SIZES)[number][1];

export interface Refusal {
	status: number;
	json: unknown;
}

export interface BadNight {
	page: Page;
	/** Every change that was asked for, in order: "PUT /incidents/inc_…/acknowledgement". */
	asked: string[];
	/** From now on this is how the server answers: to `"GET /now"`, to a command. A function is asked each time. */
	answers: Map<string, unknown>;
	/** From now on this call is refused so. */
	refusals: Map<string, Refusal>;
	/** The live stream tells of an incident. */
	tell(incident: Incident): void;
	/** The live stream has lost its place: everything on the screen is asked for anew. */
	askAnew(): void;
	/** The service worker has shown a page. */
	ring(incident: Incident): Promise<void>;
	close(): Promise<void>;
}

/** What a page is told; each night puts its own in place. */
interface Told {
	api: Answering;
	stream: WebSocketRoute | undefined;
}

const told = new WeakMap<Page, Told>();
/** Pages that have lived through a night: they have the app's files and its compiled code, and nothing else of it. */
const rested = new WeakMap<Browser, Page[]>();
const RESUMED = JSON.stringify({ type: "resumed", seq: 1 });

/** `given` is answered from the start. */
export async function badNight(
	browser: Browser,
	site: AppSite,
	path: string,
	viewport: Size = PHONE,
	given: Record<string, unknown> = {},
): Promise<BadNight> {
	const page = rested.get(browser)?.pop() ?? (await nightPage(browser));
	const answers = new Map<string, unknown>(Object.entries(given));
	const refusals = new Map<string, Refusal>();
	const asked: string[] = [];
	const scene = sceneOf("full");
	const api: Answering = async (call) => {
		if (!call.name.startsWith("GET")) asked.push(call.name);
		const answer = answers.get(call.name);
		if (answer === undefined) return refusals.get(call.name) ?? scene(call);
		const json = typeof answer === "function" ? await answer() : answer;
		return json === null ? "broken" : { status: 200, json };
	};
	const now: Told = { api, stream: undefined };
	told.set(page, now);
	await page.setViewportSize(viewport);
	await page.goto(`${site.origin}/app${path}`);
	await settled(page);
	let seq = 1;
	return {
		page,
		asked,
		answers,
		refusals,
		tell: (incident) =>
			now.stream?.send(JSON.stringify({ type: "incident", seq: ++seq, incident, events: [] })),
		askAnew: () => now.stream?.send(JSON.stringify({ type: "reset", seq: ++seq })),
		ring: ({ id, title, severity }) =>
			page.evaluate(
				(data) => void navigator.serviceWorker.dispatchEvent(new MessageEvent("message", { data })),
				{ type: "page", incidentId: id, title, severity, at: Date.now() },
			),
		close: () => rest(browser, site, page),
	};
}

async function nightPage(browser: Browser): Promise<Page> {
	const page = await newPage(browser, { reducedMotion: "reduce", serviceWorkers: "block" });
	await answerApi(page, (call) => told.get(page)?.api(call) ?? "broken");
	await page.routeWebSocket("**/api/v1/live*", (socket) => {
		const now = told.get(page);
		if (now) now.stream = socket;
		socket.onMessage((message) => void (message === "ping" && socket.send("pong")));
		socket.send(RESUMED);
	});
	return page;
}

/** Takes from the page what this night has left in it, for another one. */
async function rest(browser: Browser, site: AppSite, page: Page): Promise<void> {
	await page.goto("about:blank");
	await page.unrouteAll({ behavior: "ignoreErrors" });
	await page.context().setOffline(false);
	await page.mouse.move(0, 0);
	const devtools = await page.context().newCDPSession(page);
	const storageTypes = "local_storage,indexeddb,cookies,cache_storage";
	await devtools.send("Storage.clearDataForOrigin", { origin: site.origin, storageTypes });
	await devtools.detach();
	rested.set(browser, [...(rested.get(browser) ?? []), page]);
}

/** Whether the whole of it is on the screen and nothing lies over its middle. */
export function isInSight(act: Locator): Promise<boolean> {
	return act.evaluate((element) => {
		const { left, top, right, bottom } = element.getBoundingClientRect();
		const isInside = left >= 0 && top >= 0 && right <= innerWidth + 0.5 && bottom <= innerHeight + 0.5;
		const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
		return isInside && hit !== null && element.contains(hit);
	});
}

export interface Place {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** Where everything stands that can be pressed in this part of the screen and in the bars, by its name. */
export function places(page: Page, part: string): Promise<Record<string, Place>> {
	return page.evaluate((part) => {
		const within = [part, ".dock", ".top", ".nav"];
		const acts = document.querySelectorAll<HTMLElement>(
			within.map((one) => `${one} button, ${one} a[href]`).join(),
		);
		const seen = [...acts].filter((act) => act.checkVisibility());
		return Object.fromEntries(
			seen.map((act) => {
				const { x, y, width, height } = act.getBoundingClientRect();
				const name = act.getAttribute("href") ?? act.getAttribute("aria-label") ?? act.textContent ?? "";
				const of = act.closest("section")?.textContent?.match(/#\d+/)?.[0] ?? "";
				return [`${of} ${name}`, { x, y, width, height }];
			}),
		);
	}, part);
}

export const middleOf = ({ x, y, width, height }: Place): [number, number] => [x + width / 2, y + height / 2];

/** Where it stands; it must stand somewhere. */
export async function placeOf(act: Locator): Promise<Place> {
	const box = await act.boundingBox();
	if (!box) throw new Error("it stands nowhere");
	return box;
}

export const meet = (a: Place, b: Place): boolean =>
	a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

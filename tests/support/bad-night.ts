/** The app in a bad night, the gallery's large cast, with a server that a test plays: what is pressed and what arrives. */
import type { Browser, Locator, Page, WebSocketRoute } from "playwright-core";
import type { Incident } from "../../app/state/wire.ts";
import { playScene, settled } from "../../scripts/app-scenes.ts";
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

export interface BadNight {
	page: Page;
	/** Every change that was asked for, in order: "PUT /incidents/inc_…/acknowledgement". */
	asked: string[];
	/** From now on this is how the server answers: to `"GET /now"`, to a command. A function is asked each time. */
	answers: Map<string, unknown>;
	/** The live stream tells of an incident. */
	tell(incident: Incident): void;
	/** The live stream has lost its place: everything on the screen is asked for anew. */
	askAnew(): void;
	/** The service worker has shown a page. */
	ring(incident: Incident): Promise<void>;
	close(): Promise<void>;
}

export async function badNight(
	browser: Browser,
	site: AppSite,
	path: string,
	viewport: Size = PHONE,
): Promise<BadNight> {
	const page = await newPage(browser, { viewport, reducedMotion: "reduce" });
	const answers = new Map<string, unknown>();
	const asked: string[] = [];
	let stream: WebSocketRoute | undefined;
	let seq = 1;
	await playScene(page.context(), "full");
	await page.route("**/api/v1/**", async (route) => {
		const request = route.request();
		const call = `${request.method()} ${new URL(request.url()).pathname.replace("/api/v1", "")}`;
		if (request.method() !== "GET") asked.push(call);
		const answer = answers.get(call);
		if (answer === undefined) return route.fallback();
		const body = typeof answer === "function" ? await answer() : answer;
		return body === null ? route.abort() : route.fulfill({ json: body });
	});
	await page.routeWebSocket("**/api/v1/live*", (socket) => {
		stream = socket;
		socket.onMessage((message) => void (message === "ping" && socket.send("pong")));
		socket.send(JSON.stringify({ type: "resumed", seq }));
	});
	await page.goto(`${site.origin}/app${path}`);
	await settled(page);
	return {
		page,
		asked,
		answers,
		tell: (incident) => stream?.send(JSON.stringify({ type: "incident", seq: ++seq, incident, events: [] })),
		askAnew: () => stream?.send(JSON.stringify({ type: "reset", seq: ++seq })),
		ring: ({ id, title, severity }) =>
			page.evaluate(
				(data) => void navigator.serviceWorker.dispatchEvent(new MessageEvent("message", { data })),
				{ type: "page", incidentId: id, title, severity, at: Date.now() },
			),
		close: () => page.context().close(),
	};
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

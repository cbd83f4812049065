/** Every screen of the app in a state of its own, answered from the gallery's cast: for pictures and for tests. */
import type { Page } from "playwright-core";
import { ADDRESSES } from "../app/gallery/addresses.ts";
import { answersOf, checks, monitors, type Scene } from "../app/gallery/answers.ts";
import { ROUTES } from "../app/routes.ts";
import type { AppRoute, SceneState } from "../app/shell/routes.ts";

export interface AppScreen {
	name: string;
	path: string;
	/** Without a session: first run and sign-in. */
	outside?: boolean;
	states: readonly SceneState[];
}

export const APP_SCREENS: AppScreen[] = ROUTES.flatMap((route) =>
	Object.entries(route.pictures).map(([name, states]) => ({
		...{ name, states, path: addressOf(name, route) },
		outside: route.who === "everybody",
	})),
);

function addressOf(name: string, { path }: AppRoute): string {
	const address = ADDRESSES[name] ?? path;
	if (address.includes(":")) throw new Error(`app/gallery/addresses.ts has no address for "${name}"`);
	return address;
}

/** What the app asks of the API: `"GET /now"`, without its query. */
export interface Call {
	name: string;
	query: URLSearchParams;
}

/** JSON under a status, a connection that breaks, or no answer at all. */
export type Answer = { status: number; json: unknown } | "broken" | "never";
export type Answering = (call: Call) => Answer | Promise<Answer>;

/** Answers everything that the app asks in this page as the state says; `/me` answers always, to be let in. */
export async function playScene(page: Page, state: SceneState, outside = false): Promise<void> {
	await answerApi(page, sceneOf(state, outside));
	await page.routeWebSocket("**/api/v1/live*", (socket) => {
		socket.onMessage((message) => void (message === "ping" && socket.send("pong")));
		if (state !== "offline") socket.send(JSON.stringify({ type: "resumed", seq: 1 }));
	});
}

export function sceneOf(state: SceneState, outside = false): Answering {
	const scene: Scene = state === "calm" || state === "empty" ? state : "full";
	const at = Date.now();
	const answers = answersOf(scene, at);
	for (const monitor of monitors(at))
		answers[`GET /monitors/${monitor.id}/checks`] = { items: checks(monitor, at), nextCursor: null };
	return ({ name, query }) => {
		const path = name.slice(name.indexOf("/"));
		const isDoor = path === "/me" || path === "/setup" || path === "/invites/current";
		if (outside && path === "/me") return refusal(401, "unauthenticated");
		if (!isDoor && state === "loading") return "never";
		if (!isDoor && state === "offline") return "broken";
		if (!isDoor && state === "failing") return refusal(503, "unavailable");
		const answer = narrowed(answers[name], query);
		return answer === undefined ? refusal(404, "not-found") : { status: 200, json: answer };
	};
}

/**
 * Stands where the API was, for this page. The browser is asked to hand over these requests alone: a route of
 * Playwright's own hands over every file of the app, too, and turns the browser's cache off. It is asked after this.
 */
export async function answerApi(page: Page, answering: Answering): Promise<void> {
	const devtools = await page.context().newCDPSession(page);
	devtools.on("Fetch.requestPaused", async ({ requestId, request }) => {
		const { pathname, searchParams } = new URL(request.url);
		const name = `${request.method} ${pathname.replace("/api/v1", "")}`;
		const answer = await answering({ name, query: searchParams });
		if (answer === "never") return;
		const given =
			answer === "broken"
				? devtools.send("Fetch.failRequest", { requestId, errorReason: "Failed" })
				: devtools.send("Fetch.fulfillRequest", { requestId, ...asBytes(answer) });
		// The page may have gone elsewhere meanwhile.
		await given.catch(() => {});
	});
	await devtools.send("Fetch.enable", { patterns: [{ urlPattern: "*/api/v1/*" }] });
}

/** A page is text, which is HTML. */
function asBytes({ status, json }: Exclude<Answer, string>) {
	const isPage = typeof json === "string";
	const kind = status < 400 ? "application/json" : "application/problem+json";
	return {
		responseCode: status,
		responseHeaders: [{ name: "content-type", value: isPage ? "text/html" : kind }],
		body: Buffer.from(isPage ? json : JSON.stringify(json)).toString("base64"),
	};
}

/** Waits until a screen is there and stands still. */
export async function settled(page: Page): Promise<void> {
	await page.locator("h1").first().waitFor();
	await standsStill(page);
	await page.waitForTimeout(150);
}

/** Waits until the fonts are in and whatever moves for a time has arrived. */
export async function standsStill(page: Page): Promise<void> {
	await page.evaluate(async () => {
		await document.fonts.ready;
		await Promise.allSettled(
			document
				.getAnimations()
				.filter((a) => a.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
				.map((a) => a.finished),
		);
	});
}

/** A list by its `?state=`, `?serviceId=`, `?targetId=` and, of what has no incident, `?incidentId=`, as the API narrows it. */
function narrowed(answer: unknown, query: URLSearchParams): unknown {
	const items = (answer as { items?: Narrowed[] } | undefined)?.items;
	if (!items) return answer;
	const [state, serviceId] = [query.get("state"), query.get("serviceId")];
	const targetId = query.get("targetId");
	const isIn = (one: Narrowed) =>
		(!targetId || one.target?.id === targetId) &&
		(!query.has("incidentId") || one.incidentId !== null) &&
		(!state || one.state === state) &&
		(!serviceId || (one.serviceId ?? one.service?.id) === serviceId);
	return { ...(answer as object), items: items.filter(isIn) };
}

interface Narrowed {
	state?: string;
	incidentId?: string | null;
	serviceId?: string;
	service?: { id: string };
	target?: { id: string };
}

function refusal(status: number, slug: string): Answer {
	return {
		status,
		json: {
			type: `https://tocsin.dev/problems/${slug}`,
			title: status === 503 ? "Temporarily unavailable" : "Not found",
			status,
			detail: status === 503 ? "The database does not answer." : "",
			requestId: "req_01JX4T7",
		},
	};
}

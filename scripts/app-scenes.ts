/** Every screen of the app in a state of its own, answered from the gallery's cast: for pictures and for tests. */
import type { BrowserContext, Page, Route } from "playwright-core";
import { answersOf, checks, monitors, type Scene } from "../app/gallery/answers.ts";

/** `loading`: the API never answers. `failing`: it answers 503. `offline`: it cannot be reached. */
export type AppState = Scene | "loading" | "failing" | "offline";

export interface AppScreen {
	name: string;
	path: string;
	/** Without a session: first run and sign-in. */
	outside?: boolean;
	states: AppState[];
}

const ALL: AppState[] = ["full", "empty", "loading", "failing", "offline"];

/** Of one thing, which is never empty. */
const ONE: AppState[] = ["full", "loading", "failing", "offline"];

export const APP_SCREENS: AppScreen[] = [
	{ name: "now", path: "/", states: [...ALL, "calm"] },
	{ name: "incident", path: "/incidents/inc_01JCHECKOUT", states: ONE },
	{ name: "incident-taken", path: "/incidents/inc_01JTAKEN", states: ["full"] },
	{ name: "incidents", path: "/incidents", states: ALL },
	{ name: "services", path: "/services", states: ALL },
	{ name: "monitors", path: "/monitors", states: ALL },
	{ name: "service", path: "/services/svc_01JCHECKOUT", states: ONE },
	{ name: "monitor", path: "/monitors/mon_01JCHECKOUTPAY", states: ONE },
	{ name: "people", path: "/people", states: ALL },
	{ name: "settings", path: "/settings", states: ALL },
	{ name: "more", path: "/more", states: ["full"] },
	{ name: "login", path: "/login", outside: true, states: ["full"] },
	{ name: "setup", path: "/setup#t=secret", outside: true, states: ["full", "empty"] },
	{ name: "setup-monitor", path: "/setup/monitor", states: ["full", "empty"] },
	{ name: "setup-phone", path: "/setup/phone", states: ONE },
	{ name: "setup-push", path: "/setup/push", states: ["full"] },
	{ name: "setup-test", path: "/setup/test", states: ALL },
	{ name: "setup-done", path: "/setup/done", states: ["full", "empty"] },
	{ name: "pair", path: "/pair#c=7K3M-9QXR", outside: true, states: ["full"] },
	{ name: "invite", path: "/invite#t=secret", outside: true, states: ["full"] },
];

/** Answers everything that the app asks in this context as the state says; `/me` answers always, to be let in. */
export async function playScene(context: BrowserContext, state: AppState, outside = false): Promise<void> {
	const scene: Scene = state === "calm" || state === "empty" ? state : "full";
	const at = Date.now();
	const answers = answersOf(scene, at);
	for (const monitor of monitors(at))
		answers[`GET /monitors/${monitor.id}/checks`] = { items: checks(monitor, at), nextCursor: null };
	await context.route("**/api/v1/**", async (route) => {
		const request = route.request();
		const { pathname, searchParams } = new URL(request.url());
		const path = pathname.replace("/api/v1", "");
		const isDoor = path === "/me" || path === "/setup" || path === "/invites/current";
		if (outside && path === "/me") return refuse(route, 401, "unauthenticated");
		if (!isDoor && state === "loading") return;
		if (!isDoor && state === "offline") return route.abort();
		if (!isDoor && state === "failing") return refuse(route, 503, "unavailable");
		const answer = narrowed(answers[`${request.method()} ${path}`], searchParams.get("state"));
		return answer === undefined ? refuse(route, 404, "not-found") : route.fulfill({ json: answer });
	});
	await context.routeWebSocket("**/api/v1/live*", (socket) => {
		socket.onMessage((message) => void (message === "ping" && socket.send("pong")));
		if (state !== "offline") socket.send(JSON.stringify({ type: "resumed", seq: 1 }));
	});
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

/** A list by its `?state=`, as the API narrows it. */
function narrowed(answer: unknown, state: string | null): unknown {
	const items = (answer as { items?: { state?: string }[] } | undefined)?.items;
	return items && state
		? { ...(answer as object), items: items.filter((one) => one.state === state) }
		: answer;
}

function refuse(route: Route, status: number, slug: string): Promise<void> {
	return route.fulfill({
		status,
		contentType: "application/problem+json",
		json: {
			type: `https://tocsin.dev/problems/${slug}`,
			title: status === 503 ? "A part that this needs is down" : "There is no such thing",
			status,
			detail: status === 503 ? "The database does not answer." : "",
			requestId: "req_01JX4T7",
		},
	});
}

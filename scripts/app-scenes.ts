/** Every screen of the app in a state of its own, answered from the gallery's cast: for pictures and for tests. */
import type { BrowserContext, Page, Route } from "playwright-core";
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

/** Answers everything that the app asks in this context as the state says; `/me` answers always, to be let in. */
export async function playScene(context: BrowserContext, state: SceneState, outside = false): Promise<void> {
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
		const answer = narrowed(answers[`${request.method()} ${path}`], searchParams);
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

/** A list by its `?state=`, `?serviceId=` and `?targetId=`, as the API narrows it. */
function narrowed(answer: unknown, query: URLSearchParams): unknown {
	const items = (answer as { items?: Narrowed[] } | undefined)?.items;
	if (!items) return answer;
	const [state, serviceId] = [query.get("state"), query.get("serviceId")];
	const targetId = query.get("targetId");
	const isIn = (one: Narrowed) =>
		(!targetId || one.target?.id === targetId) &&
		(!state || one.state === state) &&
		(!serviceId || (one.serviceId ?? one.service?.id) === serviceId);
	return { ...(answer as object), items: items.filter(isIn) };
}

interface Narrowed {
	state?: string;
	serviceId?: string;
	service?: { id: string };
	target?: { id: string };
}

function refuse(route: Route, status: number, slug: string): Promise<void> {
	return route.fulfill({
		status,
		contentType: "application/problem+json",
		json: {
			type: `https://tocsin.dev/problems/${slug}`,
			title: status === 503 ? "Temporarily unavailable" : "Not found",
			status,
			detail: status === 503 ? "The database does not answer." : "",
			requestId: "req_01JX4T7",
		},
	});
}

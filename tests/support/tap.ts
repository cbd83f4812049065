/** The small page behind a tap, with the API played: every answer it can get, and every call it makes. */
import type { Browser, BrowserContextOptions, Page, Route } from "playwright-core";
import { newPage } from "./browser.ts";

export const TOKEN = "page-token-of-ana";

export interface Call {
	method: string;
	name: string;
	authorization: string | undefined;
	body: unknown;
}
export type Reply = { status: number; body?: unknown } | "offline";

/** What the API says of a page that nobody answered yet. */
export const PAGED = {
	incidentId: "inc_00000000000000000000000142",
	number: 142,
	title: "Checkout answers 503 in 3 of 3 regions",
	severity: "P1",
	service: { id: "svc_1", name: "Checkout" },
	state: "triggered",
	acknowledgedBy: null as { kind: string; id: string; name: string } | null,
	triggeredAt: new Date(Date.now() - 252_000).toISOString(),
	resolvedAt: null as string | null,
	nextEscalation: {
		at: new Date(Date.now() + 221_000).toISOString(),
		level: 2,
		targets: [{ kind: "user", id: "usr_bo", name: "Bo" }],
	} as unknown,
	evidence: [
		{ kind: "check", summary: "Western Europe: HTTP 503", outcome: "down", region: "weur" },
		{ kind: "check", summary: "Eastern North America: HTTP 503", outcome: "down", region: "enam" },
		{ kind: "check", summary: "Asia and Pacific: timed out after 10000 ms", outcome: "down", region: "apac" },
	] as unknown[],
	runbook: null,
	nextUpdateDueAt: null as string | null,
};
/** The same, over since a while: it lasted three minutes. */
export const resolvedPage = () => ({
	...PAGED,
	state: "resolved",
	resolvedAt: new Date(Date.parse(PAGED.triggeredAt) + 185_000).toISOString(),
	nextEscalation: null,
});
/** What the API answers to "I can’t take it": the next level is due in this moment. */
export const passedOn = (name = "Bo") => ({
	state: "triggered",
	acknowledgedBy: null as typeof PAGED.acknowledgedBy,
	nextEscalation: { at: new Date().toISOString(), level: 2, targets: [{ kind: "user", id: "usr_2", name }] },
});
export const user = (name: string) => ({ kind: "user", id: `usr_${name.toLowerCase()}`, name });

/** Opens the page as a tap on the notification does; the API is played by `answers`, and every call is written down. */
export async function tapped(
	browser: Browser,
	origin: string,
	answers: Record<string, Reply>,
	options: BrowserContextOptions = {},
	before: (page: Page) => Promise<unknown> = async () => {},
): Promise<{ page: Page; calls: Call[] }> {
	const page = await newPage(browser, options);
	const calls: Call[] = [];
	await page.route("**/api/v1/page-actions/*", async (route: Route) => {
		const request = route.request();
		const name = request.url().split("/").at(-1) ?? "";
		const body = request.postDataJSON();
		calls.push({ method: request.method(), name, authorization: request.headers().authorization, body });
		const reply = answers[name] ?? (name === "receipt" ? { status: 204 } : { status: 500 });
		if (reply === "offline") return route.abort("internetdisconnected");
		return route.fulfill({ status: reply.status, json: reply.body ?? {} });
	});
	await before(page);
	await page.goto(`${origin}/app/p#t=${TOKEN}`);
	return { page, calls };
}

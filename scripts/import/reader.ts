import { UserError } from "../user-error.ts";

export type Answer = Record<string, unknown>;
/** One GET of the other tool’s API. Answers an object; whatever else comes is told to a person. */
export type Get = (path: string, query?: Record<string, string | number>) => Promise<Answer>;

const TIMEOUT_MS = 30_000;
const MOST_TRIES = 8;
/** Where nothing says how long to wait. */
const USUAL_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 120;

/**
 * Reads `tool` at `base` with these headers, which hold the key. What is busy (429) or broken for a moment (5xx, no
 * answer) is asked again. A redirect is not followed, so the key goes nowhere else; no error names it.
 */
export function reader(tool: string, base: string, headers: Record<string, string>): Get {
	const root = baseOf(base);
	return async (path, query = {}) => {
		const url = new URL(`${root}/${path}`);
		for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
		const answer = await asked(tool, url, headers);
		const read: unknown = await answer.json().catch(() => null);
		if (typeof read !== "object" || read === null || Array.isArray(read))
			throw new UserError(`${tool} answered /${path} with something that is no JSON object.`);
		return read as Answer;
	};
}

/** The list that an answer holds under this name. */
export function listIn(answer: Answer, name: string): Answer[] {
	const list = answer[name];
	if (!Array.isArray(list)) throw new UserError(`The answer has no list called "${name}".`);
	return list as Answer[];
}

/** All pages of a list; `page` answers one after so many pages and items, and whether another follows. */
export async function allPages(
	page: (pages: number, items: number) => Promise<{ items: Answer[]; hasMore: boolean }>,
): Promise<Answer[]> {
	const all: Answer[] = [];
	for (let pages = 0; ; pages++) {
		const { items, hasMore } = await page(pages, all.length);
		all.push(...items);
		if (!hasMore || items.length === 0) return all;
	}
}

/** What `read` makes of each, one after the other: a tool’s limits are for all requests together. */
export async function eachOf(items: Answer[], read: (id: string) => Promise<Answer>): Promise<Answer[]> {
	const all: Answer[] = [];
	for (const { id } of items) all.push(await read(encodeURIComponent(String(id))));
	return all;
}

/** A key leaves by https alone, or to this machine. */
function baseOf(base: string): string {
	const url = URL.canParse(base) ? new URL(base) : null;
	const isHere = ["127.0.0.1", "localhost", "[::1]"].includes(url?.hostname ?? "");
	if (url?.protocol !== "https:" && !(isHere && url?.protocol === "http:"))
		throw new UserError("IMPORT_URL must be an https address, https://api.eu.opsgenie.com for example.");
	return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}

async function asked(tool: string, url: URL, headers: Record<string, string>): Promise<Response> {
	for (let tries = 1; ; tries++) {
		const answer = await fetch(url, {
			headers,
			redirect: "manual",
			signal: AbortSignal.timeout(TIMEOUT_MS),
		}).catch(() => null);
		if (answer?.ok) return answer;
		await answer?.body?.cancel();
		const mayPass = answer === null || answer.status === 429 || answer.status >= 500;
		if (!mayPass || tries === MOST_TRIES) throw new UserError(refusal(tool, url, answer?.status ?? null));
		await new Promise((resolve) => setTimeout(resolve, waitSeconds(answer) * 1_000));
	}
}

function waitSeconds(answer: Response | null): number {
	const asked = answer?.headers.get("retry-after") ?? answer?.headers.get("ratelimit-reset") ?? "";
	return /^\d+$/.test(asked) ? Math.min(Number(asked), LONGEST_WAIT_SECONDS) : USUAL_WAIT_SECONDS;
}

function refusal(tool: string, { origin, pathname }: URL, status: number | null): string {
	if (status === null) return `${tool} does not answer at ${origin}.`;
	if (status === 401 || status === 403)
		return `${tool} answered ${status} to ${pathname}: the key in IMPORT_KEY is wrong, or may not read this.`;
	return `${tool} answered ${status} to ${pathname}.`;
}

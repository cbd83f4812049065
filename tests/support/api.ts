export interface ApiAnswer<Body = unknown> {
	status: number;
	/** Parsed when it is JSON, else the text. */
	body: Body;
	headers: Headers;
}

/** Calls with `ADMIN_TOKEN`, unless `headers` say otherwise. */
// biome-ignore lint/suspicious/noExplicitAny: a test asserts what it reads from an answer
export type Api = <Body = any>(
	method: string,
	path: string,
	body?: unknown,
	headers?: Record<string, string>,
) => Promise<ApiAnswer<Body>>;

export function apiOf(url: string, token: string): Api {
	return async (method, path, body, headers) => {
		const answer = await fetch(new URL(path, url), {
			method,
			redirect: "manual",
			headers: {
				authorization: `Bearer ${token}`,
				...(body !== undefined && { "content-type": "application/json" }),
				...headers,
			},
			...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
		});
		const text = await answer.text();
		// The caller names what the contract promises for this path and asserts on it.
		return { status: answer.status, headers: answer.headers, body: parsed(text, answer.headers) as never };
	};
}

/** One minute tick by hand, finished when this resolves. */
export async function fireTick(url: string, at: number): Promise<void> {
	const answer = await fetch(`${url}/cdn-cgi/handler/scheduled?cron=*+*+*+*+*&time=${at}`);
	if (!answer.ok) throw new Error(`the tick answered ${answer.status}: ${await answer.text()}`);
}

function parsed(text: string, headers: Headers): unknown {
	return headers.get("content-type")?.includes("json") && text !== "" ? JSON.parse(text) : text;
}

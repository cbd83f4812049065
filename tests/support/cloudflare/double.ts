/**
 * Cloudflare's API on loopback: what `npm run deploy` and the wrangler that it starts call, with the answers' shapes as
 * wrangler reads them. Nobody has compared it with the real one; docs/deploying.md says so. A call can be made to fail.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { serveLoopback } from "../loopback.ts";
import { type Account, newAccount, Refused } from "./account.ts";
import { ROUTES } from "./routes.ts";

/** A call as the matrix of failures names it: `PUT /workers/scripts/tocsin/schedules`; ids are `*`. */
export type Step = string;

/** `refused`: nothing is done. `answer lost`: it is done, and the connection is cut instead of an answer. */
export type Fault = "refused" | "answer lost";

export interface CloudflareDouble {
	account: Account;
	baseUrl: string;
	/** Every call so far, in order. */
	steps: Step[];
	/** What nobody has taught the double; empty, or the test is about a newer wrangler. */
	unknown: Step[];
	/** Fails each call of this kind until `mend`, counted from its `nth` (the first is 1). */
	break(step: Step, fault?: Fault, nth?: number): void;
	mend(): void;
	close(): Promise<void>;
}

export async function startCloudflare(account = newAccount()): Promise<CloudflareDouble> {
	const steps: Step[] = [];
	const unknown: Step[] = [];
	let broken: { step: Step; fault: Fault; spared: number } | null = null;
	const server = await serveLoopback(async (request, response) => {
		const step = stepOf(account, request);
		steps.push(step);
		const isMeant = broken?.step === step && broken.spared-- <= 0;
		const fault = isMeant ? broken?.fault : null;
		try {
			if (fault === "refused") throw new Refused(400, 10013, "An unknown error has occurred.");
			const result = await answerTo(account, request);
			if (fault === "answer lost") return void request.socket.destroy();
			send(response, 200, { success: true, errors: [], messages: [], ...result });
		} catch (error) {
			const known = error instanceof Refused ? error : new Refused(500, 7000, String(error));
			if (known.code === NO_ROUTE) unknown.push(step);
			const errors = [{ code: known.code, message: known.message }];
			send(response, known.status, { success: false, errors, messages: [], result: null });
		}
	});
	return {
		account,
		baseUrl: `http://${server.hostPort}/client/v4`,
		steps,
		unknown,
		break: (step, fault = "refused", nth = 1) => {
			broken = { step, fault, spared: nth - 1 };
		},
		mend: () => {
			broken = null;
		},
		close: server.close,
	};
}

const NO_ROUTE = 7003;

function stepOf(account: Account, { method, url }: IncomingMessage): Step {
	const { pathname } = new URL(url ?? "/", "http://double");
	const path = pathname.replace("/client/v4", "").replace(`/accounts/${account.id}`, "");
	return `${method} ${path.replaceAll(/[0-9a-f]{32}|[0-9a-f-]{36}/g, "*")}`;
}

async function answerTo(account: Account, request: IncomingMessage): Promise<{ result: unknown }> {
	const url = new URL(request.url ?? "/", "http://double");
	const authorization = request.headers.authorization ?? "";
	if (authorization !== `Bearer ${account.token}` && !authorization.startsWith("Bearer assets."))
		throw new Refused(401, 10000, "Authentication error");
	const content = new Uint8Array(await buffer(request));
	const path = url.pathname.replace("/client/v4", "").replace(`/accounts/${account.id}/`, "/");
	for (const [method, pattern, answer] of ROUTES) {
		const match = request.method === method ? pattern.exec(path) : null;
		if (!match) continue;
		const headers = { "content-type": request.headers["content-type"] ?? "" };
		const found = await answer({
			account,
			method,
			query: url.searchParams,
			parts: match.slice(1),
			json: () => JSON.parse(new TextDecoder().decode(content)),
			body: () => new Response(content, { headers }),
		});
		return { result: found ?? null };
	}
	throw new Refused(404, NO_ROUTE, `No route for that URI: ${request.method} ${path}`);
}

function send(response: ServerResponse, status: number, body: unknown): void {
	response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** Cloudflare's API, as far as wrangler has no command for it: who we are, what the account has, a host for the Worker. */
import { UserError } from "../user-error.ts";
import { wranglerAnswers } from "./wrangler.ts";

const TIMEOUT_MS = 30_000;
const ORIGIN = "https://api.cloudflare.com/client/v4";

export interface Cloudflare {
	accountId: string;
	/** Calls `path` below the account and answers the result; throws a `Refusal` for every other answer. */
	call<Result>(method: string, path: string, body?: unknown): Promise<Result>;
}

/** An answer that is not a success, or none: `code` is Cloudflare's own number, 0 when there was no such answer. */
export class Refusal extends UserError {
	readonly code: number;

	constructor(message: string, code: number) {
		super(message);
		this.code = code;
	}
}

/** Signs in as wrangler does (`CLOUDFLARE_API_TOKEN`, else `wrangler login`) and settles on one account. */
export async function connect(environment: NodeJS.ProcessEnv, ofConfig?: string): Promise<Cloudflare> {
	const base = environment.CLOUDFLARE_API_BASE_URL || ORIGIN;
	const headers = credentials(environment);
	const accountId =
		environment.CLOUDFLARE_ACCOUNT_ID ||
		ofConfig ||
		onlyOne(await request(base, headers, "GET", "/accounts"));
	const call: Cloudflare["call"] = (method, path, body) =>
		request(base, headers, method, `/accounts/${accountId}${path}`, body);
	return { accountId, call };
}

function credentials({ CLOUDFLARE_API_TOKEN: token }: NodeJS.ProcessEnv): Record<string, string> {
	if (token) return { authorization: `Bearer ${token}` };
	const answer = wranglerAnswers(["auth", "token", "--json"]);
	const found = answer === null ? null : (JSON.parse(answer) as Record<string, string | undefined>);
	if (found?.token) return { authorization: `Bearer ${found.token}` };
	if (found?.key && found.email) return { "x-auth-key": found.key, "x-auth-email": found.email };
	throw new UserError(
		"You are not signed in to Cloudflare. Run npx wrangler login, or set CLOUDFLARE_API_TOKEN.",
	);
}

function onlyOne(accounts: { id: string; name: string }[]): string {
	const [first, ...others] = accounts;
	if (first && others.length === 0) return first.id;
	if (!first)
		throw new UserError("The API token names no account. Set CLOUDFLARE_ACCOUNT_ID to the account's id.");
	const list = accounts.map(({ id, name }) => `  ${id}  ${name}`).join("\n");
	throw new UserError(
		`You have several Cloudflare accounts. Set CLOUDFLARE_ACCOUNT_ID to one of them:\n${list}`,
	);
}

async function request<Result>(
	base: string,
	headers: Record<string, string>,
	method: string,
	path: string,
	body?: unknown,
): Promise<Result> {
	const what = `${method} ${path}`;
	const content: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
	const response = await fetch(`${base}${path}`, {
		method,
		headers: { ...headers, ...content },
		...(body !== undefined && { body: JSON.stringify(body) }),
		signal: AbortSignal.timeout(TIMEOUT_MS),
	}).catch((error: Error) => {
		throw new Refusal(`Cloudflare did not answer ${what}: ${error.message}.`, 0);
	});
	const text = await response.text();
	const answer = parsed(text);
	if (response.ok && answer?.success) return answer.result as Result;
	const said = answer?.errors?.map(({ code, message }) => `${message} [code: ${code}]`).join(" ");
	throw new Refusal(
		`Cloudflare answered ${what} with ${response.status}: ${said || text.slice(0, 200)}`,
		answer?.errors?.[0]?.code ?? 0,
	);
}

interface Answer {
	success?: boolean;
	result?: unknown;
	errors?: { code: number; message: string }[];
}

function parsed(text: string): Answer | null {
	try {
		return JSON.parse(text) as Answer;
	} catch {
		return null;
	}
}

import { UNTEXTABLE } from "../rules/telnyx-word.ts";
import type { TelnyxAccount } from "./accounts.ts";
import type { HttpAsk } from "./channel.ts";

/** Telnyx's codes of a number that none will ever reach: it is no number, or takes no texts. */
const GONE: ReadonlySet<string> = new Set(["10002", "40310", ...UNTEXTABLE]);

/** Asks Telnyx for one text. `token` of a page: at the end of where it tells what became of it; null: it tells nothing. */
export const textByTelnyx = (
	{ url, key, from, callbackUrl }: TelnyxAccount,
	to: string,
	text: string,
	token: string | null,
): HttpAsk => ({
	by: "http",
	url: `${url}/v2/messages`,
	headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
	body: () =>
		JSON.stringify({
			...{ from, to, text },
			...(token === null
				? { use_profile_webhooks: false }
				: { webhook_url: `${callbackUrl}-status/${token}` }),
		}),
	judge,
});

/** What is wrong with the account is not the fault of a number. */
function judge(status: number, body: string): ReturnType<NonNullable<HttpAsk["judge"]>> {
	if (status < 400 || status === 408 || status === 429 || status >= 500) return null;
	const code = /"code"\s*:\s*"?(\d{4,6})/.exec(body)?.[1];
	return code && GONE.has(code) ? { kind: "gone" } : { kind: "failed", reason: `provider_${code ?? status}` };
}

/** What texts and calls by Twilio have in common. */
import type { TwilioAccount } from "./accounts.ts";
import type { AddressForm, HttpAsk } from "./channel.ts";
import { type Line, oneLine } from "./one-line.ts";

/** An address that is a number; people group its digits as they like. */
export const phoneNumber: AddressForm<"address", Line> = {
	...oneLine,
	wrong: (address) =>
		/^\+[1-9]\d{6,14}$/.test(tidy(address))
			? null
			: "must be a number with its country, +4930123456 for example",
	keep: (address) => ({ address: tidy(address) }),
};

const tidy = (address: string) => address.replace(/[\s()./-]/g, "");

/** Where Twilio tells what became of it: with the page's token at the end, where a page is told of. */
export const statusUrl = ({ callbackUrl }: TwilioAccount, token: string | null): string =>
	token === null ? `${callbackUrl}-status` : `${callbackUrl}-status/${token}`;

/** Asks for one text or call. `gone` are the codes of a number that none will ever reach. */
export const postToTwilio = (
	{ url, sid, authorization, from }: TwilioAccount,
	resource: "Calls" | "Messages",
	fields: Record<string, string | number>,
	gone: ReadonlySet<string>,
): HttpAsk => ({
	by: "http",
	url: `${url}/2010-04-01/Accounts/${sid}/${resource}.json`,
	headers: { "content-type": "application/x-www-form-urlencoded", authorization },
	body: () =>
		Object.entries({ From: from, ...fields })
			.map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
			.join("&"),
	judge: (status, body) => judge(status, body, gone),
});

/** What is wrong with the account, or with where it may call, is not the fault of a number. */
function judge(
	status: number,
	body: string,
	gone: ReadonlySet<string>,
): ReturnType<NonNullable<HttpAsk["judge"]>> {
	if (status < 400 || status === 408 || status === 429 || status >= 500) return null;
	const code = /"code"\s*:\s*(\d{4,6})/.exec(body)?.[1];
	return code && gone.has(code) ? { kind: "gone" } : { kind: "failed", reason: `provider_${code ?? status}` };
}

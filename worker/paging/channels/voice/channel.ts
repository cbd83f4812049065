import { CANNOT_TAKE_IT } from "../../../platform/rules/phrases.ts";
import { cut, type PageMessage, TITLE_LIMIT } from "../../rules/payload.ts";
import type { TwilioAccount } from "../accounts.ts";
import type { Channel, HttpAsk } from "../channel.ts";
import { escaped } from "../escaped.ts";
import { type Line, oneLine } from "../one-line.ts";
import { TRAITS } from "../traits.ts";

/** Then the call ends: a mailbox that took it presses nothing. */
const KEY_WITHIN_SECONDS = 10;
const RING_SECONDS = 30;

/**
 * A call by Twilio that says what is wrong and takes one key: 4 acknowledges, 6 escalates. What it says goes with the
 * request, so only the key comes back to us.
 */
export const voice: Channel<"address", Line> = {
	...oneLine,
	traits: TRAITS.voice,
	wrong: (address) =>
		/^\+[1-9]\d{6,14}$/.test(address) ? null : "must be a number with its country, +4930123456 for example",
	isSetUp: ({ twilio }) => twilio !== null,
	page: ({ address }, message, { twilio }) => twilio && call(twilio, address, saysOfPage(twilio, message)),
	code: ({ address }, { code }, { twilio }) => {
		const words = say(`Your code for Tocsin is ${[...code].join(", ")}.`);
		return twilio && call(twilio, address, `${words}${words}`);
	},
};

function saysOfPage({ callbackUrl }: TwilioAccount, message: PageMessage): string {
	const { severity, title, service, token, kind } = message;
	const what = cut(title, TITLE_LIMIT);
	const words = `Tocsin. ${kind === "test" ? "Test page." : `${severity}.`} ${what}. Service ${service}.`;
	if (token === null || kind === "update_due") return say(words);
	const keys = `Press 4 to acknowledge. Press 6 for: ${CANNOT_TAKE_IT}.`;
	const takes = `input="dtmf" numDigits="1" timeout="${KEY_WITHIN_SECONDS}" method="POST"`;
	return `<Gather ${takes} action="${escaped(`${callbackUrl}/${token}`)}">${say(`${words} ${keys}`, 2)}</Gather>`;
}

const say = (words: string, times = 1) => `<Say language="en-US" loop="${times}">${escaped(words)}</Say>`;

const call = ({ url, sid, authorization, from }: TwilioAccount, to: string, says: string): HttpAsk => ({
	by: "http",
	url: `${url}/2010-04-01/Accounts/${sid}/Calls.json`,
	headers: { "content-type": "application/x-www-form-urlencoded", authorization },
	body: () =>
		Object.entries({ To: to, From: from, Twiml: `<Response>${says}</Response>`, Timeout: RING_SECONDS })
			.map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
			.join("&"),
	judge,
});

/** Twilio's codes of a number that nobody can call. */
const GONE: ReadonlySet<string> = new Set(["13223", "13224", "21211", "21214", "21217"]);

/** What is wrong with the account, or with where it may call, is not the fault of a number. */
function judge(status: number, body: string): ReturnType<NonNullable<HttpAsk["judge"]>> {
	if (status < 400 || status === 408 || status === 429 || status >= 500) return null;
	const code = /"code"\s*:\s*(\d{4,6})/.exec(body)?.[1];
	return code && GONE.has(code) ? { kind: "gone" } : { kind: "failed", reason: `provider_${code ?? status}` };
}

import { CANNOT_TAKE_IT } from "../../../platform/rules/phrases.ts";
import { cut, type PageMessage, TITLE_LIMIT } from "../../rules/payload.ts";
import { mayBeAnswered } from "../../rules/text-words.ts";
import type { TwilioAccount } from "../accounts.ts";
import type { Channel, HttpAsk } from "../channel.ts";
import { escaped } from "../escaped.ts";
import type { Line } from "../one-line.ts";
import { TRAITS } from "../traits.ts";
import { phoneNumber, postToTwilio, statusUrl } from "../twilio.ts";

/** Then the call ends: a mailbox that took it presses nothing. */
const KEY_WITHIN_SECONDS = 10;
const RING_SECONDS = 30;

/**
 * A call by Twilio that says what is wrong and takes one key: 4 acknowledges, 6 escalates. What it says goes with the
 * request, so only the key comes back to us.
 */
export const voice: Channel<"address", Line> = {
	...phoneNumber,
	traits: TRAITS.voice,
	isSetUp: ({ twilio }) => twilio !== null,
	page: ({ address }, message, { twilio }) =>
		twilio && call(twilio, address, saysOfPage(twilio, message), message.token),
	code: ({ address }, { code }, { twilio }) => {
		const words = say(`Your code for Tocsin is ${[...code].join(", ")}.`);
		return twilio && call(twilio, address, `${words}${words}`);
	},
};

function saysOfPage({ callbackUrl }: TwilioAccount, message: PageMessage): string {
	const { severity, title, service, token, kind } = message;
	const what = cut(title, TITLE_LIMIT);
	const words = `Tocsin. ${kind === "test" ? "Test page." : `${severity}.`} ${what}. Service ${service}.`;
	if (!mayBeAnswered(message)) return say(words);
	const keys = `Press 4 to acknowledge. Press 6 for: ${CANNOT_TAKE_IT}.`;
	const takes = `input="dtmf" numDigits="1" timeout="${KEY_WITHIN_SECONDS}" method="POST"`;
	return `<Gather ${takes} action="${escaped(`${callbackUrl}/${token}`)}">${say(`${words} ${keys}`, 2)}</Gather>`;
}

const say = (words: string, times = 1) => `<Say language="en-US" loop="${times}">${escaped(words)}</Say>`;

/** Twilio's codes of a number that nobody can call. */
const GONE: ReadonlySet<string> = new Set(["13223", "13224", "21211", "21214", "21217"]);

const call = (twilio: TwilioAccount, to: string, says: string, token: string | null = null): HttpAsk => {
	const fields = {
		...{ To: to, Twiml: `<Response>${says}</Response>`, Timeout: RING_SECONDS },
		StatusCallback: statusUrl(twilio, token),
	};
	return {
		...postToTwilio(twilio, "Calls", fields, GONE),
		meter: { kind: "voice", number: to, segments: 0 },
	};
};

import { segmentsOf } from "../../rules/sms-segments.ts";
import { textOfPage } from "../../rules/text-words.ts";
import { UNTEXTABLE } from "../../rules/twilio-word.ts";
import type { TwilioAccount } from "../accounts.ts";
import type { Channel, HttpAsk } from "../channel.ts";
import type { Line } from "../one-line.ts";
import { TRAITS } from "../traits.ts";
import { phoneNumber, postToTwilio, statusUrl } from "../twilio.ts";

const GONE = new Set(["21211", "21214", "21217", ...UNTEXTABLE]);

/**
 * A text by Twilio, in one or two segments. It holds no link: a reply of 4 acknowledges, 6 escalates, and the number that
 * it comes from says whose page is meant.
 */
export const sms: Channel<"address", Line> = {
	...phoneNumber,
	traits: TRAITS.sms,
	number: ({ address }) => address,
	isSetUp: ({ twilio }) => twilio !== null,
	page: ({ address }, message, { twilio }) =>
		twilio &&
		text(twilio, address, textOfPage(message), { StatusCallback: statusUrl(twilio, message.token) }),
	code: ({ address }, { code, validMinutes }, { twilio }) =>
		twilio &&
		text(twilio, address, `Your code for Tocsin is ${code}. It works for ${validMinutes} minutes.`, {}),
};

const text = (twilio: TwilioAccount, to: string, body: string, more: Record<string, string>): HttpAsk => ({
	...postToTwilio(twilio, "Messages", { To: to, Body: body, ...more }, GONE),
	meter: { kind: "sms", number: to, segments: segmentsOf(body) },
});

import { segmentsOf } from "../../rules/sms-segments.ts";
import { textOfPage } from "../../rules/text-words.ts";
import { UNTEXTABLE } from "../../rules/twilio-word.ts";
import type { Accounts, TwilioAccount } from "../accounts.ts";
import type { Channel, HttpAsk } from "../channel.ts";
import type { Line } from "../one-line.ts";
import { textByTelnyx } from "../telnyx.ts";
import { TRAITS } from "../traits.ts";
import { phoneNumber, postToTwilio, statusUrl } from "../twilio.ts";

const GONE = new Set(["21211", "21214", "21217", ...UNTEXTABLE]);

/**
 * A text by Twilio or Telnyx, in one or two segments: by Twilio first where both are set up. It holds no link: a reply of 4
 * acknowledges, 6 escalates, and the number that it comes from says whose page is meant.
 */
export const sms: Channel<"address", Line> = {
	...phoneNumber,
	traits: TRAITS.sms,
	number: ({ address }) => address,
	isSetUp: ({ twilio, telnyx }) => twilio !== null || telnyx !== null,
	page: ({ address }, message, accounts) => text(accounts, address, textOfPage(message), message.token),
	code: ({ address }, { code, validMinutes }, accounts) =>
		text(accounts, address, `Your code for Tocsin is ${code}. It works for ${validMinutes} minutes.`),
};

function text(
	{ twilio, telnyx }: Accounts,
	to: string,
	body: string,
	token: string | null = null,
): HttpAsk | null {
	const byTelnyx = telnyx && textByTelnyx(telnyx, to, body, token);
	const first = twilio ? textByTwilio(twilio, to, body, token) : byTelnyx;
	return (
		first && {
			...first,
			...(byTelnyx && first !== byTelnyx && { otherwise: byTelnyx }),
			meter: { kind: "sms", number: to, segments: segmentsOf(body) },
		}
	);
}

const textByTwilio = (twilio: TwilioAccount, to: string, body: string, token: string | null): HttpAsk => {
	const about: Record<string, string> = token === null ? {} : { StatusCallback: statusUrl(twilio, token) };
	return postToTwilio(twilio, "Messages", { To: to, Body: body, ...about }, GONE);
};

import { type Notice, type PageMessage, pageBody, pageTitle } from "../../rules/payload.ts";
import type { Channel, CodeMessage } from "../channel.ts";
import { type Line, oneLine } from "../one-line.ts";
import { TRAITS } from "../traits.ts";
import { mailAsk } from "./ask.ts";
import type { Letter } from "./mail.ts";

const MAILBOX = /^[^\s@<>,;:"]+@[^\s@<>,;:"]+\.[^\s@<>,;:"]+$/;

/**
 * A mail whose link leads to the small page: what scans mail opens it and changes nothing, since the page acts by POST
 * alone, and its token stands after the `#`, which no server sees.
 */
export const email: Channel<"address", Line> = {
	...oneLine,
	wrong: (address) => (MAILBOX.test(address) ? null : "must be a mailbox, ana@example.com for example"),
	ofAccount: ({ email }) => email,
	traits: TRAITS.email,
	isSetUp: ({ email }) => email !== null,
	page: ({ address }, message, { email }) =>
		email && mailAsk(email, letterOfPage(address, message), `${message.pageId}/${message.attempt}`),
	notice: ({ address }, notice, { email }) =>
		email && mailAsk(email, letterOfNotice(address, notice), notice.noticeId),
	code: ({ address }, code, { email }) => email && mailAsk(email, letterOfCode(address, code), code.codeId),
};

function letterOfPage(to: string, message: PageMessage): Letter {
	const isAnswered = message.token !== null && message.kind !== "update_due";
	return {
		to,
		subject: pageTitle(message),
		paragraphs: [pageBody(message)],
		link: { label: isAnswered ? "Acknowledge" : "Open", url: message.navigate },
		footnote: isAnswered
			? "The link asks before it answers in your name. It works for 24 hours: do not pass this mail on."
			: "Sign in to answer it.",
		aboutId: message.incidentId,
	};
}

const letterOfNotice = (to: string, notice: Notice): Letter => ({
	to,
	subject: notice.title,
	paragraphs: [notice.body],
	link: { label: "Open", url: notice.navigate },
	footnote: "Nothing has to be answered.",
	aboutId: notice.incidentId ?? notice.subjectId,
});

const letterOfCode = (to: string, { code, validMinutes, navigate }: CodeMessage): Letter => ({
	to,
	subject: `${code} is your code for Tocsin`,
	paragraphs: [`Your code is ${code}. It works for ${validMinutes} minutes.`],
	link: { label: "Enter the code", url: navigate },
	footnote: "By it you say that pages may come to this mailbox. Not you? Then do nothing.",
	aboutId: null,
});

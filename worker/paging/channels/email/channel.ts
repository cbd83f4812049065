import { type Notice, type PageMessage, pageBody, pageTitle } from "../../rules/payload.ts";
import type { EmailAccount } from "../accounts.ts";
import type { Ask, Channel, CodeMessage, Mail } from "../channel.ts";
import { type Line, oneLine } from "../one-line.ts";
import { type Letter, mailOf } from "./mail.ts";

const MAILBOX = /^[^\s@<>,;:"]+@[^\s@<>,;:"]+\.[^\s@<>,;:"]+$/;

/**
 * A mail whose link leads to the small page: what scans mail opens it and changes nothing, since the page acts by POST
 * alone, and its token stands after the `#`, which no server sees.
 */
export const email: Channel<"address", Line> = {
	...oneLine,
	wrong: (address) => (MAILBOX.test(address) ? null : "must be a mailbox, ana@example.com for example"),
	ofAccount: ({ email }) => email,
	traits: { arrival: "untold", carriesToken: true, verification: "code" },
	isSetUp: ({ email }) => email !== null,
	page: ({ address }, message, { email }) =>
		email && ask(email, letterOfPage(address, message), `${message.pageId}/${message.attempt}`),
	notice: ({ address }, notice, { email }) =>
		email && ask(email, letterOfNotice(address, notice), notice.noticeId),
	code: ({ address }, code, { email }) => email && ask(email, letterOfCode(address, code), code.codeId),
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

/** `id` names this one mail: a provider that is asked twice for the same sends it once. */
function ask(account: EmailAccount, letter: Letter, id: string): Ask {
	const mail = mailOf(account, letter);
	if (account.via === "cloudflare") return { by: "mail-binding", mail };
	return {
		by: "http",
		url: account.url,
		headers: {
			"content-type": "application/json",
			authorization: `Bearer ${account.key}`,
			"idempotency-key": id,
		},
		body: () => JSON.stringify(asProviderTakesIt(mail)),
		judge: (status) => ACCOUNT_TROUBLE[status] ?? null,
	};
}

/** Resend's form, which a relay takes too. */
const asProviderTakesIt = ({ to, ...mail }: Mail) => ({ ...mail, to: [to] });

/** What says something of our account, never of the mailbox. 409: the same mail is being sent by a request before. */
const ACCOUNT_TROUBLE: Record<number, ReturnType<NonNullable<Extract<Ask, { by: "http" }>["judge"]>>> = {
	404: { kind: "failed", reason: "provider_404" },
	409: { kind: "retry", reason: "http_409", retryAfterMs: null },
	410: { kind: "failed", reason: "provider_410" },
};

/** How a mail of Tocsin looks: the same words as text and as HTML, in one conversation for each thing it is about. */
import type { EmailAccount } from "../accounts.ts";
import type { Mail } from "../channel.ts";
import { escaped } from "../escaped.ts";

export interface Letter {
	to: string;
	subject: string;
	/** Paragraphs, without marks. */
	paragraphs: string[];
	/** What is pressed. */
	link: { label: string; url: string };
	/** Below it, for whoever wonders. */
	footnote: string;
	/** A second way, in small: where its reader says that they want no more of this. */
	manage?: { label: string; url: string };
	/** Mails about the same are one conversation in the reader's mailbox. Null: this one stands alone. */
	aboutId: string | null;
}

/**
 * A mail as every way out takes it. It answers a message that nobody has sent, whose `Message-ID` is the same for
 * everything about one incident: mailboxes put them together by that, and no provider has to let us name our own.
 */
export function mailOf(account: EmailAccount, letter: Letter): Mail {
	const { to, subject, aboutId } = letter;
	const thread = aboutId === null ? null : `<${aboutId}@${domainOf(account.from)}>`;
	return {
		from: account.from,
		to,
		subject,
		text: textOf(letter),
		html: htmlOf(letter),
		headers: thread === null ? {} : { "In-Reply-To": thread, References: thread },
	};
}

/** The domain of `Name <mailbox@domain>` or of a plain mailbox. */
function domainOf(from: string): string {
	return /@([^\s@<>]+)>?\s*$/.exec(from)?.[1] ?? "tocsin.invalid";
}

function textOf({ paragraphs, link, footnote, manage }: Letter): string {
	const ways = [link, ...(manage ? [manage] : [])].map(({ label, url }) => `${label}:\n${url}`);
	return `${[...paragraphs, ways[0], footnote, ...ways.slice(1)].join("\n\n")}\n`;
}

function htmlOf({ paragraphs, link, footnote, manage }: Letter): string {
	const text = paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`).join("");
	const button = `<p><a href="${escaped(link.url)}" style="${BUTTON}">${escaped(link.label)}</a></p>`;
	const way = manage ? ` <a href="${escaped(manage.url)}">${escaped(manage.label)}</a>` : "";
	const small = `<p style="color:#666;font-size:13px">${escaped(footnote)}${way}</p>`;
	return `<!doctype html><html lang="en"><body style="${BODY}">${text}${button}${small}</body></html>`;
}

const BODY = "font-family:system-ui,sans-serif;font-size:16px;line-height:1.5;max-width:36em";
const BUTTON =
	"display:inline-block;padding:12px 20px;background:#7a4b00;color:#fff;text-decoration:none;border-radius:8px";

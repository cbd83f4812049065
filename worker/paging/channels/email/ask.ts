import type { EmailAccount } from "../accounts.ts";
import type { Ask, Mail } from "../channel.ts";
import { type Letter, mailOf } from "./mail.ts";

/**
 * `id` names this one mail: a provider that is asked twice for the same sends it once. By `unsubscribe`, a mailbox’s own
 * button ends it with one POST (RFC 8058).
 */
export function mailAsk(account: EmailAccount, letter: Letter, id: string, unsubscribe?: string): Ask {
	const plain = mailOf(account, letter);
	const mail = unsubscribe ? { ...plain, headers: { ...plain.headers, ...oneClick(unsubscribe) } } : plain;
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

const oneClick = (url: string) => ({
	"List-Unsubscribe": `<${url}>`,
	"List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
});

/** Resend's form, which a relay takes too. */
const asProviderTakesIt = ({ to, ...mail }: Mail) => ({ ...mail, to: [to] });

/** What says something of our account, never of the mailbox. 409: the same mail is being sent by a request before. */
const ACCOUNT_TROUBLE: Record<number, ReturnType<NonNullable<Extract<Ask, { by: "http" }>["judge"]>>> = {
	404: { kind: "failed", reason: "provider_404" },
	409: { kind: "retry", reason: "http_409", retryAfterMs: null },
	410: { kind: "failed", reason: "provider_410" },
};

/** What the settings of an instance or a deployment may say. */
import { judgeAddress, parseList } from "../worker/platform/rules/address.ts";
import { dnsResolvers } from "../worker/platform/rules/dns-resolvers.ts";
import { readPublicUrl } from "./public-url.ts";
import type { Settings } from "./settings.ts";
import { UserError } from "./user-error.ts";

/** The settings as they are obeyed; those that cannot be are refused in a sentence that names them. */
export function settled<Given extends Partial<Settings>>(settings: Given): Given {
	const { PUBLIC_URL, ...rest } = settings;
	const publicUrl = readPublicUrl(PUBLIC_URL);
	const refusal =
		refusePushIdentity(rest) ??
		refuseEgressAllow(rest) ??
		refuseHeartbeat(rest) ??
		refuseResolvers(rest) ??
		refuseEmail(rest) ??
		refuseChat(rest);
	if (refusal) throw new UserError(refusal);
	return { ...rest, ...(publicUrl !== null && { PUBLIC_URL: publicUrl }) } as Given;
}

/** Push services turn away whoever cannot be reached, and a page would be lost with it. */
function refusePushIdentity(given: Partial<Settings>): string | null {
	const { VAPID_SUBJECT: subject, VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY } = given;
	if (!VAPID_PUBLIC_KEY !== !VAPID_PRIVATE_KEY)
		return "VAPID_PUBLIC_KEY and VAPID_PRIVATE_KEY belong together: set both or neither.";
	if (!subject) return null;
	const host = /^(?:mailto:[^@\s]+@|https:\/\/)([^@\s/:]+)/i.exec(subject)?.[1] ?? "";
	const isReachable = host.includes(".") && !/\.(local|localhost|invalid|internal)$/i.test(host);
	return isReachable
		? null
		: `VAPID_SUBJECT is "${subject}", but must be a public mailto: or https: address, mailto:you@example.com for example.`;
}

/** An entry that no destination is ever spelled like would let nothing through, and nobody would know why. */
function refuseEgressAllow({ EGRESS_ALLOW }: Partial<Settings>): string | null {
	const allow = parseList(EGRESS_ALLOW);
	const rules = { allow, ownNames: parseList("") };
	const odd = [...allow].find((entry) => entry.includes("/") || !judgeAddress("check", entry, rules).ok);
	return odd === undefined
		? null
		: `EGRESS_ALLOW has "${odd}", but each entry must be host:port, 127.0.0.1:9000 for example.`;
}

function refuseHeartbeat({ HEARTBEAT_URL: url, EGRESS_ALLOW }: Partial<Settings>): string | null {
	if (!url) return null;
	const verdict = judgeAddress("heartbeat", url, { allow: parseList(EGRESS_ALLOW), ownNames: parseList("") });
	if (verdict.ok && verdict.destination.href !== null) return null;
	const why = verdict.ok ? "is not a URL" : verdict.why;
	return `HEARTBEAT_URL cannot be called, since it ${why}. List its host:port in EGRESS_ALLOW if it is meant.`;
}

function refuseResolvers({ DNS_RESOLVERS, EGRESS_ALLOW }: Partial<Settings>): string | null {
	const refusals = dnsResolvers(DNS_RESOLVERS).map((url) => refuseUrl("DNS_RESOLVERS", url, EGRESS_ALLOW));
	return refusals.find((refusal) => refusal !== null) ?? null;
}

const EMAIL_PROVIDERS = ["cloudflare", "resend", "relay"];

/** Half a provider would take addresses, and send nothing. */
function refuseEmail(given: Partial<Settings>): string | null {
	const { EMAIL_PROVIDER: provider, EMAIL_FROM, EMAIL_URL, EMAIL_KEY, EGRESS_ALLOW } = given;
	const { EMAIL_EVENTS_SECRET: secret } = given;
	if (!provider)
		return EMAIL_FROM || EMAIL_URL || EMAIL_KEY || secret
			? `EMAIL_PROVIDER is missing: it must be one of ${EMAIL_PROVIDERS.join(", ")}.`
			: null;
	if (!EMAIL_PROVIDERS.includes(provider))
		return `EMAIL_PROVIDER is "${provider}", but must be one of ${EMAIL_PROVIDERS.join(", ")}.`;
	if (!EMAIL_FROM?.includes("@"))
		return "EMAIL_FROM must be the mailbox that sends, pages@example.com for example.";
	if (provider !== "cloudflare" && !EMAIL_KEY) return `EMAIL_KEY must be the key of ${provider}.`;
	if (provider === "relay" && !EMAIL_URL) return "EMAIL_URL must be the address that takes the mail.";
	if (secret && !/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/.test(secret))
		return "EMAIL_EVENTS_SECRET must be the signing secret of the provider's webhook: whsec_ and base64.";
	return EMAIL_URL ? refuseUrl("EMAIL_URL", EMAIL_URL, EGRESS_ALLOW) : null;
}

const URLS = ["TELEGRAM_URL", "SLACK_URL", "PUSHOVER_URL", "TWILIO_URL", "TELNYX_URL"] as const;

/** Half of an app would send pages, and turn away who answers them. */
function refuseChat(given: Partial<Settings>): string | null {
	const { SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, EGRESS_ALLOW } = given;
	if (!SLACK_BOT_TOKEN !== !SLACK_SIGNING_SECRET)
		return "SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET belong together: set both or neither.";
	const twilio = [given.TWILIO_ACCOUNT_SID, given.TWILIO_AUTH_TOKEN, given.TWILIO_FROM];
	if (twilio.some(Boolean) && !twilio.every(Boolean))
		return "TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_FROM belong together: set all or none.";
	const telnyx = [given.TELNYX_API_KEY, given.TELNYX_PUBLIC_KEY, given.TELNYX_FROM];
	if (telnyx.some(Boolean) && !telnyx.every(Boolean))
		return "TELNYX_API_KEY, TELNYX_PUBLIC_KEY and TELNYX_FROM belong together: set all or none.";
	if (given.TELNYX_PUBLIC_KEY && !/^[A-Za-z0-9+/]{43}=$/.test(given.TELNYX_PUBLIC_KEY))
		return "TELNYX_PUBLIC_KEY must be the account's public key: 32 bytes in base64.";
	for (const name of URLS) {
		const refusal = given[name] ? refuseUrl(name, given[name], EGRESS_ALLOW) : null;
		if (refusal) return refusal;
	}
	return null;
}

function refuseUrl(name: string, url: string, allow: string | undefined): string | null {
	const verdict = judgeAddress("webhook", url, { allow: parseList(allow), ownNames: parseList("") });
	if (verdict.ok && verdict.destination.href !== null) return null;
	const why = verdict.ok ? "is not a URL" : verdict.why;
	return `${name} cannot be called, since it ${why}. List its host:port in EGRESS_ALLOW if it is meant.`;
}

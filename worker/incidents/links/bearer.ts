import { replayLinkOfSecret } from "../../../db/incidents/replay-links.ts";
import { stakeholderLinkOfSecret } from "../../../db/incidents/stakeholder-links.ts";
import type { AppContext } from "../../platform/http/app-env.ts";
import { problem } from "../../platform/http/problems.ts";
import { overLimit, READINGS_PER_MINUTE } from "../../platform/http/rate-limit.ts";
import type { LinkClaim, LinkRole } from "../../platform/rules/caller.ts";
import { randomSecret, sha256Hex } from "../../platform/vault/digest.ts";

const LINKS = {
	replay: { find: replayLinkOfSecret, realm: "Tocsin replay" },
	stakeholder: { find: stakeholderLinkOfSecret, realm: "Tocsin stakeholder view" },
} as const;

const prefixOf = (role: LinkRole) => `${role}_`;
/** 256 bits in base64url; nothing else is looked up. */
const isWellFormed = (role: LinkRole, token: string) =>
	new RegExp(`^${prefixOf(role)}[A-Za-z0-9_-]{43}$`).test(token);

export const newLinkToken = (role: LinkRole): string => randomSecret(prefixOf(role));

/** The incident that the sent token shows, or the refusal of one that is none of ours, expired, or has had its share. */
export async function linkClaimOf(c: AppContext, role: LinkRole): Promise<LinkClaim | Response> {
	const token = /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1] ?? "";
	const now = Date.now();
	const { find, realm } = LINKS[role];
	const link = isWellFormed(role, token) ? await find(c.env.DB, await sha256Hex(token), now) : null;
	if (link === null)
		return problem(c, "unauthenticated", "This link is invalid, was revoked, or has expired.", {
			headers: { "www-authenticate": `Bearer realm="${realm}"` },
		});
	if (overLimit(link.id, now, READINGS_PER_MINUTE))
		return problem(c, "rate-limited", "Limit is 30 readings per minute for one link.", {
			headers: { "retry-after": "60" },
		});
	return { linkId: link.id, incidentId: link.incidentId, expiresAt: link.expiresAt };
}

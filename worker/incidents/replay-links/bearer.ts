import { replayLinkOfSecret } from "../../../db/incidents/replay-links.ts";
import type { AppContext } from "../../platform/http/app-env.ts";
import { problem } from "../../platform/http/problems.ts";
import { overLimit, REPLAYS_PER_MINUTE } from "../../platform/http/rate-limit.ts";
import type { ReplayClaim } from "../../platform/rules/caller.ts";
import { randomSecret, sha256Hex } from "../../platform/vault/digest.ts";

const PREFIX = "replay_";
/** 256 bits in base64url; nothing else is looked up. */
const WELL_FORMED = new RegExp(`^${PREFIX}[A-Za-z0-9_-]{43}$`);

export const newReplayToken = (): string => randomSecret(PREFIX);

/** The incident that the sent token shows, or the refusal of one that is none of ours, expired, or has had its share. */
export async function replayClaimOf(c: AppContext): Promise<ReplayClaim | Response> {
	const token = /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1] ?? "";
	const now = Date.now();
	const link = WELL_FORMED.test(token)
		? await replayLinkOfSecret(c.env.DB, await sha256Hex(token), now)
		: null;
	if (link === null)
		return problem(c, "unauthenticated", "This link is invalid, was revoked, or has expired.", {
			headers: { "www-authenticate": 'Bearer realm="Tocsin replay"' },
		});
	if (overLimit(link.id, now, REPLAYS_PER_MINUTE))
		return problem(c, "rate-limited", "Limit is 30 readings per minute for one link.", {
			headers: { "retry-after": "60" },
		});
	return { linkId: link.id, incidentId: link.incidentId, expiresAt: link.expiresAt };
}

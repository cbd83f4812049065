import type { Env } from "../platform/env.ts";
import { log } from "../platform/log.ts";
import type { PhoneMessage } from "../platform/rpc.ts";
import { vaultOf } from "../platform/stubs.ts";
import { withTimeout } from "../platform/with-timeout.ts";
import type { Ask } from "./channels/channel.ts";
import { numberHash } from "./contact-methods/number-hash.ts";

/** A page waits no longer to hear whether it may leave. */
const TIMEOUT_MS = 1_500;

const LIMITS = { person_limit: "limit_of_person", organization_limit: "limit_of_organization" } as const;
const REASONS: ReadonlySet<string> = new Set(Object.values(LIMITS));

/** True for the reason of what did not leave because of a limit. */
export const isLimit = (reason: string): boolean => REASONS.has(reason);

/**
 * The reason why this may not leave, null when it may: asked before each try, and counted once. When nobody answers, it
 * leaves: no page is lost for a limit.
 */
export async function overLimitOf(
	env: Env,
	ask: Ask,
	about: Pick<PhoneMessage, "id" | "userId" | "page">,
): Promise<string | null> {
	const meter = ask.by === "http" ? ask.meter : undefined;
	if (!meter) return null;
	const { kind, segments } = meter;
	try {
		const number = await numberHash(env, meter.number);
		const message = { ...about, kind, number, segments, at: Date.now() };
		const verdict = await withTimeout(vaultOf(env).admitPhone(message), TIMEOUT_MS);
		return verdict === "admitted" ? null : LIMITS[verdict];
	} catch (error) {
		log("phone.not_metered", { messageId: about.id, error: String(error) });
		return null;
	}
}

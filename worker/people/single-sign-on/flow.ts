import { getCookie } from "hono/cookie";
import type { AppContext } from "../../platform/http/app-env.ts";
import type { Instant } from "../../platform/rules/time.ts";
import { seal, unseal } from "../../platform/vault/seal.ts";
import { cookieText, sessionCookie } from "../sign-in/session.ts";
import type { Secrets } from "./provider.ts";

/** Long enough to look for a second factor. */
export const FLOW_LIFE_SECONDS = 600;
const SEALED_FOR = "single-sign-on";

/** One sign-in that is under way at the provider. */
export interface Flow extends Secrets {
	/** The row of the provider that it began with. */
	version: number;
	/** Where in the app to go afterwards. */
	place: string | null;
	expiresAt: Instant;
}

const cookieName = (c: AppContext): string => `${sessionCookie(c.env)}-sso`;

/** The `Set-Cookie` that holds it: sealed, so that nothing is stored for somebody who only asks. */
export async function flowCookie(c: AppContext, flow: Flow): Promise<string> {
	const sealed = await seal(c.env, SEALED_FOR, JSON.stringify(flow));
	return cookieText(c.env, cookieName(c), sealed, FLOW_LIFE_SECONDS);
}

/** The flow of this browser; null when there is none of ours, or its time is over. */
export async function readFlow(c: AppContext, now: Instant): Promise<Flow | null> {
	const sealed = getCookie(c, cookieName(c));
	if (!sealed) return null;
	try {
		// Only what we sealed ourselves opens.
		const flow = JSON.parse(await unseal(c.env, SEALED_FOR, sealed)) as Flow;
		return flow.expiresAt > now ? flow : null;
	} catch {
		return null;
	}
}

export const forgottenFlow = (c: AppContext): string => cookieText(c.env, cookieName(c), "", 0);

import type { SendOutcome } from "../../paging/rules/send-outcome.ts";
import type { ReadyRequest } from "../../paging/sending/outcome.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { bundlesOf } from "../../platform/stubs.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import { type LeavingPage, passengerOf } from "./sender.ts";

/** For the others of the bundle, the request itself, and the way. */
const CARRY_MS = 20_000;

/** A page's place in its bundle, ready to be taken. Taking it answers what became of the bundle. */
export async function readyInBundle(env: Env, leaving: LeavingPage, now: number): Promise<ReadyRequest> {
	const passenger = await passengerOf(env, leaving, now);
	if (passenger === null) return async () => ({ kind: "failed", reason: "removed" });
	return () =>
		withTimeout(bundlesOf(env, passenger.userId).carry(passenger), CARRY_MS).catch((error): SendOutcome => {
			log("bundle.not_carried", { pageId: leaving.page.id, error: String(error) });
			return { kind: "retry", reason: "internal", retryAfterMs: null };
		});
}

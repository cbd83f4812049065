import type { Env } from "../../platform/env.ts";
import type { Mail } from "../channels/channel.ts";
import type { SendOutcome } from "../rules/send-outcome.ts";

const MAIL_TIMEOUT_MS = 8_000;

/** One mail by the platform's binding. Never throws, and takes 8 s at most. */
export async function sendByBinding(env: Env, mail: Mail, timeoutMs = MAIL_TIMEOUT_MS): Promise<SendOutcome> {
	if (!env.EMAIL) return { kind: "failed", reason: "not_set_up" };
	const startedAt = Date.now();
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<"late">((resolve) => {
		timer = setTimeout(() => resolve("late"), timeoutMs);
	});
	try {
		const sent = await Promise.race([env.EMAIL.send(mail), late]);
		if (sent === "late") return { kind: "retry", reason: "timeout", retryAfterMs: null };
		return { kind: "accepted", tookMs: Date.now() - startedAt };
	} catch (error) {
		return outcomeOfRefusal((error as { code?: unknown } | null)?.code);
	} finally {
		clearTimeout(timer);
	}
}

/** Codes of Cloudflare's Email Service. What says nothing of itself may have been a fault of the moment. */
export function outcomeOfRefusal(code: unknown): SendOutcome {
	if (typeof code !== "string" || !code.startsWith("E_") || PASSING.has(code))
		return {
			kind: "retry",
			reason: typeof code === "string" ? code.toLowerCase() : "internal",
			retryAfterMs: null,
		};
	if (code === "E_RECIPIENT_SUPPRESSED") return { kind: "gone" };
	return { kind: "failed", reason: code.toLowerCase() };
}

const PASSING: ReadonlySet<string> = new Set([
	"E_RATE_LIMIT_EXCEEDED",
	"E_DAILY_LIMIT_EXCEEDED",
	"E_DELIVERY_FAILED",
	"E_INTERNAL_SERVER_ERROR",
]);

/** What Twilio tells afterwards of a text or a call that it took. */
import type { DeliveryReport } from "./delivery-report.ts";

/** The fields of a form. */
interface Told {
	get(name: string): string | null;
}

/** Twilio's codes of a number that no text reaches: unknown, a landline, or its owner sent STOP. */
export const UNTEXTABLE: ReadonlySet<string> = new Set(["30005", "30006", "21610", "21614"]);

/** Null for what says nothing yet, such as "sent". */
export function reportOfText(told: Told): DeliveryReport | null {
	const status = told.get("MessageStatus");
	if (status === "delivered" || status === "read") return { kind: "delivered" };
	if (status !== "undelivered" && status !== "failed") return null;
	const code = codeOf(told);
	const isGone = code !== null && UNTEXTABLE.has(code);
	return { kind: "undelivered", reason: `provider_${code ?? status}`, isPermanent: true, isGone };
}

/** That a call was taken proves nothing: a mailbox takes one too. */
export function reportOfCall(told: Told): DeliveryReport | null {
	const status = told.get("CallStatus");
	if (status !== "busy" && status !== "no-answer" && status !== "failed") return null;
	const reason = status === "failed" ? `provider_${codeOf(told) ?? status}` : status.replace("-", "_");
	return { kind: "undelivered", reason, isPermanent: status === "failed", isGone: false };
}

/** Minutes that are paid for, each begun one in full; 0 for a call that nobody took. */
export function minutesOf(told: Told): number {
	const seconds = Number(/^\d{1,6}$/.exec(told.get("CallDuration") ?? "")?.[0] ?? 0);
	return Math.ceil(seconds / 60);
}

const codeOf = (told: Told): string | null => /^\d{1,6}$/.exec(told.get("ErrorCode") ?? "")?.[0] ?? null;

import type { DeliveryReport } from "./delivery-report.ts";

/** Telnyx's codes of a number that no text reaches: a landline, or its owner sent STOP. */
export const UNTEXTABLE: ReadonlySet<string> = new Set(["40001", "40300"]);

/** What Telnyx tells of a text that it took: `message.finalized`, with the state and the first error's code. */
export interface TelnyxWord {
	type: string;
	status: string | null;
	errorCode: string | null;
}

/** Null for what says nothing yet, such as "sent", or nothing for sure: a network that does not tell is no failure. */
export function reportOf({ type, status, errorCode }: TelnyxWord): DeliveryReport | null {
	if (type !== "message.finalized") return null;
	if (status === "delivered") return { kind: "delivered" };
	if (status !== "sending_failed" && status !== "delivery_failed") return null;
	const code = /^\d{1,6}$/.exec(errorCode ?? "")?.[0] ?? null;
	const isGone = code !== null && UNTEXTABLE.has(code);
	return { kind: "undelivered", reason: `provider_${code ?? status}`, isPermanent: true, isGone };
}

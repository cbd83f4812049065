import type { ExpectedRecords } from "../../../worker/monitoring/rules/monitor.ts";
import type { Monitor } from "../../state/wire.ts";

/** What a check is told beside its target, in a sentence. Null where the target says it all. */
export function askedWords({ kind, request, expect }: Monitor): string | null {
	if (kind === "websocket") return messageWords(request.body !== null, expect.bodyContains);
	if (kind === "tls") return daysWords(expect.certificateDaysLeft);
	return kind === "dns" ? recordWords(request.recordType, expect.records) : null;
}

/** What is sent may be a secret, and is not told. */
function messageWords(sends: boolean, text: string | null): string | null {
	if (text === null) return sends ? "Sends a message." : null;
	return sends ? `Sends a message and expects one with “${text}”.` : `Expects a message with “${text}”.`;
}

function daysWords(days: number | null): string | null {
	if (days === null) return null;
	return `Expects a certificate that is valid for ${days} more ${days === 1 ? "day" : "days"}.`;
}

const EXPECTS: Record<ExpectedRecords["op"], string> = {
	contains: "Expects the records",
	equals: "Expects exactly the records",
	any: "Expects one of the records",
};

function recordWords(type: string, expected: ExpectedRecords | null): string {
	if (expected === null) return `Expects any ${type} record.`;
	return `${EXPECTS[expected.op].replace("records", `${type} records`)} ${expected.values.join(", ")}.`;
}

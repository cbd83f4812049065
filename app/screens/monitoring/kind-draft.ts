/** What a kind of check is told beside its target: as a form holds it, and as the API takes it. */
import type { ExpectedRecords } from "../../../worker/monitoring/rules/monitor.ts";
import type { RecordType } from "../../../worker/platform/rules/dns-message.ts";
import type { Monitor } from "../../state/wire.ts";

export interface KindDraft {
	/** Of a WebSocket: what is sent, and a text that a message must have. Empty: none. */
	message: string;
	expectedText: string;
	/** Of a name: what is looked up, and what it must be, one value a line. Empty: any will do. */
	recordType: RecordType;
	recordsOp: ExpectedRecords["op"];
	records: string;
	/** Of a certificate: for how many days it must be valid. Empty: that is not asked. */
	daysLeft: string;
}

export const NEW_KIND_DRAFT: KindDraft = {
	...{ message: "", expectedText: "" },
	...{ recordType: "A", recordsOp: "contains", records: "", daysLeft: "14" },
};

export function kindDraft({ request, expect }: Pick<Monitor, "request" | "expect">): KindDraft {
	const { op = NEW_KIND_DRAFT.recordsOp, values = [] } = expect.records ?? {};
	return {
		...{ message: request.body ?? "", expectedText: expect.bodyContains ?? "" },
		...{ recordType: request.recordType, recordsOp: op, records: values.join("\n") },
		daysLeft: expect.certificateDaysLeft?.toString() ?? "",
	};
}

export type KindSettings = { request?: Partial<Monitor["request"]>; expect?: Partial<Monitor["expect"]> };

export function kindSettings(kind: Monitor["kind"], draft: KindDraft): KindSettings {
	if (kind === "websocket")
		return {
			request: { body: draft.message || null },
			expect: { bodyContains: draft.expectedText || null },
		};
	if (kind === "tls")
		// What is no number becomes 0, which is refused: it must not be taken for none.
		return { expect: { certificateDaysLeft: draft.daysLeft.trim() ? Number(draft.daysLeft) || 0 : null } };
	if (kind !== "dns") return {};
	const values = draft.records
		.split("\n")
		.map((line) => line.trim())
		.filter((line) => line !== "");
	return {
		request: { recordType: draft.recordType },
		expect: { records: values.length > 0 ? { op: draft.recordsOp, values } : null },
	};
}

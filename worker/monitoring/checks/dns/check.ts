import type { CheckKind } from "../check-kind.ts";
import { expectDefaults, expectFields } from "../http/contract.ts";
import { records, recordType } from "./contract.ts";
import { judge } from "./judge.ts";
import { refuseDnsCheck, refuseDnsTarget } from "./refuse.ts";
import { words } from "./words.ts";

/** What resolvers say of a name. */
export const dns = {
	kind: "dns",
	words,
	settings: {
		request: { fields: { recordType }, defaults: { recordType: recordType.default("A") } },
		expect: {
			fields: { records, latencyBelowMs: expectFields.latencyBelowMs },
			defaults: { records: records.default(null), latencyBelowMs: expectDefaults.latencyBelowMs },
		},
	},
	hasNot: "a dns check only looks up records: leave this at its default, or make it an http monitor",
	refuse: refuseDnsCheck,
	refuseTarget: refuseDnsTarget,
	by: "dns",
	ask: ({ target, request }) => ({ name: target, type: request.recordType ?? "A" }),
	judge,
} as const satisfies CheckKind;

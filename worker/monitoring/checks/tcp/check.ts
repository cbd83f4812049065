import type { CheckKind } from "../check-kind.ts";
import { expectDefaults, expectFields } from "../http/contract.ts";
import { judge } from "./judge.ts";
import { refuseHostPort } from "./refuse.ts";
import { words } from "./words.ts";

/** Up when the port takes a connection. */
export const tcp = {
	kind: "tcp",
	words,
	settings: {
		request: { fields: {}, defaults: {} },
		expect: {
			fields: { latencyBelowMs: expectFields.latencyBelowMs },
			defaults: { latencyBelowMs: expectDefaults.latencyBelowMs },
		},
	},
	hasNot: "a tcp check only opens the connection: leave this at its default, or make it an http monitor",
	refuse: () => [],
	refuseTarget: refuseHostPort,
	by: "tcp",
	ask: ({ target }) => ({ hostPort: target }),
	judge,
} as const satisfies CheckKind;

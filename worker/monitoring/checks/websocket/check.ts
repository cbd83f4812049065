import type { CheckKind } from "../check-kind.ts";
import { expectDefaults, expectFields, requestDefaults, requestFields } from "../http/contract.ts";
import { judge, MAX_LENGTH, wantedOf } from "./judge.ts";
import { refuseWebSocketCheck, refuseWebSocketTarget } from "./refuse.ts";
import { words } from "./words.ts";

/** A WebSocket handshake; then, where that is asked for, one message out and one message back. */
export const websocket = {
	kind: "websocket",
	words,
	settings: {
		request: {
			fields: { headers: requestFields.headers, body: requestFields.body },
			defaults: { headers: requestDefaults.headers, body: requestDefaults.body },
		},
		expect: {
			fields: {
				bodyContains: expectFields.bodyContains,
				bodyMatches: expectFields.bodyMatches,
				json: expectFields.json,
				latencyBelowMs: expectFields.latencyBelowMs,
			},
			defaults: {
				bodyContains: expectDefaults.bodyContains,
				bodyMatches: expectDefaults.bodyMatches,
				json: expectDefaults.json,
				latencyBelowMs: expectDefaults.latencyBelowMs,
			},
		},
	},
	hasNot: "a websocket check has no such setting: leave this at its default, or make it an http monitor",
	refuse: refuseWebSocketCheck,
	refuseTarget: refuseWebSocketTarget,
	by: "websocket",
	ask: ({ target, request, expect }) => ({
		url: target.replace(/^ws/i, "http"),
		headers: request.headers,
		message: request.body,
		isWanted: wantedOf(expect),
		maxLength: MAX_LENGTH,
	}),
	judge,
} as const satisfies CheckKind;

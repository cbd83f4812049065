import type { CheckKind } from "../check-kind.ts";
import { expectDefaults, expectFields, requestDefaults, requestFields } from "./contract.ts";
import { judge, MAX_BODY_BYTES, needsBody } from "./judge.ts";
import { refuseHttpCheck, refuseHttpTarget } from "./refuse.ts";
import { words } from "./words.ts";

const MAX_REDIRECTS = 10;

/** One HTTP request, its answer held against everything that can be expected of one. */
export const http = {
	kind: "http",
	words,
	settings: {
		request: { fields: requestFields, defaults: requestDefaults },
		expect: { fields: expectFields, defaults: expectDefaults },
	},
	hasNot:
		"an http check has no such setting: leave this at its default. A dns monitor looks at records, a tls monitor at a certificate",
	refuse: refuseHttpCheck,
	refuseTarget: refuseHttpTarget,
	by: "http",
	ask: ({ target, request, expect }) => ({
		url: target,
		method: request.method,
		headers: request.headers,
		body: request.body,
		redirects: request.followRedirects === false ? 0 : MAX_REDIRECTS,
		maxResponseBytes: needsBody(expect) ? MAX_BODY_BYTES : 0,
	}),
	judge,
} as const satisfies CheckKind;

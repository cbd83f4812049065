import type { CheckKind } from "../check-kind.ts";
import { expectDefaults, expectFields } from "../http/contract.ts";
import { refuseHostPort } from "../tcp/refuse.ts";
import { certificateDaysLeft } from "./contract.ts";
import { judge, whyRefused } from "./judge.ts";
import { words } from "./words.ts";

/** A TLS handshake, and how long the certificate is still valid. */
export const tls = {
	kind: "tls",
	words,
	settings: {
		request: { fields: {}, defaults: {} },
		expect: {
			fields: { certificateDaysLeft, latencyBelowMs: expectFields.latencyBelowMs },
			defaults: {
				certificateDaysLeft: certificateDaysLeft.default(null),
				latencyBelowMs: expectDefaults.latencyBelowMs,
			},
		},
	},
	hasNot: "a tls check only makes the handshake: leave this at its default, or make it an http monitor",
	refuse: () => [],
	refuseTarget: refuseHostPort,
	by: "tls",
	ask: ({ target, expect }) => ({
		hostPort: target,
		readsCertificate: expect.certificateDaysLeft !== null,
	}),
	judge,
	whyRefused,
} as const satisfies CheckKind;

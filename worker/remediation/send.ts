import type { RemediationRow } from "../../db/remediation/remediations.ts";
import { egress } from "../platform/egress/egress.ts";
import type { Env } from "../platform/env.ts";
import { toWire } from "../platform/rules/time.ts";
import { unseal } from "../platform/vault/seal.ts";
import { signedHeaders } from "../platform/vault/webhook-signature.ts";
import { judgeAnswer, type RunAnswer } from "./rules/answer.ts";

const MAX_RESPONSE_BYTES = 4_096;

/** What a receiver is told. Alerts' own words are in the body alone, never in the address or a header. */
export interface RunRequest {
	/** `webhook-id`: all attempts of one run carry the same, so that a receiver does it once. */
	id: string;
	dryRun: boolean;
	attempt: number;
	incident: { id: string; number?: number; severity: string; title: string; epoch: number } | null;
	service: { id: string; name: string | null };
}

/**
 * One request to the receiver, signed by Standard Webhooks, ready to leave: the secret is opened here and kept nowhere.
 * The request itself never throws.
 */
export async function readyRun(
	env: Env,
	row: RemediationRow,
): Promise<(request: RunRequest, timeoutMs: number) => Promise<RunAnswer>> {
	const secret = await unseal(env, row.id, row.secret);
	return async ({ id, ...told }, timeoutMs) => {
		const at = new Date();
		const data = { v: 1, runId: id, remediation: { id: row.id, name: row.name }, ...told };
		const type = told.dryRun ? "remediation.dry_run" : "remediation.run";
		const body = JSON.stringify({ type, timestamp: toWire(at.getTime()), data });
		const answer = await egress(env, {
			purpose: "webhook",
			url: row.url,
			method: "POST",
			headers: { "content-type": "application/json", ...signedHeaders([secret], id, at, body) },
			body,
			timeoutMs,
			maxResponseBytes: MAX_RESPONSE_BYTES,
		});
		return judgeAnswer(answer);
	};
}

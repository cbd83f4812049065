import { Hono } from "hono";
import { readForRequest } from "../../db/remediation/ledger.ts";
import { type RemediationRow, remediationRows, remediationsOf } from "../../db/remediation/remediations.ts";
import type { FieldError } from "../platform/contract/problem.ts";
import { wireOf } from "../platform/contract/stored.ts";
import type { AppContext, AppEnv } from "../platform/http/app-env.ts";
import { createSigned } from "../platform/http/create-signed.ts";
import { handle } from "../platform/http/handle.ts";
import { fieldError, notFound } from "../platform/http/input.ts";
import { mount } from "../platform/http/mount.ts";
import { problem } from "../platform/http/problems.ts";
import { overLimit } from "../platform/http/rate-limit.ts";
import { refreshDesk } from "../platform/http/refresh.ts";
import type { Resource } from "../platform/http/resource.ts";
import { blockedTarget } from "../platform/http/targets.ts";
import { seconds } from "../platform/rules/time.ts";
import { newId } from "../platform/vault/ids.ts";
import { remediationCalls, remediationOut } from "./contract.ts";
import { readyRun } from "./send.ts";

/** Dry runs of one remediation in a minute. */
const DRY_RUNS_PER_MINUTE = 10;

export const remediationResource: Resource<RemediationRow> = {
	kind: "remediation",
	rows: remediationRows,
	plain: wireOf(remediationOut),
	owner: (row) => ({ kind: "service", id: row.serviceId }),
	references: (row) => [{ pointer: "/serviceId", kind: "service", id: row.serviceId }],
	// Its Desk knows whether something starts by itself, so that a page without it asks nobody.
	changed: async (c, row) => refreshDesk(c.env, row.serviceId),
	refuse: (c, row) => [...contradictions(row), ...blockedTarget(c, "webhook", row.url, "/url")],
};

function contradictions(row: RemediationRow): FieldError[] {
	const errors: FieldError[] = [];
	if (row.duringMaintenance)
		errors.push(
			fieldError("/duringMaintenance", "only false is possible: maintenance windows do not exist yet"),
		);
	if (row.beforePagingSeconds > 0 && row.mode !== "automatic")
		errors.push(
			fieldError(
				"/beforePagingSeconds",
				"must be 0 unless the mode is automatic: nobody else starts it in time",
			),
		);
	if (row.beforePagingSeconds > 0 && row.verifySeconds === 0)
		errors.push(
			fieldError(
				"/verifySeconds",
				"must be 1 or more to hold a page: only checks can say that nobody is needed",
			),
		);
	return errors;
}

export const remediationRoutes = new Hono<AppEnv>();

mount(remediationRoutes, remediationCalls, remediationResource, {
	making: { answer: (c, body) => createSigned(c, remediationResource, (signed) => ({ ...signed, ...body })) },
	among: ({ serviceId }) => (serviceId === undefined ? undefined : remediationsOf(serviceId)),
});
handle(remediationRoutes, remediationCalls.dryRun, (c, { ids }) => dryRun(c, ids.id));

/** Tries the way to the receiver. It is no run: nothing counts it, and no timeline tells it. */
async function dryRun(c: AppContext, id: string): Promise<Response> {
	const { row, isStopped } = await readForRequest(c.env.DB, id);
	if (!row) return notFound(c);
	if (isStopped)
		return problem(c, "conflict", "Remediations are stopped. An admin can allow them in Settings.");
	if (overLimit(`dry-run:${id}`, Date.now(), DRY_RUNS_PER_MINUTE))
		return problem(c, "rate-limited", `Limit is ${DRY_RUNS_PER_MINUTE} dry runs a minute.`, {
			headers: { "retry-after": "60" },
		});
	const send = await readyRun(c.env, row);
	const startedAt = Date.now();
	const request = {
		id: newId("request"),
		dryRun: true,
		attempt: 1,
		incident: null,
		service: { id: row.serviceId, name: null },
	};
	const { outcome, status, message } = await send(request, seconds(row.timeoutSeconds));
	return c.json({ result: outcome, status, message, tookMs: Date.now() - startedAt });
}

/** Runbooks of the shop, and one that Ana works through. */
import type { Runbook, TimelineEvent } from "../state/wire.ts";
import { ANA, BO, iso } from "./cast.ts";

const SECOND = 1_000;
const DAY = 86_400_000;

const step = (id: string, kind: Runbook["steps"][number]["kind"], title: string) => ({
	...{ id, kind, title, text: "", expected: null, command: null, options: [], remediationId: null },
});

export function pool(at: number): Runbook {
	return {
		...{ id: "rbk_01JPOOL", version: 7, createdAt: iso(at - 90 * DAY), updatedAt: iso(at - 43 * DAY) },
		name: "Connection pool exhausted",
		teamId: null,
		match: { serviceIds: ["svc_01JCHECKOUT"], monitorIds: [], errors: [], pattern: "pool|connection" },
		steps: [
			{
				...step("look", "check", "Are the connections used up?"),
				text: "Open [Checkout, database](https://dashboards.shop.example/checkout). If **in use** is within 2 of **maximum**, the pool is exhausted.",
			},
			{
				...step("holders", "command", "See who holds them"),
				text: "Lists the 10 oldest connections with the query that holds them. It only reads.",
				command:
					"kubectl exec deploy/checkout -- \\\n  dbtool connections --oldest 10 --with-the-query-that-holds-them",
				expected: "One query or one version many times",
			},
			{
				...step("restart", "command", "Restart one instance"),
				command: "kubectl rollout restart deploy/checkout",
			},
			{
				...step("release", "decision", "Did a release go out in the last hour?"),
				options: [
					{ text: "Yes, roll it back", goToStepId: null },
					{ text: "No", goToStepId: "after" },
				],
			},
			{ ...step("rollback", "remediation", "Roll back Checkout"), remediationId: "rem_01JROLLBACK" },
			step("after", "check", "Do all regions answer again?"),
		],
	};
}

const MORE: [name: string, match: Partial<Runbook["match"]>][] = [
	["Out of memory", { pattern: "out of memory|oom" }],
	["Certificate expiry", { errors: ["tls"] }],
	["Disk full", { serviceIds: ["svc_01JSEARCH"], pattern: "disk|no space left" }],
	["Hand the checkout over to the standby in the other region", {}],
];

export function runbooks(at: number): Runbook[] {
	const others = MORE.map(([name, match], index) => ({
		...pool(at),
		...{ id: `rbk_01JMORE${index}`, name, version: 1 },
		match: { serviceIds: [], monitorIds: [], errors: [], pattern: null, ...match },
	}));
	return [pool(at), ...others];
}

/** It was attached when the incident began; Ana did the first step, and Bo's did not help. */
export function byTheRunbook(at: number): TimelineEvent[] {
	const { id, version, name, steps } = pool(at);
	const said = (stepId: string, title: string, state: string, note: string | null) => ({
		...{ runbookId: id, stepId, title, state, note, choice: null },
	});
	const told: [TimelineEvent["type"], TimelineEvent["actor"], Record<string, unknown>][] = [
		[
			"runbook_attached",
			{ kind: "system", id: null, name: "Tocsin" },
			{ reason: "matched", runbook: { id, version, name, steps } },
		],
		[
			"runbook_step",
			{ kind: "user", ...ANA },
			said("look", "Are the connections used up?", "done", "40 of 40"),
		],
		[
			"runbook_step",
			{ kind: "user", ...BO },
			said("holders", "See who holds them", "did-not-work", "The tool is not in the new image."),
		],
	];
	return told.map(([type, actor, data], index) => ({
		...{ seq: 90 + index, type, actor, data },
		at: iso(at - (9 - index) * SECOND),
	}));
}

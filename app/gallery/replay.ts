/** An incident of an hour, whole enough to be replayed, and what a link shows of it. */
import type { NextPage, TimelineEvent } from "../state/wire.ts";
import { ANA, BO, CHIDI, iso } from "./cast.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 1_440 * MINUTE;
const SYSTEM: TimelineEvent["actor"] = { kind: "system", id: null, name: "Tocsin" };
const MONITOR: TimelineEvent["actor"] = { kind: "monitor", id: "mon_01JCHECKOUT", name: "Checkout, pay" };
const who = (person: { id: string; name: string }) => ({ kind: "user" as const, ...person });

type Told = [atSeconds: number, type: string, data: Record<string, unknown>, actor?: TimelineEvent["actor"]];

/** "GET …" → body, for the screens of a replay. */
export function replayAnswers(at: number): Record<string, unknown> {
	const startedAt = at - 11 * DAY - 29 * MINUTE;
	const events = eventsOf(startedAt);
	const nextPages = nextPagesOf(startedAt);
	const path = "GET /incidents/inc_01J138";
	return {
		[`${path}/timeline`]: { items: events, nextCursor: null },
		[`${path}/replay/next-pages`]: { items: nextPages, nextCursor: null },
		[`${path}/replay-links`]: { items: [link(at, 1, ANA, DAY), link(at, 2, BO, 29 * DAY)], nextCursor: null },
		[`POST ${path.slice(4)}/replay-links`]: {
			...link(at, 3, ANA, DAY),
			url: "https://tocsin.shop.example/app/shared-replay#t=replay_x7Jc2kQ0uVZb1yTn4dWm8sLr5pEa9fGh3oKi6RqYtUv",
		},
		"GET /stakeholder-view": stakeholderView(at),
		"GET /shared-replay": { expiresAt: iso(at + DAY), recordedAt: iso(at), events, nextPages },
	};
}

const stakeholderView = (at: number) => ({
	...{ expiresAt: iso(at + DAY), readAt: iso(at), number: 142, title: "Checkout is down in 3 of 3 regions" },
	...{
		severity: "P1",
		serviceName: "Checkout",
		state: "acknowledged",
		status: "identified",
		leadName: ANA.name,
	},
	...{ triggeredAt: iso(at - 23 * MINUTE), resolvedAt: null, nextUpdateDueAt: iso(at + 7 * MINUTE) },
	estimatedResolutionAt: iso(at + 40 * MINUTE),
	updates: [
		{
			...{ at: iso(at - 4 * MINUTE), audience: "stakeholders", status: "identified" },
			message: "About 4 in 5 orders fail. Ana leads. We are going back to the version before the release.",
		},
		{
			...{ at: iso(at - 12 * MINUTE), audience: "public", status: "investigating" },
			message: "We are looking into a problem with Checkout.",
		},
	],
});

const link = (at: number, n: number, by: { id: string; name: string }, leftMs: number) => ({
	...{ id: `rpl_01J${n}`, version: 1, createdAt: iso(at - n * 40 * MINUTE), updatedAt: iso(at - n * MINUTE) },
	...{ incidentId: "inc_01J138", createdBy: who(by), expiresAt: iso(at + leftMs) },
});

function eventsOf(startedAt: number): TimelineEvent[] {
	const told = [...beginning(startedAt), ...night(startedAt), ...end(startedAt)];
	return told
		.sort(([a], [b]) => a - b)
		.map(([seconds, type, data, actor], index) => ({
			...{ seq: index + 1, type, at: iso(startedAt + seconds * SECOND), actor: actor ?? SYSTEM, data },
		}));
}

const page = (person: { id: string }, device: string, level: number) => ({
	...{ pageId: `pag_${person.id}_${device}_${level}`, userId: person.id, methodId: `cm_${device}`, level },
	...{ round: 1, run: 1, attempt: 1 },
});

/** One page, from its queue to as far as it got. */
function paged(
	startedAt: number,
	from: number,
	person: { id: string; name: string },
	device: string,
	level: number,
	received: boolean,
): Told[] {
	const ref = page(person, device, level);
	const queued = { ...ref, attempt: 0, userName: person.name, methodKind: "push", methodName: device };
	const rest = { urgency: "high", dueAt: iso(startedAt + from * SECOND), unlessReceived: false };
	return [
		[from, "page_queued", { ...queued, ...rest }],
		[from + 0.1, "page_attempted", ref],
		[from + 0.5, "page_accepted", { ...ref, tookMs: 212 }],
		received ? [from + 2, "page_received", ref] : [from + 61, "page_unconfirmed", ref],
	];
}

function beginning(startedAt: number): Told[] {
	const triggered = {
		...{
			incidentId: "inc_01J138",
			number: 138,
			title: "Checkout is down in 3 of 3 regions",
			description: null,
		},
		...{ severity: "P2", urgency: "high", service: { id: "svc_01JCHECKOUT", name: "Checkout" } },
		...{ component: { id: "cmp_01JCHECKOUT", name: "Checkout" }, publicTitle: null, public: true },
		...{ source: { kind: "monitor", id: "mon_01JCHECKOUT", name: "Checkout, pay" }, drill: false },
		...{ detectedAt: iso(startedAt - 40 * SECOND), firstPageAt: iso(startedAt), evidence: [] },
		publicUpdateEverySeconds: 900,
	};
	const raised = {
		...{ from: "P2", to: "P1", urgency: "high", reason: "No order goes through", newRun: false },
		...{ firstPageAt: null, public: true, publicUpdateEverySeconds: 900 },
	};
	return [
		[0, "triggered", triggered, MONITOR],
		...paged(startedAt, 0.05, ANA, "Ana’s Pixel", 1, true),
		...paged(startedAt, 0.06, ANA, "iPad", 1, false),
		[
			300,
			"escalated",
			{ run: 1, round: 1, level: 2, targets: [{ kind: "user", id: BO.id }], reason: "not_acknowledged" },
		],
		...paged(startedAt, 300.05, BO, "Bo’s iPhone", 2, true),
		[330, "page_opened", page(BO, "Bo’s iPhone", 2)],
		[
			334,
			"acknowledged",
			{ pageId: page(BO, "Bo’s iPhone", 2).pageId, occurredAt: null, becomesLead: true },
			who(BO),
		],
		[371, "severity_changed", raised, who(BO)],
		[402, "role_assigned", { role: "communications", userId: ANA.id, userName: ANA.name }, who(BO)],
	];
}

/** Much is written in a long night: 240 lines of it. */
function night(startedAt: number): Told[] {
	const people = [ANA, BO, CHIDI];
	const notes = Array.from({ length: 240 }, (_, n): Told => {
		const person = people[n % 3] ?? ANA;
		const text = `Instance ${1 + (n % 12)}: ${20 + ((n * 7) % 60)} of 80 connections in use${n % 9 === 0 ? ", and none of them comes back. Rolling back to the release of yesterday." : "."}`;
		return [420 + n * 4.5, "note_added", { text }, who(person)];
	});
	return [
		...notes,
		update(startedAt, 520, "investigating", WORDS[0]),
		update(startedAt, 1_100, "identified", WORDS[1]),
	];
}

const WORDS = [
	"We’re investigating a problem with Checkout.",
	"We’ve found the cause of the problem with Checkout and are working on a fix.",
	"Checkout works again. We keep watching it.",
];

function update(startedAt: number, from: number, status: string, message = ""): Told {
	const data = {
		...{ updateId: `upd_${from}`, audience: "public", status, message, estimatedResolutionAt: null },
		nextUpdateDueAt: iso(startedAt + (from + 900) * SECOND),
	};
	return [from, "update_published", data, who(ANA)];
}

function end(startedAt: number): Told[] {
	const checked = { result: "recovered", unanswered: [], overrideReason: null, evidence: [] };
	return [
		update(startedAt, 1_560, "monitoring", WORDS[2]),
		[1_739, "recovery_checked", checked, who(BO)],
		[1_740, "resolved", { note: "Rolled back; the pool no longer leaks.", disposition: "real" }, who(BO)],
	];
}

function nextPagesOf(startedAt: number): NextPage[] {
	const next = {
		at: iso(startedAt + 300 * SECOND),
		level: 2,
		round: 1,
		targets: [{ kind: "user" as const, ...BO }],
	};
	return [
		{ seq: 1, at: iso(startedAt), nextEscalation: next },
		{ seq: 20, at: iso(startedAt + 334 * SECOND), nextEscalation: null },
	];
}

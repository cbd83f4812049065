/** Incidents as the API tells them, placed around a given instant. */
import type { Incident, TimelineEvent } from "../state/wire.ts";
import { ANA, BO, CHIDI, iso, services } from "./cast.ts";
import { MORE_INCIDENTS, MORE_PEOPLE } from "./crowd.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 1_440 * MINUTE;

/** Checkout is down and nobody has answered: level 2 is Bo, in 3:41. */
export function burning(at: number): Incident {
	return {
		id: "inc_01JCHECKOUT",
		number: 142,
		title: "Checkout is down in 3 of 3 regions",
		severity: "P1",
		urgency: "high",
		state: "triggered",
		status: "triage",
		epoch: 1,
		service: { id: "svc_01JCHECKOUT", name: "Checkout" },
		lead: null,
		acknowledgedBy: null,
		detectedAt: iso(at - 118 * SECOND),
		triggeredAt: iso(at - 79 * SECOND),
		acknowledgedAt: null,
		resolvedAt: null,
		nextEscalation: {
			at: iso(at + 221 * SECOND),
			level: 2,
			round: 1,
			targets: [{ kind: "user", ...BO }],
		},
		nextUpdateDueAt: iso(at + 13 * MINUTE),
		source: { kind: "monitor", id: "mon_01JCHECKOUTPAY", name: "Checkout, pay" },
		drill: false,
		flapping: false,
		version: 9,
	};
}

/** The same, a little later: Ana has it. */
export function taken(at: number): Incident {
	return {
		...burning(at),
		state: "acknowledged",
		status: "investigating",
		lead: ANA,
		acknowledgedBy: { kind: "user", ...ANA },
		acknowledgedAt: iso(at - 12 * SECOND),
		nextEscalation: null,
		version: 12,
	};
}

/** It works again, and is watched for another nine minutes. */
export function watched(at: number): Incident {
	return {
		...{ ...taken(at), id: "inc_01JWATCHED", status: "monitoring" },
		...{ nextUpdateDueAt: null, soakUntil: iso(at + 9 * MINUTE + 12 * SECOND), version: 30 },
		publicClosing: { component: "Checkout", message: "The problem with Checkout is resolved." },
	};
}

/** Resolved a moment ago, as noise. */
export function noise(at: number): Incident {
	return {
		...{ ...taken(at), id: "inc_01JNOISE", state: "resolved", status: "resolved", nextUpdateDueAt: null },
		...{
			resolvedAt: iso(at - 2 * SECOND),
			undoUntil: iso(at + 8 * SECOND),
			disposition: "noise",
			version: 30,
		},
	};
}

/** What the monitor of the last one could be set to. */
export const TUNING = {
	...{ monitorId: "mon_01JCHECKOUT", monitorName: "Checkout, pay", setting: "failureThreshold" },
	...{ from: 1, to: 2, savedIncidents: 9, savedPages: 14 },
};

/** What else there is: one that Bo works on, and some that are over. */
export function others(at: number): Incident[] {
	const open: Incident = {
		...taken(at),
		id: "inc_01JSEARCH",
		number: 141,
		title: "Search answers in 4.2 s, half of it times out",
		severity: "P2",
		service: { id: "svc_01JSEARCH", name: "Search" },
		source: { kind: "monitor", id: "mon_01JSEARCH", name: "Search" },
		lead: BO,
		acknowledgedBy: { kind: "user", ...BO },
		triggeredAt: iso(at - 34 * MINUTE),
		detectedAt: iso(at - 35 * MINUTE),
		acknowledgedAt: iso(at - 33 * MINUTE),
	};
	return [
		open,
		over(open, at, { number: 140, title: "Sign-in refuses one in five", severity: "P2" }, 2, 26),
		over(
			open,
			at,
			{ number: 139, title: "Certificate of the storefront ends in 6 days", severity: "P3" },
			6,
			190,
		),
		over(open, at, { number: 138, title: "Checkout is down in 3 of 3 regions", severity: "P1" }, 11, 29),
	];
}

/** One that Chidi ended `daysAgo`, after so many minutes. */
function over(
	like: Incident,
	at: number,
	facts: Pick<Incident, "number" | "title" | "severity">,
	daysAgo: number,
	lasted: number,
): Incident {
	const startedAt = at - daysAgo * DAY - lasted * MINUTE;
	return {
		...like,
		...facts,
		id: `inc_01J${facts.number}`,
		state: "resolved",
		status: "resolved",
		lead: CHIDI,
		acknowledgedBy: { kind: "user", ...CHIDI },
		triggeredAt: iso(startedAt),
		detectedAt: iso(startedAt - 40 * SECOND),
		acknowledgedAt: iso(startedAt + MINUTE),
		resolvedAt: iso(startedAt + lasted * MINUTE),
		nextUpdateDueAt: null,
	};
}

/** A bad night: what else is open, each minute an incident, and what was over before. */
export function crowd(at: number): Incident[] {
	const places = services(at);
	return MORE_INCIDENTS.map((told, index) => {
		const triggeredAt = at - (told.state === "resolved" ? 3 * DAY : 0) - (index + 2) * MINUTE;
		const who = MORE_PEOPLE[index % MORE_PEOPLE.length] ?? BO;
		const isOpen = told.state === "triggered";
		const next = MORE_PEOPLE[(index + 1) % MORE_PEOPLE.length] ?? BO;
		return {
			...burning(at),
			...told,
			id: `inc_01JCROWD${String(50 - index)}`,
			number: 137 - index,
			urgency: told.severity === "P1" || told.severity === "P2" ? "high" : "low",
			status: told.state === "resolved" ? "resolved" : isOpen ? "triage" : "investigating",
			service: {
				id: places[index % places.length]?.id ?? "",
				name: places[index % places.length]?.name ?? "",
			},
			source: { kind: "monitor", id: `mon_01JMORE${index}`, name: places[index % places.length]?.name ?? "" },
			lead: isOpen ? null : who,
			acknowledgedBy: isOpen ? null : { kind: "user", ...who },
			detectedAt: iso(triggeredAt - 30 * SECOND),
			triggeredAt: iso(triggeredAt),
			acknowledgedAt: isOpen ? null : iso(triggeredAt + 40 * SECOND),
			resolvedAt: told.state === "resolved" ? iso(triggeredAt + 21 * MINUTE) : null,
			nextEscalation: isOpen
				? { at: iso(at + (index + 3) * MINUTE), level: 2, round: 1, targets: [{ kind: "user", ...next }] }
				: null,
		};
	});
}

const SYSTEM = { kind: "system" as const, id: null, name: "Tocsin" };

/** From the first failing check to Ana's acknowledgement. */
export function timeline(at: number): TimelineEvent[] {
	const page = (userId: string, methodId: string, level = 1) => ({
		...{ pageId: `pag_${methodId}`, userId, methodId, level, round: 1, run: 1, attempt: 1 },
	});
	const pixel = page(ANA.id, "con_01JPIXEL");
	const ipad = page(ANA.id, "con_01JIPAD");
	const queued = (ref: object, userName: string, methodName: string) => ({
		...ref,
		...{ userName, methodKind: "push", methodName, urgency: "high", dueAt: iso(at), unlessReceived: false },
	});
	const told: [number, TimelineEvent["type"], Record<string, unknown>, TimelineEvent["actor"]?][] = [
		[
			-79,
			"triggered",
			{
				...{ title: burning(at).title, source: burning(at).source, detectedAt: burning(at).detectedAt },
				...{ component: { id: "cmp_01JCHECKOUT", name: "Checkout" }, publicTitle: null, public: true },
			},
		],
		[
			-79,
			"escalated",
			{ level: 1, round: 1, run: 1, targets: [{ kind: "user", id: ANA.id }], reason: "not_acknowledged" },
		],
		[-79, "page_queued", queued(pixel, ANA.name, "Ana’s Pixel")],
		[-79, "page_queued", queued(ipad, ANA.name, "iPad")],
		[-78, "page_accepted", { ...pixel, tookMs: 212 }],
		[-78, "page_accepted", { ...ipad, tookMs: 260 }],
		[-77, "page_received", pixel],
		[-18, "page_unconfirmed", ipad],
		[-14, "page_opened", pixel],
		[
			-12,
			"acknowledged",
			{ pageId: pixel.pageId, occurredAt: null, becomesLead: true },
			{ kind: "user", ...ANA },
		],
		[-12, "page_cancelled", { ...ipad, reason: "acknowledged" }],
		[-4, "note_added", { text: "Connection pool again. Restarting one instance." }, { kind: "user", ...ANA }],
	];
	return told.map(([seconds, type, data, actor], index) => ({
		seq: index + 1,
		type,
		at: iso(at + seconds * SECOND),
		actor: actor ?? SYSTEM,
		data,
	}));
}

/** A remediation that one tap ran, and whose receiver said a lot. */
export function rolledBack(at: number): TimelineEvent[] {
	const run = { runId: "run_01JBACK", remediationId: "rem_01JROLLBACK", name: "Roll back the last release" };
	const message = "Rolled back checkout to release 2026-11-27.4: 6 of 6 instances run it and answer";
	const ended = { ...run, result: "recovered", reason: null, message, evidence: [] };
	return [
		{ type: "remediation_started" as const, data: { ...run, automatic: false, holdsPagesUntilAt: null } },
		{ type: "remediation_finished" as const, data: ended },
	].map((one, index) => ({
		...one,
		seq: 100 + index,
		at: iso(at - SECOND),
		actor: { kind: "user", ...ANA },
	}));
}

import type { Instant } from "../../platform/rules/time.ts";
import type { CalledIn } from "./called-in.ts";
import type { Page } from "./incident-types.ts";
import { UNTRIAGED } from "./triage.ts";

/** What every incident is when it begins: nobody has said or done anything yet. */
export function unanswered(at: Instant) {
	return {
		state: "triggered" as const,
		status: "triage" as const,
		epoch: 1,
		updates: [],
		monitoringAt: null,
		estimatedResolutionAt: null,
		roles: {},
		handovers: {},
		hasUpdates: false,
		acknowledgedBy: null,
		acknowledgedAt: null,
		lastHumanAt: null,
		snooze: null,
		triggeredAt: at,
		startedAt: at,
		resolvedAt: null,
		isOverridden: false,
		earlier: [],
		closings: [],
		levelPagedAt: null,
		starts: [at],
		flapping: null,
		soak: null,
		soaks: [],
		unannounced: null,
		disposition: null,
		...untouched(),
		pages: new Map<string, Page>(),
		remediationRuns: [],
		runbook: null,
		alertIds: new Set<string>(),
		lastEventAt: at,
		ticketSaid: null,
		mergedInto: null,
		taken: new Set<string>(),
		mergeIds: new Set<string>(),
		let: new Set<string>(),
		publicSince: null,
		hasUnknown: false,
	};
}

/** Nothing is found out, no line is marked, and no other incident is linked. */
function untouched() {
	const marks = { pinned: new Set<number>(), hidden: new Set<number>() };
	return {
		triage: UNTRIAGED,
		firstAcknowledgement: null,
		suggestion: null,
		calledIn: new Map<string, CalledIn>(),
		marks,
		staysInSight: new Set([1]),
		linked: new Set<string>(),
	};
}

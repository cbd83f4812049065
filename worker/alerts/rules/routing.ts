/** Which incident an alert belongs to, and whether that incident needs to hear of it. */
import type { Alert } from "../../incidents/rules/alert.ts";
import { isRaised, type Severity } from "../../paging/rules/severity.ts";
import { type Instant, minutes, seconds } from "../../platform/rules/time.ts";

/** So many new problems of one service within `STORM_WINDOW_MS` get an incident each; the next one opens a storm. */
export const STORM_AFTER = 50;
export const STORM_WINDOW_MS = minutes(1);
/** A repeated alert is told to its incident this often; later ones are counted. */
export const REPEATS_TOLD = 10;
/** An incident hears of this many alerts that begin; later ones are counted. */
export const ALERTS_TOLD = 1_000;

export interface KnownIncident {
	id: string;
	open: boolean;
	resolvedAt: Instant | null;
	/** One incident for a flood of keys. */
	storm: boolean;
	severity: Severity;
	/** Alerts told to it so far. */
	told: number;
}

/** What the Desk knows of one deduplication key, and within it of one member. */
export interface KeyFacts {
	incident: KnownIncident;
	/** This very alert is on. */
	firing: boolean;
	/** Something else of the same incident is on. */
	othersFiring: boolean;
	/** The key's severity when it was last told. */
	severity: Severity;
	/** How often this key was told to this incident. */
	told: number;
}

export interface DeskFacts {
	/** When the newest keys came that had no incident to go to; oldest first, the last `STORM_AFTER` suffice. */
	newKeysAt: Instant[];
	/** The newest storm, if it is open. */
	storm: KnownIncident | null;
	reopenWindowSeconds: number;
	defaultSeverity: Severity;
	/** Work is planned now, and this alert is not from a monitor: those know it themselves. */
	isPlanned: boolean;
}

export type Route =
	| { kind: "open"; storm: boolean; severity: Severity }
	/** A new key in a storm; `raisesTo` when it is worse than the storm was. */
	| { kind: "join"; incidentId: string; tell: boolean; raisesTo: Severity | null }
	/** Still, or more of, the same; `tell` false: only counted. */
	| { kind: "update"; incidentId: string; tell: boolean }
	| { kind: "reopen"; incidentId: string; reason: string }
	/** It would begin an incident in a maintenance window: it waits for the end of it. */
	| { kind: "hold" }
	| { kind: "acknowledge"; incidentId: string }
	| { kind: "resolve"; incidentId: string; resolvesIncident: boolean; tell: boolean }
	| {
			kind: "ignore";
			incidentId: string | null;
			reason: "unknown_key" | "already_resolved" | "part_of_a_storm";
	  };

/**
 * Decides for one alert; `key` is null for a key that was never seen. Taking the same alert again changes nothing but
 * counts. A trigger within the reopen window after the resolve reopens, at its end and later it opens a new incident.
 */
export function route(
	alert: Pick<Alert, "action" | "severity">,
	key: KeyFacts | null,
	desk: DeskFacts,
	now: Instant,
): Route {
	switch (alert.action) {
		case "trigger":
			return trigger(alert.severity ?? desk.defaultSeverity, key, desk, now);
		case "acknowledge":
			return acknowledge(key);
		case "resolve":
			return resolve(key);
	}
}

function trigger(severity: Severity, key: KeyFacts | null, desk: DeskFacts, now: Instant): Route {
	if (key?.incident.open) return update(severity, key);
	if (desk.isPlanned) return { kind: "hold" };
	const resolvedAt = key?.incident.resolvedAt ?? null;
	if (key && resolvedAt !== null && now < resolvedAt + seconds(desk.reopenWindowSeconds)) {
		const reason = `The same alert fired again ${Math.max(0, Math.round((now - resolvedAt) / 1_000))} s after it was resolved`;
		return { kind: "reopen", incidentId: key.incident.id, reason };
	}
	return begin(severity, desk, now);
}

function update(severity: Severity, { incident, ...key }: KeyFacts): Route {
	const isNews = !key.firing || key.severity !== severity || key.told < REPEATS_TOLD;
	// An open incident with nothing on is one that flaps: it must hear that it fails again, however much it was told.
	const isAgain = !key.firing && !key.othersFiring;
	return {
		kind: "update",
		incidentId: incident.id,
		tell: isNews && (isAgain || incident.told < ALERTS_TOLD),
	};
}

/** A storm is over when a minute brought no new key. */
function begin(severity: Severity, { newKeysAt, storm }: DeskFacts, now: Instant): Route {
	const recent = newKeysAt.slice(-STORM_AFTER);
	const isRecent = (at: Instant | undefined) => at !== undefined && at > now - STORM_WINDOW_MS;
	if (storm?.open && isRecent(recent.at(-1))) {
		const raisesTo = isRaised(storm.severity, severity) ? severity : null;
		const tell = raisesTo !== null || storm.told < ALERTS_TOLD;
		return { kind: "join", incidentId: storm.id, tell, raisesTo };
	}
	return { kind: "open", storm: recent.length === STORM_AFTER && isRecent(recent[0]), severity };
}

/** One key's acknowledgement does not speak for the hundred others of a storm. */
function acknowledge(key: KeyFacts | null): Route {
	if (!key) return { kind: "ignore", incidentId: null, reason: "unknown_key" };
	const { id: incidentId, open, storm } = key.incident;
	if (!open) return { kind: "ignore", incidentId, reason: "already_resolved" };
	if (storm) return { kind: "ignore", incidentId, reason: "part_of_a_storm" };
	return { kind: "acknowledge", incidentId };
}

/** Nothing on at all means that somebody reopened by hand: then the sender's word ends it. */
function resolve(key: KeyFacts | null): Route {
	if (!key) return { kind: "ignore", incidentId: null, reason: "unknown_key" };
	const { id: incidentId, open } = key.incident;
	if (!open || (!key.firing && key.othersFiring))
		return { kind: "ignore", incidentId, reason: "already_resolved" };
	return {
		kind: "resolve",
		incidentId,
		resolvesIncident: !key.othersFiring,
		tell: !key.othersFiring || key.told > 0,
	};
}

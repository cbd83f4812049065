import { isFirst } from "../../../state/first-acknowledgement.ts";
import type { Incident } from "../../../state/wire.ts";

/**
 * The one act that the bottom of the screen is for, by state. Where Acknowledge was, nothing follows that ends or
 * publishes anything: the other two only open a form.
 */
export type Primary = "acknowledge" | "update" | "note";

const OF_STATE: Record<Incident["state"], Primary> = {
	triggered: "acknowledge",
	acknowledged: "update",
	resolved: "note",
};

/** Whoever acknowledged first has done so, though a second person is still needed. */
export const primaryOf = (
	incident: Pick<Incident, "state" | "firstAcknowledgement">,
	myId?: string,
): Primary => (isFirst(incident, myId) ? "update" : OF_STATE[incident.state]);

export const PRIMARY_WORDS: Record<Exclude<Primary, "acknowledge">, string> = {
	update: "Post update",
	note: "Add a note",
};

/** Of two who are needed, whoever comes second is told so. */
export const acknowledgeWords = ({ firstAcknowledgement }: Pick<Incident, "firstAcknowledgement">): string =>
	`Acknowledge${firstAcknowledgement ? " as second" : ""}`;

/** Resolving has a place of its own; a test page ends with its acknowledgement. */
export const canResolve = (incident: Pick<Incident, "state" | "source">): boolean =>
	incident.state !== "resolved" && incident.source.kind !== "test";

/** Test pages have no review. */
export const isReviewed = ({ source }: Pick<Incident, "source">): boolean => source.kind !== "test";

/** What else can be done, always in this order and these places. */
export const FURTHER = [
	"note",
	"update",
	"share",
	"responders",
	"handOver",
	"offer",
	"roles",
	"triage",
	"severity",
	"title",
	"snooze",
	"merge",
	"escalate",
	"giveBack",
] as const;
export type Further = (typeof FURTHER)[number];

/** A resolved incident takes words only, one that nobody has cannot be given back, a test page takes notes. */
export function canDo(
	further: Further,
	incident: Pick<Incident, "state" | "source" | "soakUntil" | "firstAcknowledgement">,
): boolean {
	if (incident.source.kind === "test") return further === "note";
	switch (further) {
		case "note":
		case "update":
		case "title":
		case "roles":
		case "share":
			return true;
		case "triage":
		case "severity":
		case "responders":
		case "handOver":
		case "escalate":
		case "merge":
		case "offer":
			return incident.state !== "resolved";
		case "snooze":
			return incident.state !== "resolved" && !incident.soakUntil;
		case "giveBack":
			return incident.state === "acknowledged" || Boolean(incident.firstAcknowledgement);
	}
}

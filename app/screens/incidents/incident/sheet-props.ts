import type { Incident, TimelineEvent } from "../../../state/wire.ts";
import type { Commands } from "./commands.ts";

/** A note that lands in the review, in the section that its first words name (docs/reviews.md). */
export type ReviewNote = "wentWell" | "toImprove" | "action";

/** Those whose code is fetched while the incident is looked at. */
export const FURTHER_SHEETS = [
	...(["more", "wentWell", "toImprove", "action", "severity", "escalate", "giveBack"] as const),
	...([
		"evidence",
		"reopen",
		"remediations",
		"title",
		"responders",
		"handOver",
		"roles",
		"snooze",
		"merge",
		"offer",
	] as const),
] as const;
export type FurtherSheet = (typeof FURTHER_SHEETS)[number];

/** What is written in the composer, and to whom first. */
export const COMPOSED = ["note", "update", "stakeholders"] as const;

export type SheetName =
	| FurtherSheet
	| (typeof COMPOSED)[number]
	| ("closing" | "context" | "earlier" | "share" | "triage" | "lines");

export interface SheetProps {
	incident: Incident;
	commands: Commands;
	onClose(): void;
	onOpen(name: SheetName): void;
}

/** Some also read who was paged and who has which role. */
export interface ActProps extends SheetProps {
	events: TimelineEvent[];
}

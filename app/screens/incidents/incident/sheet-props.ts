import type { Incident, TimelineEvent } from "../../../state/wire.ts";
import type { Commands } from "./commands.ts";

/** A note that lands in the review, in the section that its first words name (docs/reviews.md). */
export type ReviewNote = "wentWell" | "toImprove" | "action";

export type SheetName =
	| ReviewNote
	| "more"
	| "note"
	| "severity"
	| "update"
	| "escalate"
	| "evidence"
	| "closing"
	| "reopen"
	| "remediations"
	| "earlier"
	| ActName;

/** The acts whose sheets are fetched when the first of them is opened. */
export const ACT_NAMES = ["title", "responders", "handOver", "roles", "snooze"] as const;
export type ActName = (typeof ACT_NAMES)[number];

export interface SheetProps {
	incident: Incident;
	commands: Commands;
	onClose(): void;
	onOpen(name: SheetName): void;
}

/** Those of the acts also read who was paged and who has which role. */
export interface ActProps extends SheetProps {
	events: TimelineEvent[];
}

import type { Incident } from "../../../state/wire.ts";
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
	| "giveBack"
	| "evidence"
	| "closing"
	| "reopen"
	| "remediations"
	| "earlier"
	| "help";

export interface SheetProps {
	incident: Incident;
	commands: Commands;
	onClose(): void;
	onOpen(name: SheetName): void;
}

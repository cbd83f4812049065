import type { Incident } from "../../../state/wire.ts";
import type { Commands } from "./commands.ts";

export type SheetName =
	| "more"
	| "note"
	| "severity"
	| "update"
	| "escalate"
	| "evidence"
	| "reopen"
	| "remediations"
	| "help";

export interface SheetProps {
	incident: Incident;
	commands: Commands;
	onClose(): void;
	onOpen(name: SheetName): void;
}

import { later } from "../../../../parts/later.tsx";
import type { SheetAct } from "../../../../parts/table-acts.tsx";
import type { Incident } from "../../../../state/wire.ts";
import type { BulkProps } from "./bulk-sheet.tsx";

type Kind = "ResolveMany" | "ChangeSeverityOfMany" | "SnoozeMany" | "MergeMany";

const sheet = (kind: Kind) =>
	later<BulkProps>(async () => ({ default: (await import("./bulk-acts.tsx"))[kind] }));

const isOpen = ({ state }: Incident): boolean => state !== "resolved";
const isFailing = (incident: Incident): boolean => isOpen(incident) && !incident.soakUntil;

/** Beyond acknowledging: each opens a form for all that are chosen. */
export const BULK_ACTS: SheetAct<Incident>[] = [
	{ name: () => "Resolve", can: isOpen, sheet: sheet("ResolveMany") },
	{ name: () => "Change severity", can: isOpen, sheet: sheet("ChangeSeverityOfMany") },
	{ name: () => "Snooze", can: isFailing, sheet: sheet("SnoozeMany") },
	{ name: () => "Merge", can: isFailing, least: 2, sheet: sheet("MergeMany") },
];

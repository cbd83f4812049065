import type { Disposition } from "../../worker/incidents/rules/incident-types.ts";

/** What an incident turned out to be, as a choice and in a sentence. */
export const DISPOSITION_WORDS: Record<Disposition, { name: string; told: string }> = {
	real: { name: "Real", told: "a real incident" },
	"false-alarm": { name: "False alarm", told: "a false alarm" },
	noise: { name: "Noise", told: "noise" },
	duplicate: { name: "Duplicate", told: "a duplicate" },
	maintenance: { name: "Maintenance", told: "maintenance" },
};

/** "a false alarm"; what only a newer server knows is told as it is. */
export const dispositionWords = (disposition: unknown): string =>
	DISPOSITION_WORDS[disposition as Disposition]?.told ?? String(disposition);

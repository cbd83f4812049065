/** An escalation policy as its form has it. */
import type { Policy } from "../../../state/wire.ts";

export type LevelDraft = Policy["levels"][number];
export type TargetDraft = LevelDraft["targets"][number];
export type PolicyDraft = Pick<Policy, "name" | "levels" | "repeat" | "teamId">;

const USUAL_SECONDS = 300;

export const draftOf = ({ name, levels, repeat, teamId = null }: Policy): PolicyDraft => ({
	...{ name, levels, repeat, teamId },
});

/** It pages this person, every five minutes, three times in all. */
export const newPolicy = (meId: string | undefined): PolicyDraft => ({
	...{ name: "", repeat: 2, teamId: null },
	levels: [{ targets: meId ? [{ kind: "user", id: meId }] : [], escalateAfterSeconds: USUAL_SECONDS }],
});

export const newLevel = (): LevelDraft => ({ targets: [], escalateAfterSeconds: USUAL_SECONDS });

/** True once each level names somebody: only then can it be saved, or tried. */
export const isWhole = (levels: readonly LevelDraft[]): boolean =>
	levels.length > 0 && levels.every(({ targets }) => targets.length > 0);

export const sameTarget = (a: TargetDraft, b: TargetDraft): boolean => a.kind === b.kind && a.id === b.id;

/** "schedule sch_01J…": a target as one value of a list, and back. */
export const targetKey = ({ kind, id }: TargetDraft): string => `${kind} ${id}`;

export function targetOf(key: string): TargetDraft | null {
	const [kind, id] = key.split(" ");
	const isKind = kind === "user" || kind === "schedule" || kind === "team" || kind === "webhook";
	return isKind && id ? { kind, id } : null;
}

/** What most levels wait for. */
const WAITS = [30, 60, 120, 180, 300, 600, 900, 1_200, 1_800, 2_700, 3_600, 7_200, 14_400];

/** Those, and the one that is set. */
export const waitsWith = (seconds: number): number[] =>
	[...new Set([...WAITS, seconds])].sort((a, b) => a - b);

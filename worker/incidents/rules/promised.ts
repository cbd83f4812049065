import { fromWire, type Instant } from "../../platform/rules/time.ts";

/** What is promised to either audience from `at` on. */
export function promisesFrom(at: Instant, publicSeconds: number | null, stakeholderSeconds: number | null) {
	return {
		publicUpdateEverySeconds: publicSeconds,
		nextUpdateDueAt: dueAfter(at, publicSeconds),
		updateDueSaid: "nothing" as const,
		stakeholderUpdateEverySeconds: stakeholderSeconds,
		nextStakeholderUpdateDueAt: dueAfter(at, stakeholderSeconds),
		stakeholderDueSaid: "nothing" as const,
		promisedAt: { public: at, stakeholders: at },
		reminded: {},
	};
}

/** By when it is to be acknowledged, counted from the first page; never of what pages nobody. */
export function acknowledgeBefore(firstPageAt: Instant | null, withinSeconds: number | null) {
	return {
		acknowledgeWithinSeconds: withinSeconds,
		acknowledgeBy: firstPageAt === null ? null : dueAfter(firstPageAt, withinSeconds),
		isAcknowledgementOverdue: false,
	};
}

export function instantOrNull(text: string | null): Instant | null {
	return text === null ? null : fromWire(text);
}

export function dueAfter(at: Instant, everySeconds: number | null): Instant | null {
	return everySeconds === null ? null : at + everySeconds * 1_000;
}

/** What must hold of a ladder that ran to its end, whatever was killed meanwhile. */
import { expect } from "vitest";
import { CAST_NAMES, type CastName } from "./cast.ts";
import type { WireEvent } from "./client.ts";
import type { LaunchedWorld } from "./launched-world.ts";
import type { PushRecord } from "./push-service.ts";

export interface LadderRun {
	incidentId: string;
	delayMs: number;
	/** How long nothing served, at most. */
	downMs: number;
	/** For whoever reads a failure: seed, moment, victim. */
	story: string;
}

/** After a restart a page may be this late beyond the time that nothing served. */
const LATE_MS = 10_000;
/** A cold start can hold the earlier page back on its way to the wire; the instance's own times are exact. */
const HELD_BACK_MS = 1_000;

/** Ana, then Bo, then Chidi: each paged once as far as they can tell, in order, then exhausted. */
export function expectWholeLadder(world: LaunchedWorld, timeline: WireEvent[], run: LadderRun): void {
	expectNoHole(timeline, run.story);
	expect(count(timeline, "exhausted"), run.story).toBe(1);
	const queued = timeline.filter((event) => event.type === "page_queued");
	expect(
		queued.map((event) => event.data.level),
		run.story,
	).toEqual([1, 2, 3]);
	const firstAt = CAST_NAMES.map((name, level) => {
		const pushes = pagesTo(world, name, run.incidentId);
		expectOnePage(pushes, `${run.story}, ${name}`);
		expect(pushes[0]?.payload?.notification.data.pageId, run.story).toBe(queued[level]?.data.pageId);
		return pushes[0]!.at;
	});
	const attemptedAt = [1, 2, 3].map((level) => firstAttemptAt(timeline, level));
	for (const before of [0, 1]) {
		const story = `${run.story}, between level ${before + 1} and the next`;
		const wireGapMs = firstAt[before + 1]! - firstAt[before]!;
		expect(attemptedAt[before + 1]! - attemptedAt[before]!, story).toBeGreaterThanOrEqual(run.delayMs);
		expect(wireGapMs, story).toBeGreaterThan(run.delayMs - HELD_BACK_MS);
		expect(wireGapMs, story).toBeLessThan(run.delayMs + run.downMs + LATE_MS);
	}
}

function firstAttemptAt(timeline: WireEvent[], level: number): number {
	const first = timeline.find((event) => event.type === "page_attempted" && event.data.level === level);
	return Date.parse(first?.at ?? "");
}

/** However often it had to be sent: the phone shows one notification. */
export function expectOnePage(pushes: PushRecord[], story: string): void {
	expect(pushes.length, `${story}: pages`).toBeGreaterThan(0);
	expect(new Set(pushes.map((push) => push.payload?.notification.data.pageId)).size, `${story}: pages`).toBe(
		1,
	);
	expect(new Set(pushes.map((push) => push.payload?.notification.tag)).size, `${story}: tags`).toBe(1);
	expect(new Set(pushes.map((push) => push.topic)).size, `${story}: topics`).toBe(1);
}

export function expectNoHole(timeline: WireEvent[], story: string): void {
	expect(
		timeline.map((event) => event.seq),
		`${story}: seq`,
	).toEqual(timeline.map((_, index) => index + 1));
}

/** What was told once is told again, word for word. */
export function expectPrefix(earlier: WireEvent[], later: WireEvent[], story: string): void {
	expect(later.slice(0, earlier.length), `${story}: the timeline was rewritten`).toEqual(earlier);
}

export function pagesTo(world: LaunchedWorld, name: CastName, incidentId: string): PushRecord[] {
	return world.people[name].phone.subscription
		.records()
		.filter(({ payload }) => payload?.notification.data.incidentId === incidentId)
		.filter(({ payload }) => payload?.notification.data.kind === "page");
}

export const count = (timeline: WireEvent[], type: string): number =>
	timeline.filter((event) => event.type === type).length;

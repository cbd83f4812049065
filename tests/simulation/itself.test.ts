/** The simulator is only worth something if it repeats, and if it notices. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../../scripts/root.ts";
import { Clock } from "./edge/clock.ts";
import { MUTATIONS } from "./mutations/index.ts";
import type { Mutation } from "./mutations/mutation.ts";
import { liveThrough } from "./night.ts";
import { SHAPES } from "./shapes.ts";
import { storyOf, tell } from "./story.ts";

describe("the simulator", () => {
	it("repeats a night to the letter, however many came before it", async () => {
		const seeds = [3, 44, 222];
		const first = [];
		for (const seed of seeds) first.push((await liveThrough(storyOf(seed))).timelines());
		for (const [i, seed] of [...seeds.entries()].reverse())
			expect((await liveThrough(storyOf(seed))).timelines() === first[i], `night ${seed}`).toBe(true);
	});

	it("tells a story with all that was decided, the same for the same seed", () => {
		expect(tell(storyOf(7))).toBe(tell(storyOf(7)));
		const shapes = new Set(Array.from({ length: 200 }, (_, seed) => storyOf(seed).shape));
		expect(shapes.size).toBe(SHAPES.length);
		const kinds = new Set(
			Array.from({ length: 500 }, (_, seed) => storyOf(seed).turns.map(({ kind }) => kind)).flat(),
		);
		expect(kinds.size).toBe(19);
	});

	it("has mutations whose guards are still in the code", () => {
		const isThere = ({ file, from, also }: Mutation) => {
			const has = (name: string, part: string) => readFileSync(join(ROOT, name), "utf8").includes(part);
			return has(file, from) && (!also || has(also.file ?? file, also.from));
		};
		expect(MUTATIONS.filter((each) => !isThere(each)).map(({ name }) => name)).toEqual([]);
	});

	it("lets things happen in order of time, and in the order planned at the same time", () => {
		const clock = new Clock(0);
		const seen: string[] = [];
		clock.plan(20, "c", () => seen.push("c"));
		clock.plan(10, "a", () => seen.push("a"));
		clock.plan(10, "b", () => seen.push("b"));
		clock.plan(5, "never", () => seen.push("never")).cancelled = true;
		for (let due = clock.take(15); due; due = clock.take(15)) due.run();
		expect(seen).toEqual(["a", "b"]);
		expect(clock.now).toBe(15);
	});
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EVENT_TYPES } from "../../../worker/incidents/rules/events.ts";
import { folded, type GoldenTimeline } from "../golden/folded.ts";

const FOLDER = join(import.meta.dirname, "../golden");
const timelines = readdirSync(FOLDER)
	.filter((name) => name.endsWith(".json"))
	.map((name) => JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as GoldenTimeline);

/** As it was stored before shapes had a version. */
const unversioned = ({ v: _, ...data }: Record<string, unknown>) => data;

/** Never make these files anew: they are what is stored out there. A new kind of life gets a new file. */
describe("a timeline that was stored by an earlier version", () => {
	it("is there for every kind of life", () => {
		expect(timelines.length).toBeGreaterThanOrEqual(11);
		const told = new Set(timelines.flatMap(({ rows }) => rows.map(({ type }) => type)));
		expect(EVENT_TYPES.filter((type) => !told.has(type))).toEqual([]);
	});

	it.each(timelines)("still means what it meant: $life", (timeline) => {
		expect(JSON.parse(JSON.stringify(folded(timeline)))).toMatchObject(timeline.expected);
	});

	it.each(timelines)("means the same without versions: $life", ({ paging, rows, expected }) => {
		const old = {
			paging: unversioned(paging),
			rows: rows.map((row) => ({ ...row, data: unversioned(row.data) })),
		};
		expect(JSON.parse(JSON.stringify(folded(old)))).toMatchObject(expected);
	});
});

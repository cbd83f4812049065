import { afterEach, describe, expect, it, vi } from "vitest";
import { readyWords } from "../../app/screens/oncall/bedside-words.ts";
import {
	HAND_OFF_MS,
	pageArrived,
	pageSettled,
	pagesHere,
	setAtBedside,
	sirenIsDue,
} from "../../app/state/siren.ts";
import { isNight } from "../../app/state/theme.ts";

const page = (incidentId: string, severity: string, at = 0) => ({
	incidentId,
	severity,
	at,
	title: incidentId,
});

afterEach(() => {
	for (const { incidentId } of pagesHere()) pageSettled(incidentId);
	setAtBedside(false);
	vi.useRealTimers();
});

describe("a page that nobody has answered", () => {
	it("never comes under a thumb, and at a bedside takes the screen at once", () => {
		pageArrived(page("inc_1", "P1"));
		expect(HAND_OFF_MS).toBeGreaterThanOrEqual(10_000);
		expect(sirenIsDue()).toBe(false);
		setAtBedside(true);
		expect(sirenIsDue()).toBe(true);
		pageSettled("inc_1");
		expect(sirenIsDue()).toBe(false);
	});

	it("is shown by how bad it is, then by how long it waits", () => {
		for (const one of [page("late", "P1", 2), page("minor", "P3", 0), page("first", "P1", 1)])
			pageArrived(one);
		expect(pagesHere().map(({ incidentId }) => incidentId)).toEqual(["first", "late", "minor"]);
	});
});

describe("the bedside", () => {
	it("says when no alarm could come", () => {
		expect(readyWords("live", null, true)).toBe("Connected. You’re on call.");
		expect(readyWords("live", null, false)).toBe("Connected. You’re not on call now.");
		expect(readyWords("stale", "03:10", true)).toMatch(/^Not connected since 03:10\. No alarm here/);
	});
});

describe("the night theme on a schedule", () => {
	it.each([
		["22:00", "07:00", "21:59", false],
		["22:00", "07:00", "22:00", true],
		["22:00", "07:00", "00:30", true],
		["22:00", "07:00", "07:00", false],
		["01:00", "05:00", "03:00", true],
		["01:00", "05:00", "23:00", false],
		["00:00", "00:00", "12:00", true],
	])("from %s until %s at %s: %s", (from, to, time, expected) =>
		expect(isNight({ from, to }, time)).toBe(expected),
	);
});

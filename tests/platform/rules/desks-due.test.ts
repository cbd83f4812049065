import { describe, expect, it } from "vitest";
import { desksDue } from "../../../worker/platform/rules/desks-due.ts";

const MINUTE = 60_000;
const ALL = Array.from({ length: 100 }, (_, i) => `desk-${i}`);

describe("the tick", () => {
	it("looks at every Desk once in 15 minutes, and at seven of 100 at most in one", () => {
		const seen: string[] = [];
		for (let minute = 1_000; minute < 1_015; minute++) {
			const due = desksDue(ALL, [], (minute - 1) * MINUTE, minute * MINUTE);
			expect(due.length).toBeLessThanOrEqual(7);
			seen.push(...due);
		}
		expect(seen.toSorted()).toEqual(ALL.toSorted());
	});

	it("looks at a Desk with work each minute, and once", () => {
		for (let minute = 1_000; minute < 1_015; minute++) {
			const due = desksDue(ALL, ["desk-42"], (minute - 1) * MINUTE, minute * MINUTE);
			expect(due.filter((id) => id === "desk-42")).toHaveLength(1);
		}
	});

	it("looks at one Desk at least in every minute, where there is one", () => {
		for (let minute = 1_000; minute < 1_015; minute++) {
			expect(desksDue(["a", "b"], [], (minute - 1) * MINUTE, minute * MINUTE)).toHaveLength(1);
			expect(desksDue([], [], (minute - 1) * MINUTE, minute * MINUTE)).toEqual([]);
		}
	});

	it("makes up for ticks that were missed, and looks at all when it does not know", () => {
		const threeMinutes = desksDue(ALL, [], 1_000 * MINUTE, 1_003 * MINUTE).length;
		expect([18, 19, 20, 21]).toContain(threeMinutes);
		expect(desksDue(ALL, [], 1_000 * MINUTE, 1_200 * MINUTE)).toHaveLength(100);
		expect(desksDue(ALL, [], null, 1_000 * MINUTE)).toHaveLength(100);
		expect(desksDue(ALL, [], 1_010 * MINUTE, 1_000 * MINUTE)).toHaveLength(100);
	});
});

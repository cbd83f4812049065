import { describe, expect, it } from "vitest";
import { minutes, seconds } from "../../../worker/platform/rules/time.ts";
import { freshness } from "../../../worker/status/rules/public-snapshot.ts";
import { NOON } from "../../support/public-cast.ts";

const facts = (asOfAgo: number, checkedAgo: number | null) => ({
	asOf: NOON - asOfAgo,
	lastCheckedAt: checkedAgo === null ? null : NOON - checkedAgo,
	regions: 3,
	lateAfterMs: 0,
});

describe("how old the page says it is", () => {
	it.each([
		["a check of a moment ago", facts(seconds(5), seconds(24)), "checked", seconds(24)],
		["exactly two minutes", facts(minutes(2), minutes(2)), "checked", minutes(2)],
		["checks that stopped", facts(seconds(5), minutes(2) + 1), "checks_late", minutes(2) + 1],
		["a status system that stopped", facts(minutes(2) + 1, seconds(10)), "late", minutes(2) + 1],
		["no monitors at all", facts(seconds(5), null), "current", seconds(5)],
		["a clock ahead of ours", facts(-seconds(3), -seconds(3)), "checked", 0],
	])("with %s", (_what, given, kind, ageMs) => {
		expect(freshness(given, NOON)).toMatchObject({ kind, ageMs });
	});

	it("does not call the checks of a monitor late that looks every quarter of an hour", () => {
		const rare = { ...facts(seconds(5), minutes(16)), lateAfterMs: minutes(31) };
		expect(freshness(rare, NOON)).toMatchObject({ kind: "checked", ageMs: minutes(16) });
		expect(freshness({ ...rare, lastCheckedAt: NOON - minutes(32) }, NOON).kind).toBe("checks_late");
	});

	it("claims nothing before the first minute of a new instance", () => {
		expect(freshness({ asOf: 0, lastCheckedAt: null, regions: 0, lateAfterMs: 0 }, NOON)).toEqual({
			kind: "never",
		});
	});
});

import { describe, expect, it } from "vitest";
import { nextTryAt, outcomeOfStatus } from "../../../worker/paging/rules/webhook-delivery.ts";
import { minutes, seconds } from "../../../worker/platform/rules/time.ts";

describe("a receiver that does not accept", () => {
	it("is tried after 5 s, 1, 5, 15, 30 minutes and then every hour", () => {
		const pauses = [1, 2, 3, 4, 5, 6, 7, 80].map((failures) => nextTryAt(failures, 1_000, null) - 1_000);
		expect(pauses).toEqual([seconds(5), ...[1, 5, 15, 30, 60, 60, 60].map(minutes)]);
	});

	it("may ask for a longer pause, never for a shorter one and never for more than an hour", () => {
		expect(nextTryAt(1, 0, minutes(2))).toBe(minutes(2));
		expect(nextTryAt(3, 0, seconds(1))).toBe(minutes(5));
		expect(nextTryAt(1, 0, minutes(6_000))).toBe(minutes(60));
	});

	it.each([
		[200, "delivered"],
		[204, "delivered"],
		[301, "again"],
		[400, "again"],
		[404, "again"],
		[410, "gone"],
		[503, "again"],
	])("answers %i and is %s", (status, kind) => {
		expect(outcomeOfStatus(status, 12, null)).toMatchObject({ kind, status, tookMs: 12 });
	});
});

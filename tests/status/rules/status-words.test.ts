import { describe, expect, it } from "vitest";
import { localMoment, moment } from "../../../worker/status/rules/moments.ts";

const NOW = Date.UTC(2026, 10, 23, 22, 30);

describe("an instant on the public page", () => {
	it("has the zone of the page and UTC beside it", () => {
		expect(localMoment(NOW, NOW, "America/New_York")).toBe("17:30 EST (22:30 UTC)");
		expect(localMoment(NOW, NOW, "Europe/Berlin")).toBe("23:30 GMT+1 (22:30 UTC)");
	});

	it("has the day there, when that is another", () => {
		expect(localMoment(NOW - 86_400_000, NOW, "Europe/Berlin")).toBe("Nov 22, 23:30 GMT+1 (22:30 UTC)");
		expect(localMoment(Date.UTC(2025, 6, 1, 12), NOW, "Europe/Berlin")).toBe(
			"Jul 1, 2025, 14:00 GMT+2 (12:00 UTC)",
		);
	});

	it("is told in UTC where the page has no zone, the month before the day", () => {
		expect(moment(NOW, NOW)).toBe("22:30 UTC");
		expect(moment(NOW - 86_400_000, NOW)).toBe("Nov 22, 22:30 UTC");
		expect(moment(Date.UTC(2025, 6, 1, 12), NOW)).toBe("Jul 1, 2025, 12:00 UTC");
	});
});

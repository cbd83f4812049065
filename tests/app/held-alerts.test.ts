import { describe, expect, it } from "vitest";
import { heldWords } from "../../app/screens/alerts/held-alerts.ts";

const NOW = new Date(2031, 0, 6, 3).getTime();
const list = (...minutes: number[]) => ({
	items: minutes.map((minute) => ({ heldUntil: new Date(NOW + minute * 60_000).toISOString() })),
	nextCursor: null,
});

describe("alerts that are held during maintenance", () => {
	it("are counted over all services, until the last window ends", () => {
		expect(heldWords([list(60)], NOW)).toBe("1 alert is held until 04:00");
		expect(heldWords([list(60, 60), undefined, list(90)], NOW)).toBe("3 alerts are held until 04:30");
		expect(heldWords([{ ...list(60, 60), nextCursor: "more" }], NOW)).toBe("2+ alerts are held until 04:00");
	});

	it("are not spoken of where there are none, or nobody knows yet", () => {
		expect(heldWords([undefined, list()], NOW)).toBeNull();
	});
});

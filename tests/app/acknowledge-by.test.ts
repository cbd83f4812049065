import { describe, expect, it } from "vitest";
import { acknowledgeRisk } from "../../app/state/acknowledge-by.ts";

describe("the time to acknowledge, as people see it", () => {
	const at = (minute: number) => new Date(Date.UTC(2031, 0, 6, 3, minute)).toISOString();
	const acknowledgeBy = { at: at(5), atRiskAt: at(4) };
	const risk = (minute: number) => acknowledgeRisk({ acknowledgeBy }, Date.parse(at(minute)));

	it("is at risk in its last part and breached afterwards", () => {
		expect([3, 4, 5, 9].map(risk)).toEqual([null, "at-risk", "breached", "breached"]);
	});

	it("is nothing where somebody has it or no time is set", () => {
		expect(acknowledgeRisk({ acknowledgeBy: null }, 0)).toBeNull();
		expect(acknowledgeRisk({}, 0)).toBeNull();
	});
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	contrastOf,
	LEAST_CONTRAST,
	readable,
	refuseAccent,
	THEMES,
} from "../../../worker/people/rules/page-accents.ts";

const colors = fc
	.integer({ min: 0, max: 0xffffff })
	.map((value) => `#${value.toString(16).padStart(6, "0")}`);

describe("a color of the team's own on the public page", () => {
	it("is offered as one that can be read, whatever it was, and stays what it is where it can be read", () => {
		fc.assert(
			fc.property(colors, fc.constantFrom(...THEMES), (color, theme) => {
				const offered = readable(color, theme);
				expect(offered).toMatch(/^#[0-9a-f]{6}$/);
				expect(contrastOf(offered, theme)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
				expect(refuseAccent(offered, theme)).toBeNull();
				if (refuseAccent(color, theme) === null) expect(offered).toBe(color);
			}),
		);
	});

	it("is refused with its contrast, and with the nearest that passes", () => {
		expect(refuseAccent("#ffd400", "light")).toBe(
			`has a contrast of 1.3:1 on the light page and needs 4.5:1. The nearest that passes is ${readable("#ffd400", "light")}`,
		);
		expect(refuseAccent("#ffd400", "dark")).toBeNull();
		expect(refuseAccent("#000080", "dark")).toMatch(/^has a contrast of 1\.\d:1 on the dark page/);
	});

	it.each([
		["#000000", "light", 19],
		["#ffffff", "dark", 18],
	] as const)("has the contrast that WCAG counts: %s on %s", (color, theme, least) => {
		expect(contrastOf(color, theme)).toBeGreaterThan(least);
		expect(contrastOf(color, theme)).toBeLessThan(21);
	});
});

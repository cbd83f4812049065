import { describe, expect, it } from "vitest";
import {
	MESSAGE_LIMIT,
	reportDescription,
	reportTitle,
	tidyMessage,
} from "../../../worker/reports/rules/reports.ts";

describe("what a customer writes", () => {
	it("loses the signs that nobody sees: control characters, marks of direction, zero width", () => {
		expect(tidyMessage("Cards\u202Egnihtemos\u0000\u200B  fail\r\n\tnow\u2066")).toBe(
			"Cards gnihtemos fail now",
		);
		expect(tidyMessage(" \u202E\u0007 ")).toBeNull();
		expect(tidyMessage(null)).toBeNull();
	});

	it("is cut where it is too long, and never in the middle of a sign", () => {
		const cut = tidyMessage(`${"a".repeat(MESSAGE_LIMIT - 1)}😀`)!;
		expect(cut.length).toBe(MESSAGE_LIMIT);
		expect(cut.isWellFormed()).toBe(true);
	});

	it("stands in the incident that reports open, which says that no check has confirmed it", () => {
		expect(reportTitle(5, "Checkout")).toBe("5 customers report a problem with Checkout");
		expect(reportTitle(1, "Checkout")).toBe("1 customer reports a problem with Checkout");
		expect(reportDescription(["Cards fail"])).toMatch(/No check has confirmed it\.\n\n“Cards fail”$/);
	});
});

import { describe, expect, it } from "vitest";
import { bestMatch, type Matched } from "../../../worker/runbooks/rules/matching.ts";
import { candidate } from "../../support/runbooks.ts";

const about: Matched = {
	monitorId: "mon_pay",
	errors: ["timeout"],
	text: "Checkout is down\nConnection POOL exhausted\ntimed out after 5 s",
};

describe("the runbook of a new incident", () => {
	it("is none when nothing that a runbook names holds", () => {
		const others = [
			candidate("other-monitor", { monitorIds: ["mon_cart"] }),
			candidate("other-error", { errors: ["dns"] }),
			candidate("other-words", { pattern: "disk" }),
			candidate("names-nothing"),
		];
		expect(bestMatch(others, about)).toBeNull();
		expect(bestMatch([], about)).toBeNull();
	});

	it("is found by the service, a monitor, an error or a pattern", () => {
		const found = (more: Parameters<typeof candidate>[1]) => bestMatch([candidate("it", more)], about);
		expect(found({ isOfService: true })).toBe("it");
		expect(found({ monitorIds: ["mon_cart", "mon_pay"] })).toBe("it");
		expect(found({ errors: ["timeout", "refused"] })).toBe("it");
		expect(found({ pattern: "pool|connection" })).toBe("it");
		expect(found({ pattern: "^disk" })).toBeNull();
	});

	it("needs all that it names: a runbook of this service about disks is not for a full pool", () => {
		const disks = candidate("disks", { isOfService: true, pattern: "disk" });
		expect(bestMatch([disks], about)).toBeNull();
		expect(bestMatch([disks, candidate("any", { isOfService: true })], about)).toBe("any");
	});

	it("is the one that says most of it", () => {
		const service = candidate("a-service", { isOfService: true });
		const words = candidate("b-words", { pattern: "pool" });
		const both = candidate("c-both", { isOfService: true, pattern: "pool" });
		const monitor = candidate("d-monitor", { monitorIds: ["mon_pay"] });
		expect(bestMatch([service, words], about)).toBe("b-words");
		expect(bestMatch([service, words, both], about)).toBe("c-both");
		expect(bestMatch([service, words, both, monitor], about)).toBe("d-monitor");
	});

	it("follows the service's own order among equals, and the same one is found in whatever order they are read", () => {
		const second = candidate("a", { isOfService: true, listedAt: 1 });
		const first = candidate("b", { isOfService: true, listedAt: 0 });
		const named = candidate("0", { isOfService: true });
		expect(bestMatch([named, second, first], about)).toBe("b");
		expect(bestMatch([first, second, named], about)).toBe("b");
		expect(bestMatch([candidate("2", { isOfService: true }), named], about)).toBe("0");
	});
});

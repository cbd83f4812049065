import { describe, expect, it } from "vitest";
import type { ContextChange, Similar } from "../../app/screens/incidents/context/wire.ts";
import {
	besideWords,
	contextChangeWords,
	linkedIn,
	similarWords,
} from "../../app/screens/incidents/context/words.ts";
import type { TimelineEvent } from "../../app/state/wire.ts";

const now = Date.parse("2026-01-10T12:00:00Z");
const past: Similar = {
	id: "inc_1",
	number: 137,
	title: "Checkout rejects cards",
	severity: "P1",
	likeness: "error",
	triggeredAt: "2026-01-01T10:00:00Z",
	resolvedAt: "2026-01-01T10:31:00Z",
	disposition: "real",
	note: null,
	cause: null,
	remediation: null,
};

describe("what is around an incident", () => {
	it("says what ended a similar one, and does not make it up where nobody noted it", () => {
		const told = similarWords({ ...past, note: "Rolled back", cause: "A release" }, now);
		expect(told).toContain("lasted 31 min.");
		expect(told).toContain("Resolved: Rolled back.");
		expect(told).toContain("Root cause: A release.");
		expect(similarWords(past, now)).toContain("No one noted what fixed it.");
		expect(similarWords({ ...past, disposition: "noise" }, now)).toContain("Noise.");
	});

	it("says who changed what, and how long before", () => {
		const change: ContextChange = {
			at: "2026-01-10T11:54:00Z",
			kind: "monitor",
			targetId: "mon_1",
			name: "Payment API",
			action: "updated",
			fields: ["failureThreshold", "timeoutSeconds"],
			by: "Ana",
			url: null,
		};
		expect(contextChangeWords(change)).toBe("Ana changed failure threshold and timeout of Payment API");
		expect(contextChangeWords({ ...change, fields: [], action: "deleted" })).toBe("Ana removed Payment API");
		expect(contextChangeWords({ ...change, name: "Deploy 39ce", action: "reported" })).toBe("Deploy 39ce");
		expect(besideWords(change.at, "2026-01-10T12:00:00Z")).toBe("6 min before");
		expect(besideWords("2026-01-10T12:02:30Z", "2026-01-10T12:00:00Z")).toBe("2 min after");
	});

	it("shows the links that are there now, as the timeline tells them", () => {
		const event = (type: string, incidentId: string) =>
			({ type, data: { incidentId, number: 7, title: "Search" } }) as unknown as TimelineEvent;
		const events = [event("linked", "inc_a"), event("linked", "inc_b"), event("unlinked", "inc_a")];
		expect(linkedIn(events).map(({ id }) => id)).toEqual(["inc_b"]);
	});
});

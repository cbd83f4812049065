import { describe, expect, it } from "vitest";
import { ANA } from "../../app/gallery/cast.ts";
import { timeline } from "../../app/gallery/incidents.ts";
import { timelineView } from "../../app/screens/incidents/incident/timeline-view.ts";
import { suggestionFor } from "../../app/screens/incidents/triage/impact.ts";
import { phoneNumberOf } from "../../app/screens/people/phone-number.ts";
import { withMarks } from "../../app/state/timeline-marks.ts";
import { timelineLines } from "../../app/state/timeline-text.ts";
import type { Incident, TimelineEvent } from "../../app/state/wire.ts";
import { phoneNumber } from "../../worker/platform/contract/fields.ts";

const at = Date.parse("2026-11-27T03:12:09Z");
const events = timeline(at);
const mark = (line: number, kind: string, on = true): TimelineEvent => ({
	...{ seq: events.length + 1, type: "line_marked", at: "2026-11-27T03:20:00.000Z" },
	actor: { kind: "user", id: "usr_bo", name: "Bo" },
	data: { line, mark: kind, on },
});
const note = events.find(({ type }) => type === "note_added")?.seq ?? 0;
const marked = (...marks: TimelineEvent[]) => {
	const all = [...events, ...marks];
	return withMarks(timelineLines(all, { meId: ANA.id }), all, ANA.id);
};

describe("a line that Bo marks", () => {
	it("says who hid it and when, keeps its words, and is a plain line again once it is shown", () => {
		const line = marked(mark(note, "hidden")).find(({ seq }) => seq === note);
		expect(line).toMatchObject({ hidden: { by: "Bo", at: Date.parse("2026-11-27T03:20:00Z") } });
		expect(line?.quote).toBe("Connection pool again. Restarting one instance.");
		const again = marked(mark(note, "hidden"), mark(note, "hidden", false));
		expect(again.find(({ seq }) => seq === note)?.hidden).toBeUndefined();
	});

	it("is all that “Pinned” shows", () => {
		const { lines } = timelineView(marked(mark(note, "pinned")), "pinned", 999);
		expect(lines.map(({ seq }) => seq)).toEqual([note]);
		expect(timelineView(marked(), "pinned", 999).lines).toEqual([]);
	});
});

describe("the severity that this device suggests", () => {
	const seen = (region: string, outcome: string) => ({ region, outcome, reason: null, detail: "" });
	const failing = (...outcomes: string[]): TimelineEvent[] => [
		{
			...{ seq: 1, type: "triggered", at: "2026-11-27T03:00:00.000Z" },
			actor: { kind: "system", id: null, name: "Tocsin" },
			data: { evidence: ["weur", "enam", "apac"].map((region, i) => seen(region, outcomes[i] ?? "up")) },
		},
	];
	const incident = { service: { id: "svc_1", name: "Checkout" } } as Incident;
	const service = (id: string, dependsOn: string[] = []) => ({ id, dependsOn, tier: null });

	it("counts the regions that fail and the services that depend on it", () => {
		const suggested = suggestionFor(incident, failing("down"), [service("svc_1")], 3);
		expect(suggested).toEqual({ severity: "P2", because: ["Down in 1 of 3 regions."] });
		const dependants = ["a", "b", "c"].map((id) => service(id, ["svc_1"]));
		expect(suggestionFor(incident, failing("down"), dependants, 3)?.severity).toBe("P1");
	});

	it("does not take a region for down that has not looked yet", () => {
		const events = failing("down", "down").map((event) => ({
			...event,
			data: { evidence: (event.data.evidence as unknown[]).slice(0, 2) },
		}));
		const suggested = suggestionFor(incident, events, [], 3);
		expect(suggested).toEqual({ severity: "P2", because: ["Down in 2 of 3 regions."] });
		expect(suggestionFor(incident, events, [], 2)?.severity).toBe("P1");
	});

	it("counts the customers who report it, also where nothing is checked, and is P2 at least for twenty", () => {
		const because = ["1 customer reports it."];
		expect(suggestionFor(incident, [], [], 0, 1)).toEqual({ severity: "P3", because });
		expect(suggestionFor(incident, [], [], 0, 20)?.severity).toBe("P2");
		expect(suggestionFor(incident, failing("down"), [], 1, 20)?.because).toContain("20 customers report it.");
	});

	it("is none where nothing fails any more, or nothing is checked", () => {
		expect(suggestionFor(incident, failing("up"), [], 3)).toBeNull();
		expect(suggestionFor(incident, [], [], 3)).toBeNull();
	});
});

describe("a phone number", () => {
	it.each([
		["+49 151 123-456 78", "+4915112345678"],
		["0046 (70) 123 45 67", "+46701234567"],
		["  ", null],
	])("is understood as people write it: %s", (typed, number) => {
		expect(phoneNumberOf(typed)).toBe(number);
		if (number !== null) expect(phoneNumber.safeParse(number).success).toBe(true);
	});

	it("has its country, and digits alone: whatever a phone could not dial is refused", () => {
		for (const wrong of [
			"0151 1234567",
			"+0151123456",
			"+49",
			"+4915112345678901",
			"+49151call",
			"tel:+4915112345",
		])
			expect(phoneNumber.safeParse(wrong).success, wrong).toBe(false);
	});
});

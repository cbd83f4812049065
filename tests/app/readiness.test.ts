import { describe, expect, it } from "vitest";
import {
	arrivalHours,
	checkInWords,
	hourLetters,
	hoursWords,
	methodWords,
	STANDINGS,
	summaryWords,
	turnWords,
} from "../../app/screens/shifts/readiness/readiness.ts";
import type { ReadyPerson } from "../../app/state/wire.ts";
import { STANDINGS as ORDER } from "../../worker/shifts/rules/readiness.ts";

const HOUR_MS = 3_600_000;
const now = Date.UTC(2026, 10, 30, 12);
const iso = (at: number) => new Date(at).toISOString();
const turn = { scheduleId: "sch_1", scheduleName: "Shop", startsAt: iso(now), endsAt: iso(now + HOUR_MS) };
const ana: ReadyPerson = {
	...{ userId: "usr_1", name: "Ana", standing: "ready", onCall: [], next: null, checkIn: null },
	methods: null,
};

describe("the board of who can be reached", () => {
	it("says in a sentence how many cannot be counted on", () => {
		expect(summaryWords([ana])).toBe("Everyone can be reached.");
		expect(summaryWords([ana, { ...ana, standing: "stale" }])).toBe("1 of 2 can’t be counted on.");
	});

	it("orders a desk's table as the server orders the list", () => {
		expect(Object.keys(STANDINGS)).toEqual([...ORDER]);
	});

	it("says who is on call, whose shift comes, and who has none", () => {
		expect(turnWords({ ...ana, onCall: [turn] }, now)).toMatch(/^On call until .* for Shop$/);
		expect(turnWords({ ...ana, next: turn }, now)).toMatch(/^Next shift .* for Shop$/);
		expect(turnWords(ana, now)).toBe("No shift in the next eight weeks");
	});

	it("says of each method what is known, and of a phone that is off why that may be", () => {
		const phone: NonNullable<ReadyPerson["methods"]>[number] = {
			...{ id: "cm_1", name: "Pixel", kind: "push", standing: "proven" },
			...{ lastReceiptAt: iso(now - 2 * HOUR_MS), lastReceiptMs: 900, lastTestAt: iso(now - 50 * HOUR_MS) },
			...{ receiptHours: [], heard: null, heardAt: null },
		};
		expect(methodWords(phone, now)).toBe("Pixel: last receipt 2 h ago, tested 2 days ago.");
		const silent = { ...phone, standing: "silent", heard: "nothing", heardAt: iso(now) } as const;
		expect(methodWords(silent, now)).toMatch(
			/^Pixel: last receipt 2 h ago, tested 2 days ago, silent on Nov 30 /,
		);
		expect(methodWords({ ...phone, standing: "off", lastTestAt: null }, now)).toBe(
			"Pixel: off, its permission is gone or it was turned off.",
		);
	});

	it("says whether somebody checked in", () => {
		const asked = { dueAt: iso(now - 2 * HOUR_MS), answeredAt: null };
		expect(checkInWords({ checkIn: { ...asked, state: "waiting" } }, now)).toBe("Asked to check in 2 h ago");
		expect(checkInWords({ checkIn: { ...asked, state: "missed" } }, now)).toBe(
			"Not checked in, asked 2 h ago",
		);
		const answered = { ...asked, answeredAt: iso(now - HOUR_MS), state: "answered" as const };
		expect(checkInWords({ checkIn: answered }, now)).toBe("Checked in 1 h ago");
		expect(checkInWords(ana, now)).toBeNull();
	});

	it("draws a bar for each hour in which something arrived, on the reader's clocks, and says it in words", () => {
		const methods = [{ receiptHours: [0, 9, 10] }, { receiptHours: [10, 11] }] as ReadyPerson["methods"];
		const hours = arrivalHours({ methods }, now);
		const ahead = new Date(now).getHours() - 12;
		expect(hours).toEqual([0, 9, 10, 11].map((hour) => (hour + ahead + 24) % 24).sort((a, b) => a - b));
		expect(hourLetters([0, 23])).toBe(`u${"-".repeat(22)}u`);
		expect(hoursWords([0, 9, 10, 11])).toBe("Something arrived between 00:00 and 01:00, 09:00 and 12:00");
		expect(hoursWords([])).toBe("Nothing has arrived yet");
	});
});

import ICAL from "ical.js";
import nodeIcal, { type VEvent } from "node-ical";
import { describe, expect, it } from "vitest";
import { shiftCalendar } from "../../../worker/oncall/calendars/shift-calendar.ts";
import type { Shift } from "../../../worker/oncall/rules/schedule.ts";

const at = (text: string): number => Date.parse(`${text}Z`);
const SHIFTS: Shift[] = [
	{ startsAt: at("2026-10-19T07:00"), endsAt: at("2026-10-26T08:00"), userId: "usr_ana", source: "primary" },
	{ startsAt: at("2026-10-26T08:00"), endsAt: at("2026-10-26T12:00"), userId: null, source: "gap" },
	{
		startsAt: at("2026-10-26T12:00"),
		endsAt: at("2026-11-02T08:00"),
		userId: "usr_gone",
		source: "override",
	},
];

const text = shiftCalendar({
	schedule: { id: "sch_1", name: "Checkout; primary\r\nX-EVIL:1, \u202eback" },
	shifts: SHIFTS,
	names: new Map([["usr_ana", 'Ana "Rota" Lindqvist, SRE']]),
	now: at("2026-10-20T00:00"),
});

describe("a schedule as a calendar", () => {
	it("gives ical.js every shift that somebody has, with its instants and its name", () => {
		const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent");
		const read = events.map((one) => new ICAL.Event(one));
		expect(read.map((one) => one.startDate.toJSDate().toISOString())).toEqual([
			"2026-10-19T07:00:00.000Z",
			"2026-10-26T12:00:00.000Z",
		]);
		expect(read.map((one) => one.endDate.toJSDate().getTime())).toEqual([
			SHIFTS[0]?.endsAt,
			SHIFTS[2]?.endsAt,
		]);
		expect(read[0]?.summary).toContain('Ana "Rota" Lindqvist, SRE is on call for Checkout; primary');
		expect(read[1]?.summary).toContain("Somebody who left");
		expect(read[0]?.uid).not.toBe(read[1]?.uid);
	});

	it("gives node-ical the same", () => {
		const events = Object.values(nodeIcal.sync.parseICS(text)).filter(
			(one) => one?.type === "VEVENT",
		) as VEvent[];
		expect(events.map((one) => [one.start.getTime(), one.end?.getTime()])).toEqual([
			[SHIFTS[0]?.startsAt, SHIFTS[0]?.endsAt],
			[SHIFTS[2]?.startsAt, SHIFTS[2]?.endsAt],
		]);
	});

	it("lets no name write a line of its own", () => {
		expect(text).not.toMatch(/^X-EVIL/m);
		expect(text).not.toContain("\u202e");
	});
});

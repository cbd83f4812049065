import { describe, expect, it } from "vitest";
import { agendaOf } from "../../app/screens/oncall/agenda.ts";
import type { AgendaShift } from "../../app/state/wire.ts";

/** Saturday in Stockholm, where it is an hour later than in UTC. */
const NOW = Date.parse("2026-11-28T11:00:00Z");
const ZONE = "Europe/Stockholm";

const shift = (schedule: string, userName: string | null, startsAt: string, endsAt: string): AgendaShift => ({
	...{ scheduleId: schedule, scheduleName: schedule, source: "rotation", startsAt, endsAt },
	...{ userId: userName && `usr_${userName}`, userName },
});

const SHIFTS = [
	shift("Primary", "Ana", "2026-11-23T08:00:00Z", "2026-11-30T08:00:00Z"),
	shift("Primary", "Bo", "2026-11-30T08:00:00Z", "2026-12-07T08:00:00Z"),
	shift("Backup", "Chidi", "2026-11-28T06:00:00Z", "2026-11-28T09:00:00Z"),
	shift("Backup", "Chidi", "2026-11-29T08:00:00Z", "2026-11-29T16:00:00Z"),
	shift("Backup", null, "2026-11-29T16:00:00Z", "2026-11-29T23:00:00Z"),
];

const told = (day: number) =>
	agendaOf(SHIFTS, NOW, 4, ZONE)[day]?.turns.map(({ scheduleName, userName, when }) => [
		...[scheduleName, userName, when],
	]);

describe("the agenda", () => {
	it("names the days of the reader's calendar, and leaves none out", () => {
		const names = agendaOf([], NOW, 4, ZONE).map(({ name }) => name);
		expect(names).toEqual(["Today", "Tomorrow", "Monday, Nov 30", "Tuesday, Dec 1"]);
	});

	it("tells Bo who is on call on Sunday, and that nobody is for a part of it", () => {
		expect(told(1)).toEqual([
			["Backup", "Chidi", "09:00–17:00"],
			["Backup", null, "from 17:00"],
			["Primary", "Ana", "all day"],
		]);
	});

	it("tells both on the day of a hand-off", () => {
		expect(told(2)).toEqual([
			["Primary", "Ana", "until 09:00"],
			["Primary", "Bo", "from 09:00"],
		]);
	});

	it("leaves out what is over today", () => {
		expect(told(0)).toEqual([["Primary", "Ana", "all day"]]);
	});
});

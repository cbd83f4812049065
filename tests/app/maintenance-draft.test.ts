import { describe, expect, it } from "vitest";
import { bodyOf, draftOf, newDraft } from "../../app/screens/maintenance/maintenance-draft.ts";
import { inOrder, repeatOf, stateNow } from "../../app/screens/maintenance/maintenance-words.ts";
import type { Maintenance } from "../../app/state/wire.ts";

const at = (minutes: number) => new Date(Date.UTC(2026, 11, 2, 2) + minutes * 60_000 + 12_345).toISOString();
const one = (from: number, to: number, rest: Partial<Maintenance> = {}): Maintenance => ({
	...{ id: `mnt_${from}`, version: 1, createdAt: at(0), updatedAt: at(0), title: "New database" },
	...{ description: "", componentIds: [], monitorIds: ["mon_1"], verifySeconds: 600, recurrence: null },
	...{ startsAt: at(from), endsAt: at(to), workEndsAt: at(to - 10), state: "scheduled" },
	...{ plannedStartsAt: at(from), plannedEndsAt: at(to) },
	...rest,
});

describe("the form of a maintenance", () => {
	it("sends back what nobody touched, to the millisecond", () => {
		const recurrence = { cron: "*/20 3 * * 1-5", timeZone: "Asia/Tokyo", until: at(9_000) };
		const known = one(0, 60, { recurrence });
		const { title, description, componentIds, monitorIds, startsAt, endsAt, verifySeconds } = known;
		expect(bodyOf(draftOf(known), known)).toEqual({
			...{ title, description, componentIds, monitorIds, startsAt, endsAt, verifySeconds, recurrence },
		});
	});

	it("makes a rule of what is chosen, for the start that is chosen", () => {
		const draft = {
			...newDraft(Date.UTC(2026, 11, 2, 1, 30)),
			from: "2026-12-06T02:30",
			to: "2026-12-06T03:00",
		};
		const cron = (repeat: "day" | "week" | "month") => bodyOf({ ...draft, repeat }, null).recurrence?.cron;
		expect([cron("day"), cron("week"), cron("month")]).toEqual(["30 2 * * *", "30 2 * * 0", "30 2 6 * *"]);
		expect(["0 2 * * *", "0 2 * * 0", "0 2 6 * *", "*/5 2 * * *", undefined].map(repeatOf)).toEqual([
			...["day", "week", "month", "own", "never"],
		]);
	});

	it("leaves an empty time to the server, which says what is wrong", () => {
		expect(bodyOf({ ...newDraft(0), from: "" }, null).startsAt).toBe("");
	});
});

describe("the list of maintenances", () => {
	it("has what goes on first, then what is next, then what was last, by the clock of now", () => {
		const now = Date.parse(at(60));
		const all = [one(-600, -500), one(300, 360), one(50, 90), one(100, 160), one(-100, -50)];
		expect(inOrder(all, now).map(({ id }) => id)).toEqual([
			...["mnt_50", "mnt_100", "mnt_300", "mnt_-100", "mnt_-600"],
		]);
		expect([50, 85, 90].map((minute) => stateNow(one(50, 90), Date.parse(at(minute))))).toEqual([
			...["in_progress", "verifying", "completed"],
		]);
	});
});

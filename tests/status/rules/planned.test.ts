import { describe, expect, it } from "vitest";
import {
	maintenanceCopy,
	PUBLIC_MAINTENANCE,
	type PublicMaintenance,
} from "../../../worker/maintenance/rules/public-maintenance.ts";
import { days, hours, minutes } from "../../../worker/platform/rules/time.ts";
import { maintenanceCalendar } from "../../../worker/status/maintenance-calendar.ts";
import { dayText } from "../../../worker/status/rules/day-words.ts";
import { NO_DOUBTS } from "../../../worker/status/rules/doubts.ts";
import { toldTitle } from "../../../worker/status/rules/planned.ts";
import { publicView } from "../../../worker/status/rules/status.ts";
import { statuspage } from "../../../worker/status/statuspage.ts";
import { NOON, publicIncident, SHOP } from "../../support/public-cast.ts";

function planned(startsAt: number, endsAt: number, rest: Partial<PublicMaintenance> = {}): PublicMaintenance {
	return {
		...{
			id: `mnt_${startsAt}`,
			title: "New database",
			description: "Searching may be slow.",
			componentIds: ["cmp_search"],
		},
		...{
			startsAt,
			endsAt,
			plannedStartsAt: startsAt,
			plannedEndsAt: endsAt,
			verifySeconds: 0,
			verifyingAt: null,
		},
		...{ createdAt: NOON - days(3), updatedAt: NOON - days(3), version: 1, cancelledAt: null },
		...rest,
	};
}
const view = (all: PublicMaintenance[], incidents = [] as Parameters<typeof publicView>[1], now = NOON) =>
	publicView(SHOP, incidents, now, NO_DOUBTS, all);
const search = (seen: ReturnType<typeof publicView>) =>
	seen.groups.flatMap((group) => group.components).find(({ name }) => name === "Search");
const source = (seen: ReturnType<typeof publicView>) => ({
	...{ view: seen, reviews: {}, asOf: NOON, origin: "https://status.example", pageName: null },
});

describe("a component in a maintenance", () => {
	const going = planned(NOON - minutes(20), NOON + minutes(40));

	it("is under maintenance, and so is the page, until the very end", () => {
		expect(search(view([going]))?.status).toBe("under_maintenance");
		expect(view([going]).verdict).toMatchObject({
			...{ sentence: "Search is under maintenance", indicator: "maintenance" },
		});
		expect(search(view([going], [], going.endsAt - 1))?.status).toBe("under_maintenance");
		expect(search(view([going], [], going.endsAt))?.status).toBe("operational");
		expect(search(view([planned(NOON + 1, NOON + hours(1))]))?.status).toBe("operational");
	});

	it("is still said to be down when it is known to be", () => {
		const down = publicIncident({
			componentId: "cmp_search",
			componentName: "Search",
			name: "Search is down",
		});
		expect(search(view([going], [down]))?.status).toBe("major_outage");
	});

	it("loses no uptime by it, and its bar says for how long", () => {
		const seen = search(view([going, planned(NOON - days(5), NOON - days(5) + hours(2))]));
		expect(seen?.uptime).toBe(1);
		const told = seen?.days.filter(({ status }) => status === "under_maintenance").map((day) => dayText(day));
		expect(told).toEqual(["Nov 18: maintenance for 2 hours", "Nov 23: maintenance for 20 minutes"]);
	});
});

describe("what the public reads of maintenances", () => {
	const all = [
		planned(NOON + days(2), NOON + days(2) + hours(1)),
		planned(NOON + days(1), NOON + days(1) + hours(1)),
		planned(NOON - hours(1), NOON + hours(1), { verifyingAt: NOON - minutes(5) }),
		planned(NOON - days(2), NOON - days(2) + hours(1), { componentIds: ["cmp_gone"] }),
	];

	it("is the next first, and the past in the past tense", () => {
		const { active, upcoming, past } = view(all).planned;
		expect(active.map(({ state }) => state)).toEqual(["verifying"]);
		expect(upcoming.map(({ startsAt }) => startsAt - NOON)).toEqual([days(1), days(2)]);
		expect(past.map((one) => toldTitle(one))).toEqual(["Completed: New database"]);
		expect(past[0]?.componentNames).toEqual([]);
	});

	it("is the same in Statuspage's documents, with each word when it was said", () => {
		const document = (name: Parameters<typeof statuspage>[0]) =>
			statuspage(name, source(view(all))).scheduled_maintenances as Record<string, unknown>[];
		expect(document("scheduled-maintenances").map(({ status }) => status)).toEqual([
			...["scheduled", "scheduled", "verifying", "completed"],
		]);
		const [verified] = document("scheduled-maintenances/active");
		expect(verified).toMatchObject({
			...{ impact: "maintenance", resolved_at: null, scheduled_for: "2026-11-23T11:00:00.000Z" },
			scheduled_until: "2026-11-23T13:00:00.000Z",
			incident_updates: [{ status: "verifying" }, { status: "in_progress" }, { status: "scheduled" }],
		});
		expect(document("scheduled-maintenances/upcoming")).toHaveLength(2);
		expect(document("summary")).toHaveLength(3);
	});

	it("is in the calendar by the same identifier whatever is changed, with no line that a title could break", () => {
		const [first] = all;
		if (!first) throw new Error("there is one");
		const of = (one: PublicMaintenance) => maintenanceCalendar(source(view([one])));
		const text = of({ ...first, title: "New\r\nEND:VCALENDAR" });
		expect(text.match(/^END:VCALENDAR/gm)).toHaveLength(1);
		expect(text).toContain("DTSTART:20261125T120000Z");
		const uid = /^UID:.*$/m.exec(text)?.[0];
		expect(of({ ...first, startsAt: first.startsAt + hours(3), endsAt: first.endsAt + hours(3) })).toContain(
			uid,
		);
	});
});

describe("a maintenance that is cancelled", () => {
	const from = NOON + days(2);
	const ahead = planned(from, from + hours(2), { version: 3, cancelledAt: NOON - hours(1) });
	const begun = planned(NOON - hours(2), NOON - hours(1), { cancelledAt: NOON - hours(1) });

	it("is over, is told as canceled, and takes nothing from its component", () => {
		const seen = view([ahead]);
		expect([seen.planned.active, seen.planned.upcoming]).toEqual([[], []]);
		expect(seen.planned.past.map((one) => toldTitle(one))).toEqual(["Canceled: New database"]);
		expect(search(seen)?.status).toBe("operational");
		expect(search(seen)?.days.every(({ status }) => status !== "under_maintenance")).toBe(true);
	});

	it("keeps the time of work that had begun", () => {
		const told = search(view([begun]))?.days.filter(({ status }) => status === "under_maintenance");
		expect(told?.map((day) => dayText(day))).toEqual(["Nov 23: maintenance for 1 hour"]);
	});

	it("stays in the calendar with its identifier, as cancelled, and each change counts on", () => {
		const text = maintenanceCalendar(source(view([ahead])));
		for (const line of [
			"STATUS:CANCELLED",
			"SEQUENCE:2",
			`UID:${ahead.id}@tocsin`,
			"DTSTART:20261125T120000Z",
		])
			expect(text).toContain(line);
		expect(maintenanceCalendar(source(view([{ ...ahead, cancelledAt: null }])))).toContain(
			"STATUS:CONFIRMED",
		);
	});

	it("is completed in Statuspage's documents, which have no word for it, and its last update says why", () => {
		const { scheduled_maintenances: all } = statuspage("scheduled-maintenances", source(view([ahead])));
		expect(all).toMatchObject([{ status: "completed", resolved_at: "2026-11-23T11:00:00.000Z" }]);
		expect(JSON.stringify(all)).toContain("The maintenance is canceled.");
	});

	it("is known as before to what an earlier version of the Worker wrote", () => {
		const { version: _, cancelledAt: __, ...old } = ahead;
		const copy = PUBLIC_MAINTENANCE.unwrap({ ...old, v: 1 }).value;
		expect([copy.version, copy.cancelledAt]).toEqual([1, null]);
		expect(maintenanceCopy(old as PublicMaintenance)).toMatchObject({ version: 1, cancelledAt: null });
	});
});

import { describe, expect, it } from "vitest";
import {
	type CoverRequest,
	closesAt,
	coverStep,
	coverWords,
	isNews,
	mayTake,
	remindsAt,
	toldOf,
} from "../../../worker/shifts/rules/cover.ts";
import { spanOnClocks } from "../../../worker/shifts/rules/span-on-clocks.ts";

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);
const NOW = at("2026-11-28T12:00:00Z");
const request: CoverRequest = {
	...{ startsAt: NOW + 48 * HOUR, endsAt: NOW + 52 * HOUR, createdAt: NOW, state: "open" },
	...{ userId: "usr_ana", asked: { kind: "anyone", id: null } },
	...{ returnStartsAt: null, returnEndsAt: null },
};

describe("a cover request", () => {
	it("asks at once, reminds the asker a day ahead, and ends with the shift", () => {
		expect(coverStep(request, NOW)).toEqual({
			...{ news: [{ what: "asked", to: "asked" }], expires: false, dueAt: NOW + 24 * HOUR },
		});
		const reminded = coverStep(request, NOW + 24 * HOUR);
		expect(reminded.news.map(({ what }) => what)).toEqual(["asked", "reminder"]);
		expect(reminded.dueAt).toBe(request.endsAt);
		expect(coverStep(request, request.endsAt)).toEqual({
			...{ news: [{ what: "expired", to: "asker" }], expires: true, dueAt: null },
		});
	});

	it("reminds halfway where there is less than two days, and never of a shift that runs", () => {
		expect(remindsAt({ startsAt: NOW + 4 * HOUR, createdAt: NOW })).toBe(NOW + 2 * HOUR);
		const running = { ...request, startsAt: NOW - HOUR };
		expect(coverStep(running, NOW + HOUR).news.map(({ what }) => what)).toEqual(["asked"]);
	});

	it("tells a word only while it is true", () => {
		expect(isNews("asked", "open")).toBe(true);
		expect(isNews("asked", "taken")).toBe(false);
		expect(isNews("reminder", "withdrawn")).toBe(false);
		expect(isNews("taken", "taken")).toBe(true);
	});

	it("is for who was asked, and never for the asker", () => {
		expect(mayTake(request, "usr_bo", [])).toBe(true);
		expect(mayTake(request, "usr_ana", [])).toBe(false);
		const ofTeam = { ...request, asked: { kind: "team" as const, id: "team_shop" } };
		expect(mayTake(ofTeam, "usr_bo", ["team_shop"])).toBe(true);
		expect(mayTake(ofTeam, "usr_bo", ["team_other"])).toBe(false);
		const ofBo = { ...request, asked: { kind: "user" as const, id: "usr_bo" } };
		expect([mayTake(ofBo, "usr_bo", []), mayTake(ofBo, "usr_chidi", [])]).toEqual([true, false]);
	});

	it("is told to those who take turns in the schedule where anyone may take it", () => {
		const layer = (userIds: string[]) => ({
			...{ name: "", userIds, restrictions: [] },
			rotation: { unit: "week" as const, length: 1, startsAt: "2026-11-23T09:00" },
		});
		const known = { members: ["usr_dana"], responders: ["usr_ana", "usr_bo", "usr_dana"] };
		const schedule = { layers: [layer(["usr_ana", "usr_bo", "usr_observer"]), layer(["usr_bo"])] };
		expect(toldOf(request, { ...known, schedule })).toEqual(["usr_bo"]);
		expect(toldOf(request, { ...known, schedule: { layers: [layer(["usr_ana"])] } })).toEqual([
			...["usr_bo", "usr_dana"],
		]);
		const ofTeam = { ...request, asked: { kind: "team" as const, id: "team_shop" } };
		expect(toldOf(ofTeam, { ...known, schedule })).toEqual(["usr_dana"]);
	});

	it("offers a swap only until the first of the two shifts has passed", () => {
		const swap = { ...request, returnStartsAt: NOW + 8 * HOUR, returnEndsAt: NOW + 12 * HOUR };
		expect(closesAt(swap)).toBe(NOW + 12 * HOUR);
		expect(coverStep(swap, NOW)).toMatchObject({ expires: false, dueAt: NOW + 12 * HOUR });
		expect(coverStep(swap, NOW + 12 * HOUR)).toEqual({
			...{ news: [{ what: "expired", to: "asker" }], expires: true, dueAt: null },
		});
		expect(closesAt(request)).toBe(request.endsAt);
	});

	it("says of a swap what each takes", () => {
		const words = {
			asker: "Ana",
			taker: "Bo",
			scheduleName: "Primary",
			when: "Mon",
			inReturn: "Thu",
			note: "",
		};
		expect(coverWords({ ...words, what: "asked" })).toEqual({
			title: "Ana offers to swap shifts",
			body: "Primary: Mon. In return, Ana takes Thu",
		});
		expect(coverWords({ ...words, what: "taken" }).title).toBe("Bo and Ana swap shifts");
	});

	it("says who asks whom for what, on the reader's clocks", () => {
		const when = spanOnClocks(at("2026-11-30T22:30:00Z"), at("2026-12-01T06:00:00Z"), "Europe/Berlin");
		expect(when).toBe("Mon Nov 30 23:30 to Tue Dec 1 07:00");
		expect(spanOnClocks(at("2026-11-30T08:00:00Z"), at("2026-11-30T16:00:00Z"), "Europe/Berlin")).toBe(
			"Mon Nov 30 09:00 to 17:00",
		);
		const words = {
			asker: "Ana",
			taker: "Bo",
			scheduleName: "Primary",
			when,
			inReturn: null,
			note: "Wedding",
		};
		expect(coverWords({ ...words, what: "asked" })).toEqual({
			title: "Ana asks you to cover a shift",
			body: `Primary: ${when}. Wedding`,
		});
		expect(coverWords({ ...words, what: "taken" }).title).toBe("Bo covers Ana’s shift");
	});
});

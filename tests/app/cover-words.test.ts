import { describe, expect, it } from "vitest";
import { askedWords, isAsked, returnOf, returnsOf } from "../../app/screens/shifts/cover-words.ts";
import type { CoverRequest, Me } from "../../app/state/wire.ts";

const request = (asked: CoverRequest["asked"]): CoverRequest => ({
	...{ id: "cov_1", version: 1, createdAt: "", updatedAt: "", scheduleId: "sch_1", startsAt: "", endsAt: "" },
	...{ userId: "usr_ana", asked, note: "", state: "open", takenById: null, overrideId: null },
});
const person = (id: string, role: Me["user"]["role"] = "responder") => ({
	user: { id, role } as Me["user"],
	teamIds: ["team_shop"],
});
const names = (id: string) => ({ usr_bo: "Bo", team_shop: "Shop" })[id];

describe("who is asked to cover a shift", () => {
	it("is offered it, and nobody else: not the asker, and no observer", () => {
		const anyone = request({ kind: "anyone", id: null });
		expect(isAsked(anyone, person("usr_bo"))).toBe(true);
		expect(isAsked(anyone, person("usr_ana"))).toBe(false);
		expect(isAsked(anyone, person("usr_bo", "observer"))).toBe(false);
		expect(isAsked(anyone, undefined)).toBe(false);
		expect(isAsked(request({ kind: "user", id: "usr_chidi" }), person("usr_bo"))).toBe(false);
		expect(isAsked(request({ kind: "team", id: "team_shop" }), person("usr_bo"))).toBe(true);
		expect(isAsked(request({ kind: "team", id: "team_other" }), person("usr_bo"))).toBe(false);
	});

	it("is offered a swap by what they give for it", () => {
		const swap = {
			...request({ kind: "user", id: "usr_bo" }),
			...{ returnStartsAt: "2026-12-03T08:00:00.000Z", returnEndsAt: "2026-12-03T16:00:00.000Z" },
		};
		expect(askedWords(swap, names, names)).toMatch(/^Offers Bo a swap for \w{3} Dec \d/);
		expect(returnOf(swap)).toEqual({ startsAt: swap.returnStartsAt, endsAt: swap.returnEndsAt });
		expect(returnOf(request({ kind: "anyone", id: null }))).toBeNull();
		const shift = (userId: string | null, startsAt: string) => ({ userId, startsAt, endsAt: "", source: "" });
		const shifts = [shift("usr_bo", "2026-12-01T08:00:00Z"), shift("usr_ana", "2026-12-05T08:00:00Z")];
		const later = shift("usr_bo", "2026-12-08T08:00:00Z");
		expect(returnsOf([...shifts, later], "usr_bo", Date.parse("2026-12-02T00:00:00Z"))).toEqual([later]);
	});

	it("is named", () => {
		expect(askedWords(request({ kind: "anyone", id: null }), names, names)).toBe("Asks anyone");
		expect(askedWords(request({ kind: "user", id: "usr_bo" }), names, names)).toBe("Asks Bo");
		expect(askedWords(request({ kind: "team", id: "team_shop" }), names, names)).toBe("Asks the Shop team");
	});
});

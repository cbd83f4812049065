import { describe, expect, it } from "vitest";
import { askedWords, isAsked } from "../../app/screens/shifts/cover-words.ts";
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

	it("is named", () => {
		expect(askedWords(request({ kind: "anyone", id: null }), names, names)).toBe("Asks anyone");
		expect(askedWords(request({ kind: "user", id: "usr_bo" }), names, names)).toBe("Asks Bo");
		expect(askedWords(request({ kind: "team", id: "team_shop" }), names, names)).toBe("Asks the Shop team");
	});
});

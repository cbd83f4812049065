import { describe, expect, it } from "vitest";
import { lookingWords, withWord } from "../../../app/screens/incidents/incident/looking.ts";
import {
	LOOKS_MS,
	type Looking,
	lookingOf,
	MOST_LOOKING,
	othersAt,
	SAID_EVERY_MS,
	wordOf,
} from "../../../worker/people/rules/presence.ts";

const INCIDENT = "inc_01M8000000000000000000AAAA";
const NOW = Date.UTC(2031, 0, 6, 3);
const looks = (userId: string, at = NOW, incidentId: string | null = INCIDENT): Looking => ({
	userId,
	incidentId,
	at,
});
const names = (all: Looking[]) =>
	othersAt(all, { incidentId: INCIDENT, userId: "usr_bo" }, NOW).map(({ userId }) => userId);

describe("who is looking at an incident", () => {
	it("names each of the others once, and nobody who looks elsewhere or whose phone sleeps", () => {
		const asleep = looks("usr_chidi", NOW - LOOKS_MS);
		const elsewhere = looks("usr_dora", NOW, "inc_01M8000000000000000000BBBB");
		const left = looks("usr_emre", NOW, null);
		expect(
			names([looks("usr_ana"), looks("usr_ana", NOW - 5), looks("usr_bo"), asleep, elsewhere, left]),
		).toEqual(["usr_ana"]);
	});

	it("is bounded: a crowd is not listed", () => {
		expect(names(Array.from({ length: 100 }, (_, i) => looks(`usr_${i}`)))).toHaveLength(MOST_LOOKING);
	});

	it("hears nothing in what is no such word", () => {
		const said = (value: unknown) => lookingOf(typeof value === "string" ? value : JSON.stringify(value));
		expect(said({ type: "looking", incidentId: INCIDENT })).toBe(INCIDENT);
		expect(said({ type: "looking", incidentId: null })).toBeNull();
		for (const other of [
			"ping",
			"{",
			"null",
			"[]",
			{ type: "looking", incidentId: "usr_1" },
			{ type: "say" },
		])
			expect(said(other)).toBeUndefined();
		expect(said({ type: "looking", incidentId: INCIDENT, more: "x".repeat(200) })).toBeUndefined();
		expect(lookingOf(new ArrayBuffer(8))).toBeUndefined();
	});

	it("ends by itself when a phone says nothing more, and goes on while it says it again", () => {
		const nameOf = (id: string) => ({ usr_ana: "Ana Lima", usr_bo: "Bo" })[id];
		let known = withWord(new Map(), wordOf(INCIDENT, "usr_ana", LOOKS_MS), NOW);
		expect(lookingWords(known, NOW, nameOf)).toBe("Ana is looking");
		expect(SAID_EVERY_MS).toBeLessThan(LOOKS_MS);
		known = withWord(known, wordOf(INCIDENT, "usr_ana", LOOKS_MS), NOW + SAID_EVERY_MS);
		expect(lookingWords(known, NOW + LOOKS_MS, nameOf)).toBe("Ana is looking");
		expect(lookingWords(known, NOW + SAID_EVERY_MS + LOOKS_MS, nameOf)).toBe("");
		known = withWord(known, wordOf(INCIDENT, "usr_bo", LOOKS_MS), NOW + SAID_EVERY_MS);
		expect(lookingWords(known, NOW + SAID_EVERY_MS, nameOf)).toBe("Ana and Bo are looking");
		known = withWord(known, wordOf(INCIDENT, "usr_ana", 0), NOW + SAID_EVERY_MS);
		expect(lookingWords(known, NOW + SAID_EVERY_MS, nameOf)).toBe("Bo is looking");
	});
});

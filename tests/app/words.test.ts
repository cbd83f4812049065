import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ANA, BO, CHIDI, PRIMARY, turns } from "../../app/gallery/cast.ts";
import { burning, taken } from "../../app/gallery/incidents.ts";
import { reopenedWords, stateWords } from "../../app/screens/incidents/state-words.ts";
import * as words from "../../app/state/words.ts";

const at = Date.parse("2026-11-27T03:12:09Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ZONE = "Europe/Stockholm";

describe("the words for time", () => {
	it.each([
		[221_000, "3:41"],
		[220_001, "3:41"],
		[60_000, "1:00"],
		[59_999, "1:00"],
		[1, "0:01"],
		[0, "0:00"],
		[-5_000, "0:00"],
		[HOUR + 2 * MINUTE + 5_000, "1:02:05"],
	])("count %i ms down as %s: a second is shown until it is over, never less than none", (left, said) => {
		expect(words.countdown(left)).toBe(said);
	});

	it.each([
		[0, "0 s"],
		[48_900, "48 s"],
		[4 * MINUTE + 12_000, "4 min 12 s"],
		[5 * MINUTE, "5 min"],
		[2 * HOUR + 5 * MINUTE, "2 h 5 min"],
		[2 * DAY + 5 * HOUR, "2 d 5 h"],
	])("say how long %i ms are: %s", (spanMs, said) => {
		expect(words.span(spanMs)).toBe(said);
	});

	it.each([
		[3_000, "just now"],
		[24_000, "24 s ago"],
		[4 * MINUTE, "4 min ago"],
		[26 * HOUR, "26 h ago"],
		[16 * DAY, "16 days ago"],
	])("say how old %i ms are: %s", (age, said) => {
		expect(words.ago(at - age, at)).toBe(said);
	});

	it.each([
		["2026-11-27T08:00:00Z", "09:00"],
		["2026-11-28T08:00:00Z", "tomorrow 09:00"],
		["2026-11-26T22:30:00Z", "yesterday 23:30"],
		["2026-11-26T23:30:00Z", "00:30"],
		["2026-11-30T08:00:00Z", "Monday 09:00"],
		["2026-12-14T08:00:00Z", "Dec 14 09:00"],
		["2027-01-04T08:00:00Z", "Jan 4, 2027 09:00"],
	])("place %s on the reader's calendar: %s", (instant, said) => {
		expect(words.whenWords(instant, at, ZONE)).toBe(said);
	});

	it("read the reader's own clock as they read the zone's, summer and winter", () => {
		const own = process.env.TZ;
		process.env.TZ = ZONE;
		const [from, to] = [Date.parse("2026-01-01T00:00:00Z"), Date.parse("2028-01-01T00:00:00Z")];
		const sameOnBoth = (instant: number, now: number) => {
			expect(words.whenWords(instant, now)).toBe(words.whenWords(instant, now, ZONE));
			expect(words.wholeInstant(instant)).toBe(words.wholeInstant(instant, ZONE));
		};
		const anInstant = fc.integer({ min: from, max: to });
		fc.assert(fc.property(anInstant, anInstant, sameOnBoth));
		if (own === undefined) delete process.env.TZ;
		else process.env.TZ = own;
	});

	it("show a dash for what is no instant, and never a wrong time", () => {
		expect(words.timeOfDay("soon")).toBe("–");
		expect(words.whenWords("soon", at, ZONE)).toBe("–");
	});

	it("keep the whole truth at hand: date, seconds and UTC", () => {
		expect(words.wholeInstant(at, ZONE)).toBe("Friday, November 27, 2026, 04:12:09 (03:12:09 UTC)");
	});
});

describe("the words for people", () => {
	it("say whom the ladder calls next and when", () => {
		expect(words.nextPageWords(burning(at), {}, at)).toBe("Pages Bo Larsen in 3:41");
		expect(words.nextPageWords(burning(at), { me: BO }, at)).toBe("Pages you in 3:41");
		expect(words.nextPageWords(burning(at), {}, at + 222_000)).toBe("Paging Bo Larsen now");
		expect(words.nextPageWords(taken(at), {}, at)).toBeNull();
	});

	it("call a schedule after who carries its pager when the page is due, not after who does now", () => {
		const { onCall } = turns(at);
		const target = (name: string) => ({ kind: "schedule", id: PRIMARY.id, name });
		expect(words.targetName(target(ANA.name), { me: ANA, onCall })).toBe("you");
		expect(words.targetName(target(CHIDI.name), { me: ANA, onCall })).toBe("Chidi Okafor");
		expect(words.targetName({ kind: "team", id: "tea_1", name: "Shop" }, {})).toBe("the Shop team");
	});

	it("name several targets once each", () => {
		const incident = burning(at);
		const user = { kind: "user" as const, ...BO };
		const next = { ...incident.nextEscalation, targets: [user, user, { kind: "user" as const, ...CHIDI }] };
		const both = { ...incident, nextEscalation: next as typeof incident.nextEscalation };
		expect(words.nextPage(both, {})?.who).toBe("Bo Larsen and Chidi Okafor");
	});

	it("tell Ana until when she is on call, and when she is next", () => {
		const { me } = turns(at);
		expect(words.myCallWords(me, at, ZONE)).toBe("You’re on call until Monday 09:00");
		expect(words.myCallWords({ ...me, onCall: [] }, at, ZONE)).toBe("Your next shift starts Dec 14 09:00");
		expect(words.myCallWords({ onCall: [], next: [] }, at)).toBe("You’re not on call");
	});

	it("tell who has it and since when, and who had it at the end", () => {
		expect(stateWords(burning(at), ANA.id)).toBe("Not acknowledged");
		expect(stateWords(taken(at), ANA.id, "UTC")).toBe("Acknowledged by you at 03:11:57");
		expect(stateWords(taken(at), BO.id, "UTC")).toBe("Acknowledged by Ana Lindqvist at 03:11:57");
		const over = {
			...taken(at),
			state: "resolved" as const,
			resolvedAt: new Date(at + 30 * MINUTE).toISOString(),
		};
		expect(stateWords(over, ANA.id, "UTC")).toBe("Resolved at 03:42:09 after 31 min 19 s");
	});

	it("say of a device whether it would ring: a receipt, a long silence, or no proof at all", () => {
		const receipt = (daysAgo: number, lastReceiptMs: number | null = 910) =>
			words.receiptWords({ lastReceiptAt: new Date(at - daysAgo * DAY).toISOString(), lastReceiptMs }, at);
		expect(receipt(0.003)).toBe("Last receipt 4 min ago (0.9 s)");
		expect(receipt(13.9, null)).toBe("Last receipt 13 days ago");
		expect(receipt(16)).toBe("No receipt for 16 days");
		expect(words.receiptWords({ lastReceiptAt: null, lastReceiptMs: null }, at)).toBe("Never tested");
	});

	it.each([
		["Ana Lindqvist", "AL"],
		["Bo", "BO"],
		["Émile van der Berg", "ÉB"],
		["", "?"],
	])("shorten %s to %s", (name, letters) => {
		expect(words.initials(name)).toBe(letters);
	});
});

describe("how often an incident came back", () => {
	it("is said in a word where there is one", () => {
		expect([1, 2, 3].map(reopenedWords)).toEqual(["reopened once", "reopened twice", "reopened 3 times"]);
	});
});

/** What a text holds, what it costs, and what a reply means. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PageMessage } from "../../../worker/paging/rules/payload.ts";
import { MOST_SEGMENTS, plainText, segmentsOf } from "../../../worker/paging/rules/sms-segments.ts";
import { reportOf } from "../../../worker/paging/rules/telnyx-word.ts";
import { meantBy, readTextReply } from "../../../worker/paging/rules/text-reply.ts";
import { answerTo, listedIncidents, textOfPage } from "../../../worker/paging/rules/text-words.ts";
import { minutesOf, reportOfCall, reportOfText } from "../../../worker/paging/rules/twilio-word.ts";
import { PHONE_LIMITS, phoneVerdict } from "../../../worker/platform/rules/phone-limits.ts";

const PAGE: PageMessage = {
	...{ kind: "page", pageId: "pag_1", incidentId: "inc_1", epoch: 1, number: 142, severity: "P1" },
	...{
		urgency: "high",
		service: "Checkout",
		title: "Checkout is down",
		level: 1,
		attempt: 1,
		flapping: false,
	},
	...{ navigate: "https://oncall.example/app/p#t=TOKEN", token: "TOKEN", ttlSeconds: 300 },
};

describe("the text of a page", () => {
	it("says severity, title, where, and how to answer, in one segment, and holds no token", () => {
		const text = textOfPage(PAGE);
		expect(text).toBe(
			"Tocsin P1: Checkout is down. Checkout #142. Reply 4 to acknowledge, 6 for: I can't take it.",
		);
		expect(segmentsOf(text)).toBe(1);
	});

	it("always fits two segments and always says how to answer, whatever others wrote", () => {
		const words = fc.string({ unit: "grapheme", maxLength: 400 });
		fc.assert(
			fc.property(words, words, fc.integer({ min: 0, max: 99_999 }), (title, service, number) => {
				const text = textOfPage({ ...PAGE, title, service, number });
				expect(segmentsOf(text)).toBeLessThanOrEqual(MOST_SEGMENTS);
				expect(text).toContain("Reply 4 to acknowledge, 6 for: I can't take it.");
				expect(text).toContain("P1");
			}),
		);
	});

	it("asks for no reply where nobody acknowledges", () => {
		expect(textOfPage({ ...PAGE, kind: "update_due" })).not.toContain("Reply");
		expect(textOfPage({ ...PAGE, token: null })).not.toContain("Reply");
	});

	it("keeps to the cheap alphabet where it can, and counts as the networks do", () => {
		expect(plainText("“Größe” – naïve café… ’ Žižek")).toBe('"Größe" - naive café... \' Zizek');
		for (const [text, segments] of [
			["", 0],
			["a".repeat(160), 1],
			["a".repeat(161), 2],
			["a".repeat(306), 2],
			["a".repeat(307), 3],
			["€".repeat(80), 1],
			["€".repeat(81), 2],
			["д".repeat(70), 1],
			["д".repeat(71), 2],
			["😀".repeat(36), 2],
		] as const)
			expect([text, segmentsOf(text)]).toEqual([text, segments]);
	});
});

describe("a reply", () => {
	it("is 4 or 6, with or without the incident’s number, or a word that ends all texts", () => {
		const act = (code: "acknowledge" | "escalate", number: number | null) => ({
			kind: "act",
			act: code,
			number,
		});
		for (const [text, meant] of [
			["4", act("acknowledge", null)],
			[" 6.\n", act("escalate", null)],
			["4 142", act("acknowledge", 142)],
			["6 #7", act("escalate", 7)],
			["STOP", { kind: "stop" }],
			["unsubscribe", { kind: "stop" }],
			["42", { kind: "unknown" }],
			["4 people are looking", { kind: "unknown" }],
			["ok", { kind: "unknown" }],
			["", { kind: "unknown" }],
		] as const)
			expect([text, readTextReply(text)]).toEqual([text, meant]);
	});

	const open = (number: number, state: "triggered" | "acknowledged" | "resolved" = "triggered") => ({
		...{ number, state, title: `Problem ${number}` },
	});
	const four = { kind: "act", act: "acknowledge", number: null } as const;

	it("means the only incident that waits, and guesses nothing where several do", () => {
		expect(meantBy(four, [open(3, "resolved"), open(2), open(1, "acknowledged")])).toEqual({
			meant: open(2),
		});
		expect(meantBy(four, [open(3), open(2)])).toEqual({
			words: "2 wait. Reply 4 3 for: Problem 3; 4 2 for: Problem 2.",
		});
		expect(meantBy({ ...four, number: 2 }, [open(3), open(2)])).toEqual({ meant: open(2) });
	});

	it("hears what became of the newest where none waits, and of nothing it was not paged for", () => {
		expect(meantBy(four, [open(3, "acknowledged"), open(2, "resolved")])).toEqual({
			meant: open(3, "acknowledged"),
		});
		expect(meantBy(four, [])).toEqual({ words: "No page went to this number today." });
		expect(meantBy({ ...four, number: 9 }, [open(3)])).toEqual({
			words: "No page about #9 went to this number today.",
		});
	});

	it("is answered within the segments of a page, however many wait and whatever they are called", () => {
		fc.assert(
			fc.property(
				fc.array(fc.string({ unit: "grapheme", maxLength: 200 }), { minLength: 1, maxLength: 12 }),
				(titles) => {
					const waiting = titles.map((title, n) => ({ title, number: n }));
					const text = listedIncidents("escalate", waiting);
					if (waiting.filter(({ number }) => number > 0).length !== 1)
						expect(segmentsOf(text)).toBeLessThanOrEqual(MOST_SEGMENTS);
				},
			),
		);
		expect(answerTo({ number: 142, title: "x" }, "Acknowledged by you")).toBe("#142: Acknowledged by you.");
	});
});

describe("what Twilio tells afterwards", () => {
	const form = (fields: Record<string, string>) => new URLSearchParams(fields);

	it("a text arrived, or did not, and by which code", () => {
		expect(reportOfText(form({ MessageStatus: "sent" }))).toBeNull();
		expect(reportOfText(form({ MessageStatus: "delivered" }))).toEqual({ kind: "delivered" });
		expect(reportOfText(form({ MessageStatus: "undelivered", ErrorCode: "30003" }))).toEqual({
			...{ kind: "undelivered", reason: "provider_30003", isPermanent: true, isGone: false },
		});
		expect(reportOfText(form({ MessageStatus: "failed", ErrorCode: "30006" }))).toMatchObject({
			isGone: true,
		});
		expect(reportOfText(form({ MessageStatus: "failed", ErrorCode: "30006; DROP" }))).toMatchObject({
			...{ reason: "provider_failed", isGone: false },
		});
	});

	it("a call was not answered; one that was proves nothing", () => {
		expect(reportOfCall(form({ CallStatus: "completed" }))).toBeNull();
		expect(reportOfCall(form({ CallStatus: "no-answer" }))).toMatchObject({
			...{ reason: "no_answer", isPermanent: false },
		});
	});

	it("a call costs each minute that it began", () => {
		for (const [duration, minutes] of [
			["0", 0],
			["1", 1],
			["60", 1],
			["61", 2],
			["-5", 0],
			["x", 0],
		] as const)
			expect([duration, minutesOf(form({ CallDuration: duration }))]).toEqual([duration, minutes]);
	});
});

it("texts and calls end at the limit of a person, and at that of all", () => {
	const { person, organization } = PHONE_LIMITS.sms;
	expect(phoneVerdict("sms", { person: person - 1, organization: organization - 1 })).toBe("admitted");
	expect(phoneVerdict("sms", { person, organization: person })).toBe("person_limit");
	expect(phoneVerdict("sms", { person: 0, organization })).toBe("organization_limit");
});

it("what Telnyx tells afterwards: a text arrived, or did not, by which code; not knowing is neither", () => {
	const told = (status: string | null, errorCode: string | null = null, type = "message.finalized") =>
		reportOf({ type, status, errorCode });
	expect(told("delivered")).toEqual({ kind: "delivered" });
	expect(told("delivery_failed", "40008")).toEqual({
		...{ kind: "undelivered", reason: "provider_40008", isPermanent: true, isGone: false },
	});
	expect(told("sending_failed", "40300")).toMatchObject({ isGone: true });
	expect(told("sending_failed", "x'; DROP")).toMatchObject({ reason: "provider_sending_failed" });
	for (const status of ["sent", "delivery_unconfirmed", null]) expect(told(status)).toBeNull();
	expect(told("delivered", null, "message.sent")).toBeNull();
});

/** Which texts and calls left: it bounds them by the hour, and counts each once. */
import { describe, expect, it } from "vitest";
import type { PhoneMessage } from "../../../worker/platform/rpc.ts";
import { PHONE_LIMITS } from "../../../worker/platform/rules/phone-limits.ts";
import { PhoneLedger } from "../../../worker/platform/vault/phone-ledger.ts";
import { memoryStorage } from "../../support/sql-storage.ts";

const HOUR = 3_600_000;
const NOON = Date.UTC(2031, 0, 31, 12);
const { person, organization } = PHONE_LIMITS.sms;

const text = (id: string, userId: string, at = NOON): PhoneMessage => ({
	...{ id, kind: "sms", number: `number of ${userId}`, userId, segments: 2, at },
	page: { incidentId: `inc of ${id}`, epoch: 1 },
});
const ledger = () => new PhoneLedger(memoryStorage() as never);

describe("the ledger of texts and calls", () => {
	it("admits what was admitted once more, counts it once, and frees its place after an hour", () => {
		const own = ledger();
		for (let n = 0; n < person; n++) expect(own.admit(text(`p${n}`, "ana"))).toBe("admitted");
		expect(own.admit(text("p0", "ana"))).toBe("admitted");
		expect(own.admit(text("one more", "ana"))).toBe("person_limit");
		expect(own.admit({ ...text("a call", "ana"), kind: "voice", segments: 0 })).toBe("admitted");
		expect(own.admit(text("of bo", "bo"))).toBe("admitted");
		expect(own.admit(text("an hour later", "ana", NOON + HOUR))).toBe("admitted");
		expect(own.usage(NOON + 1)).toEqual({
			inHour: { sms: person + 2, voice: 1 },
			months: [{ month: "2031-01", smsSegments: 2 * (person + 2), callMinutes: 0 }],
		});
	});

	it("ends at the limit of the organization, whoever is next", () => {
		const own = ledger();
		for (let n = 0; n < organization; n++)
			expect(own.admit(text(`p${n}`, `person ${n % 20}`))).toBe("admitted");
		expect(own.admit(text("one more", "nobody yet"))).toBe("organization_limit");
	});

	it("knows of each incident the last page to a number, the newest first, for a day", () => {
		const own = ledger();
		own.admit({ ...text("first", "ana"), page: { incidentId: "inc_1", epoch: 1 } });
		own.admit({ ...text("other", "ana", NOON + 1), page: { incidentId: "inc_2", epoch: 1 } });
		own.admit({ ...text("again", "ana", NOON + 2), page: { incidentId: "inc_1", epoch: 2 } });
		own.admit({ ...text("a code", "ana", NOON + 3), page: null });
		own.admit({ ...text("of bo", "bo", NOON + 4) });
		expect(own.pagesOf("number of ana", NOON + 5)).toEqual([
			{ pageId: "again", incidentId: "inc_1", epoch: 2 },
			{ pageId: "other", incidentId: "inc_2", epoch: 1 },
		]);
		expect(own.pagesOf("number of ana", NOON + 25 * HOUR)).toEqual([]);
	});

	it("counts a call that is told twice once, in the month in which it ended", () => {
		const own = ledger();
		for (const at of [NOON, NOON + 1, NOON + 13 * HOUR]) own.countOnce("CA1", "call_minutes", 2, at);
		own.countOnce("CA2", "call_minutes", 1, NOON + 13 * HOUR);
		expect(own.usage(NOON).months).toEqual([
			{ month: "2031-02", smsSegments: 0, callMinutes: 1 },
			{ month: "2031-01", smsSegments: 0, callMinutes: 2 },
		]);
	});
});

/** What only one kind of check is told: kept as it was written, and said in a sentence. */
import { describe, expect, it } from "vitest";
import {
	type KindDraft,
	kindDraft,
	kindSettings,
	NEW_KIND_DRAFT,
} from "../../app/screens/monitoring/kind-draft.ts";
import { askedWords } from "../../app/screens/monitoring/kind-words.ts";
import type { Monitor } from "../../app/state/wire.ts";
import { monitorShape } from "../support/monitor-shape.ts";

const monitor = (kind: Monitor["kind"], { request, expect }: ReturnType<typeof kindSettings>): Monitor => {
	const usual = monitorShape("mon_1", "-");
	return {
		...usual,
		kind,
		request: { ...usual.request, recordType: "A", ...request },
		expect: { ...usual.expect, records: null, ...expect },
	} as unknown as Monitor;
};

const WRITTEN: KindDraft = {
	...{ message: "ping", expectedText: "pong" },
	...{ recordType: "MX", recordsOp: "any", records: "10 a.example\n20 b.example", daysLeft: "30" },
};

describe("what a check is told", () => {
	it.each([
		["websocket", "Sends a message and expects one with “pong”."],
		["dns", "Expects one of the MX records 10 a.example, 20 b.example."],
		["tls", "Expects a certificate that is valid for 30 more days."],
	] as const)("is kept and said: %s", (kind, words) => {
		const made = monitor(kind, kindSettings(kind, WRITTEN));
		expect(kindSettings(kind, kindDraft(made))).toEqual(kindSettings(kind, WRITTEN));
		expect(askedWords(made)).toBe(words);
	});

	it("is nothing of a page or a port", () => {
		for (const kind of ["http", "tcp"] as const) {
			expect(kindSettings(kind, WRITTEN)).toEqual({});
			expect(askedWords(monitor(kind, {}))).toBeNull();
		}
	});

	it("may be left out, and only a certificate is asked for two weeks unless a person says otherwise", () => {
		expect(askedWords(monitor("websocket", kindSettings("websocket", NEW_KIND_DRAFT)))).toBeNull();
		expect(askedWords(monitor("dns", kindSettings("dns", NEW_KIND_DRAFT)))).toBe("Expects any A record.");
		expect(kindSettings("tls", NEW_KIND_DRAFT)).toEqual({ expect: { certificateDaysLeft: 14 } });
		const none = monitor("tls", kindSettings("tls", { ...NEW_KIND_DRAFT, daysLeft: " " }));
		expect(askedWords(none)).toBeNull();
		expect(kindSettings("tls", { ...NEW_KIND_DRAFT, daysLeft: "two" })).toEqual({
			expect: { certificateDaysLeft: 0 },
		});
	});
});

/** What a DNS check takes for up, and what it refuses to expect. */
import { describe, expect, it } from "vitest";
import { judge } from "../../../worker/monitoring/checks/dns/judge.ts";
import { refuseDnsCheck, refuseDnsTarget } from "../../../worker/monitoring/checks/dns/refuse.ts";
import { words } from "../../../worker/monitoring/checks/dns/words.ts";
import type { ExpectedRecords } from "../../../worker/monitoring/rules/monitor.ts";
import type { DnsReply, RecordType } from "../../../worker/platform/rules/dns-message.ts";
import { monitorShape } from "../../support/monitor-shape.ts";

const EXPECT = monitorShape("mon_1", "").expect;
const judged = (reply: DnsReply, records: ExpectedRecords | null = null, type: RecordType = "A") =>
	judge({ ...EXPECT, records }, { type, reply, latencyMs: 12 });
const found = (...records: string[]): DnsReply => ({ code: "NOERROR", records });
const AB = found("192.0.2.1", "192.0.2.2");

describe("a name", () => {
	it("with any record of the type is up when nothing more is expected", () => {
		expect(judged(AB)).toMatchObject({ outcome: "up", detail: "2 A records in 12 ms" });
		const older = { ...EXPECT, records: undefined, latencyBelowMs: 10 };
		expect(judge(older, { type: "A", reply: AB, latencyMs: 12 })).toMatchObject({ outcome: "degraded" });
	});

	it.each<[string, DnsReply, RegExp]>([
		["is not there", { code: "NXDOMAIN", records: [] }, /^NXDOMAIN: there is no such name$/],
		["has servers that fail", { code: "SERVFAIL", records: [] }, /^SERVFAIL: its name servers gave no valid/],
		["has no such record", found(), /^the name has no A record$/],
	])("that %s is down, and the check tells which it is", (_, reply, detail) => {
		expect(judged(reply)).toMatchObject({ outcome: "down", reason: "dns" });
		expect(judged(reply).detail).toMatch(detail);
	});

	it.each<[ExpectedRecords["op"], string[], boolean]>([
		["any", ["192.0.2.2", "192.0.2.9"], true],
		["any", ["192.0.2.9"], false],
		["contains", ["192.0.2.2"], true],
		["contains", ["192.0.2.2", "192.0.2.9"], false],
		["equals", ["192.0.2.2", "192.0.2.1"], true],
		["equals", ["192.0.2.2"], false],
		["equals", ["192.0.2.1", "192.0.2.2", "192.0.2.9"], false],
	])("is held against what is expected: %s %s", (op, values, isUp) => {
		const judgement = judged(AB, { op, values });
		expect(judgement.outcome).toBe(isUp ? "up" : "down");
		if (isUp) return;
		expect(judgement.reason).toBe("body");
		expect(judgement.detail).toBe("2 A records in 12 ms, not as expected: 192.0.2.1, 192.0.2.2");
	});

	it("is compared as the DNS compares, and a TXT record is not quoted", () => {
		const mx = judged(
			found("10 mail.shop.example"),
			{ op: "equals", values: ["10 Mail.Shop.example."] },
			"MX",
		);
		expect(mx.outcome).toBe("up");
		const txt = judged(found("token=s3cret"), { op: "any", values: ["token=other"] }, "TXT");
		expect(txt.detail).toBe("1 TXT record in 12 ms, not as expected");
	});

	it("is refused where it is an address, and a value where no such record is like it", () => {
		for (const odd of ["192.0.2.1", "https://shop.example", "shop.example:53", "gärten.example", "::1"])
			expect(refuseDnsTarget(odd)).toMatch(/^must be a DNS name/);
		const records: ExpectedRecords = { op: "any", values: ["10 mail.shop.example", "mail.shop.example"] };
		expect(refuseDnsCheck({ recordType: "MX" }, { records })).toEqual([
			{
				pointer: "/expect/records/values/1",
				message: "must be a value of type MX, such as 10 mail.shop.example",
			},
		]);
		expect(refuseDnsCheck({}, { records: null })).toEqual([]);
	});

	it("may be typed in letters of any script", () => {
		expect(words.read("dns:Gärten.example")).toBe("xn--grten-gra.example");
		expect(words.read("dns://_dmarc.shop.example")).toBe("_dmarc.shop.example");
		expect(words.read("shop.example")).toBeNull();
	});
});

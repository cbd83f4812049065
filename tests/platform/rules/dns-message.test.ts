/** What resolvers say is read as it was meant, and what says nothing is never taken for an answer. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	dnsQuery,
	RECORD_TYPES,
	type RecordType,
	readDnsName,
	readDnsReply,
	readRecord,
} from "../../../worker/platform/rules/dns-message.ts";
import { askedName, dnsAnswer, nameBytes } from "../../support/dns-server.ts";

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replace(/\s/g, ""), "hex"));
const NAME = "shop.example";
const HOST = nameBytes("NS1.shop.example");
const quad = (value: number) => [0, 0, value >> 8, value & 0xff];
const string = (text: string) => [Buffer.from(text).length, ...Buffer.from(text)];

/** A record of each type: its number, its data on the wire, and as it is written. */
const RECORDS: [RecordType, number, number[], string][] = [
	["A", 1, [192, 0, 2, 1], "192.0.2.1"],
	["AAAA", 28, [0x20, 0x01, 0x0d, 0xb8, ...Array.from({ length: 11 }, () => 0), 1], "2001:db8::1"],
	["CNAME", 5, HOST, "ns1.shop.example"],
	["NS", 2, HOST, "ns1.shop.example"],
	["MX", 15, [0, 10, ...HOST], "10 ns1.shop.example"],
	["MX", 15, [0, 0, 0], "0 ."],
	["TXT", 16, [...string("v=spf1 "), ...string("-all")], "v=spf1 -all"],
	["TXT", 16, string("geöffnet"), "geöffnet"],
	["TXT", 16, [1, 0xe4], "ä"],
	["SRV", 33, [0, 10, 0, 5, 0x13, 0xc4, ...HOST], "10 5 5060 ns1.shop.example"],
	["CAA", 257, [0, ...string("Issue"), ...Buffer.from("letsencrypt.org")], '0 issue "letsencrypt.org"'],
	[
		"SOA",
		6,
		[...HOST, ...nameBytes("admin.shop.example"), ...[1, 7200, 3600, 9600, 300].flatMap(quad)],
		"ns1.shop.example admin.shop.example 1 7200 3600 9600 300",
	],
];

describe("a question", () => {
	it("is the one of RFC 8484, with room for long answers", () => {
		const query = dnsQuery("www.example.com", "A");
		expect(query.subarray(0, 10)).toEqual(hex("00 00 01 00 00 01 00 00 00 00"));
		expect(query.subarray(12, 33)).toEqual(
			hex("03 77 77 77 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 01 00 01"),
		);
		expect(query.subarray(33)).toEqual(hex("00 00 29 10 00 00 00 00 00 00 00"));
		expect(askedName(query)).toBe("www.example.com");
	});
});

describe("an answer", () => {
	it("is read as RFC 8484 has it, names that point back included", () => {
		const answer = hex(`00 00 81 80 00 01 00 01 00 00 00 00 03 77 77 77 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00
			00 1c 00 01 c0 0c 00 1c 00 01 00 00 0e 7d 00 10 20 01 0d b8 ab cd 00 12 00 01 00 02 00 03 00 04`);
		expect(readDnsReply(answer, "AAAA")).toEqual({
			code: "NOERROR",
			records: ["2001:db8:abcd:12:1:2:3:4"],
		});
		expect(readDnsReply(answer, "A")).toEqual({ code: "NOERROR", records: [] });
	});

	it.each(RECORDS)("of type %s is told as a person writes it", (type, number, data, written) => {
		const answer = dnsAnswer(0, [{ name: NAME, type: number, data }]);
		expect(readDnsReply(answer, type)).toEqual({ code: "NOERROR", records: [written] });
		expect(readRecord(type, written)).toBe(written);
	});

	it("tells a name that is not there from one whose servers fail", () => {
		expect(readDnsReply(dnsAnswer(3), "A")).toEqual({ code: "NXDOMAIN", records: [] });
		expect(readDnsReply(dnsAnswer(2), "A")).toEqual({ code: "SERVFAIL", records: [] });
	});

	it.each<[string, Uint8Array]>([
		["a refusal", dnsAnswer(5)],
		["a question that comes back", dnsQuery(NAME, "A")],
		["one that was cut", Uint8Array.from(dnsAnswer(0), (byte, i) => (i === 2 ? byte | 2 : byte))],
		[
			"a name that points at itself",
			hex("0000 8180 0000 0001 0000 0000 c00c 0001 0001 00000e10 0004 c0000201"),
		],
		["an address that is too short", dnsAnswer(0, [{ name: NAME, type: 1, data: [192, 0, 2] }])],
		["an address that is too long", dnsAnswer(0, [{ name: NAME, type: 1, data: [192, 0, 2, 1, 9] }])],
		["nothing", new Uint8Array()],
	])("says nothing of the name when it is %s", (_, bytes) => expect(readDnsReply(bytes, "A")).toBeNull());

	it("is never more than it is: whatever is cut off or garbled is read to an end", () => {
		const types = fc.constantFrom(...RECORD_TYPES);
		fc.assert(
			fc.property(types, fc.uint8Array({ maxLength: 80 }), (type, noise) => {
				const answers = Uint8Array.from([...hex("0000 8180 0001 0002 0000 0000"), ...noise]);
				expect(() => readDnsReply(answers, type)).not.toThrow();
			}),
		);
		fc.assert(
			fc.property(fc.constantFrom(...RECORDS), fc.nat(60), ([type, number, data], length) => {
				const whole = dnsAnswer(0, [{ name: NAME, type: number, data }]);
				fc.pre(length < whole.length);
				expect(readDnsReply(whole.subarray(0, length), type)).toBeNull();
			}),
		);
	});

	it("has any four numbers for an address", () => {
		fc.assert(
			fc.property(fc.uint8Array({ minLength: 4, maxLength: 4 }), (address) => {
				const written = [...address].join(".");
				const answer = dnsAnswer(0, [{ name: NAME, type: 1, data: [...address] }]);
				expect(readDnsReply(answer, "A")?.records).toEqual([written]);
				expect(readRecord("A", written)).toBe(written);
			}),
		);
	});
});

describe("a record that a person writes", () => {
	it.each<[RecordType, string, string | null]>([
		["A", " 192.0.2.1 ", "192.0.2.1"],
		["A", "192.0.2.256", null],
		["A", "192.0.2.01", null],
		["AAAA", "2001:DB8:0::1", "2001:db8::1"],
		["AAAA", "::ffff:192.0.2.1", "::ffff:c000:201"],
		["AAAA", "192.0.2.1", null],
		["CNAME", "Shop.Example.", "shop.example"],
		["CNAME", "shop example", null],
		["MX", "10  Mail.shop.example.", "10 mail.shop.example"],
		["MX", "mail.shop.example", null],
		["TXT", '"v=spf1 -all"', "v=spf1 -all"],
		["CAA", "0 Issue letsencrypt.org", '0 issue "letsencrypt.org"'],
		["CAA", "letsencrypt.org", null],
		["SRV", "10 5 sip.shop.example", null],
	])("of type %s: %s", (type, written, read) => expect(readRecord(type, written)).toBe(read));

	it("is for a name that the DNS can have", () => {
		expect(readDnsName("_DMARC.shop.example.")).toBe("_dmarc.shop.example");
		for (const odd of ["", ".", "a..b", "-a.example", `${"a".repeat(64)}.example`, "a b", "é.example"])
			expect(readDnsName(odd)).toBeNull();
	});
});

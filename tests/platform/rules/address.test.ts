import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type EgressPurpose, judgeAddress, parseList } from "../../../worker/platform/rules/address.ts";
import { PRIVATE_SPELLINGS } from "../../support/private-spellings.ts";

const NOTHING_LISTED = { allow: parseList(""), ownNames: parseList("shop-host,shop-host.example") };

function verdict(purpose: EgressPurpose, target: string, allow = "") {
	return judgeAddress(purpose, target, { ...NOTHING_LISTED, allow: parseList(allow) });
}
const allowed = (purpose: EgressPurpose, target: string, allow = "") => verdict(purpose, target, allow).ok;

describe("a private address", () => {
	it("comes in at least sixty spellings here", () => {
		expect(new Set(PRIVATE_SPELLINGS).size).toBeGreaterThanOrEqual(60);
	});

	it.each(PRIVATE_SPELLINGS)("is refused when written as %s", (host) => {
		for (const purpose of ["check", "push", "webhook", "heartbeat"] as const) {
			expect(allowed(purpose, `https://${host}/`)).toBe(false);
			expect(allowed(purpose, `https://${host}:8443/`)).toBe(false);
		}
		expect(allowed("check", `http://${host}/`)).toBe(false);
		expect(allowed("check", `${host}:80`)).toBe(false);
	});

	it("is not let in by the operator's list when it is spelled otherwise than listed", () => {
		for (const host of PRIVATE_SPELLINGS.filter((spelling) => spelling !== "127.0.0.1"))
			expect(allowed("check", `http://${host}:9000/`, "127.0.0.1:9000")).toBe(false);
	});

	it("is called when the operator listed exactly this host and port", () => {
		expect(allowed("check", "http://127.0.0.1:9000/health", "127.0.0.1:9000")).toBe(true);
		expect(allowed("push", "http://127.0.0.1:9000/send/1", "127.0.0.1:9000")).toBe(true);
		expect(allowed("webhook", "http://localhost:9000/", "127.0.0.1:9000, LOCALHOST:9000")).toBe(true);
		expect(allowed("check", "[::1]:9000", "[::1]:9000")).toBe(true);
		expect(allowed("check", "http://127.0.0.1/", "127.0.0.1:80")).toBe(true);
		expect(allowed("check", "http://127.0.0.1:9001/", "127.0.0.1:9000")).toBe(false);
		expect(allowed("check", "http://127.0.0.2:9000/", "127.0.0.1:9000")).toBe(false);
	});

	it("is refused wherever it lies in a reserved range, however its number is written", () => {
		const reserved = fc.oneof(
			range(10, 8),
			range(127, 8),
			range(0, 8),
			range(172 * 256 + 16, 12),
			range(192 * 256 + 168, 16),
			range(169 * 256 + 254, 16),
			range(100 * 256 + 64, 10),
			range(224, 4),
			range(240, 4),
		);
		const spelling = fc.constantFrom<(n: number) => string>(
			(n) => String(n),
			(n) => `0x${n.toString(16)}`,
			(n) => `0${n.toString(8)}`,
			(n) => bytes(n).join("."),
			(n) =>
				bytes(n)
					.map((b) => `0x${b.toString(16)}`)
					.join("."),
			(n) =>
				bytes(n)
					.map((b) => `0${b.toString(8)}`)
					.join("."),
			(n) => `${bytes(n)[0]}.${n % 2 ** 24}`,
			(n) => `${bytes(n).join(".")}.`,
			(n) => `[::ffff:${bytes(n).join(".")}]`,
			(n) => `[64:ff9b::${bytes(n).join(".")}]`,
		);
		fc.assert(
			fc.property(reserved, spelling, (number, spell) => {
				expect(allowed("check", `http://${spell(number)}/`)).toBe(false);
			}),
		);
	});
});

/** Addresses that begin with these bits; `start` is given in as many whole bytes as it needs. */
function range(start: number, prefix: number) {
	const first = start * 2 ** (32 - 8 * Math.ceil(Math.log2(start + 1) / 8 || 1));
	return fc.integer({ min: first, max: first + 2 ** (32 - prefix) - 1 });
}

function bytes(n: number): number[] {
	return [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
}

describe("a public address", () => {
	it.each([
		"https://shop.example/health",
		"http://shop.example/",
		"http://shop.example:9999/",
		"https://1.1.1.1/",
		"https://[2606:4700:4700::1111]/",
		"https://shop.example./",
		"https://bücher.example/",
		"shop.example:5432",
		"8.8.8.8:53",
	])("may be checked: %s", (target) => {
		expect(allowed("check", target)).toBe(true);
	});

	it("is called by webhooks over https only", () => {
		expect(allowed("webhook", "https://hooks.shop.example/tocsin")).toBe(true);
		expect(allowed("webhook", "http://hooks.shop.example/tocsin")).toBe(false);
		expect(allowed("heartbeat", "http://hooks.shop.example/")).toBe(false);
	});

	it("takes pushes only when it is a browser's push service", () => {
		for (const host of [
			"fcm.googleapis.com",
			"jmt17.google.com",
			"updates.push.services.mozilla.com",
			"web.push.apple.com",
			"wns2-par02p.notify.windows.com",
		])
			expect(allowed("push", `https://${host}/send/abc`)).toBe(true);
		for (const url of [
			"https://shop.example/push",
			"https://fcm.googleapis.com.shop.example/",
			"https://evilpush.apple.com/",
			"http://fcm.googleapis.com/send/abc",
			"https://fcm.googleapis.com:8443/send/abc",
			"https://notify.windows.com.evil.example/",
		])
			expect(allowed("push", url)).toBe(false);
	});
});

describe("a target that is no address", () => {
	it.each([
		"",
		"shop",
		"https://",
		"ftp://shop.example/",
		"file:///etc/passwd",
		"gopher://shop.example/",
		"javascript:alert(1)",
		"https://ana:secret@shop.example/",
		"https://ana@shop.example/",
		"https://shop.example:99999/",
		"shop.example:0",
		"shop.example:70000",
		"shop.example:80/path",
		"ana@shop.example:80",
		" https://shop.example/",
		"https://shop.example/\n",
		"https://sh\top.example/",
		`https://${"a".repeat(63)}.${"b".repeat(63)}.${"c".repeat(63)}.${"d".repeat(63)}.example/`,
		"https://shop-host.example/",
		"https://shop-host.example./",
	])("is refused with a reason: %s", (target) => {
		const answer = verdict("check", target);
		expect(answer).toMatchObject({ ok: false, why: expect.stringMatching(/^must /) });
	});

	it("is never called by another name than the one that was judged", () => {
		fc.assert(
			fc.property(fc.webUrl({ authoritySettings: { withPort: true, withIPv4Extended: true } }), (url) => {
				const answer = verdict("check", url);
				if (!answer.ok || answer.destination.href === null) return;
				const called = new URL(answer.destination.href);
				expect(called.hostname).toBe(answer.destination.host);
				expect(answer.destination.href).toBe(new URL(url).href);
			}),
		);
	});
});

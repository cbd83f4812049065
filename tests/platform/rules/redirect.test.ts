import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cookieHeader, joinCookies, withCookies } from "../../../worker/platform/rules/cookies.ts";
import {
	follow,
	headersOf,
	type Journey,
	type RedirectAnswer,
	setOut,
} from "../../../worker/platform/rules/redirect.ts";

const NOW = Date.UTC(2026, 10, 27);
const begin = (more: Partial<Journey> = {}) =>
	setOut({ url: "https://shop.example/a/b", method: "GET", headers: {}, body: undefined, ...more });

function led(journey: Journey, location: string, more: Partial<RedirectAnswer> = {}): Journey {
	const next = follow(journey, { status: 302, location, setCookies: [], ...more }, 10, NOW);
	if (!next.ok) throw new Error(next.why);
	return next.journey;
}

describe("a check that is redirected", () => {
	it.each([
		["c", "https://shop.example/a/c"],
		["/c?d=1", "https://shop.example/c?d=1"],
		["//cdn.example/c", "https://cdn.example/c"],
		["http://shop.example/c", "http://shop.example/c"],
		["", "https://shop.example/a/b"],
	])("goes where %j leads", (location, url) => {
		expect(led(begin({ method: "POST" }), location).url).toBe(url);
	});

	it("keeps its headers at home and tells a stranger only who it is", () => {
		const headers = { Authorization: "s3cret", "X-Key": "s3cret", Cookie: "a=s3cret", Accept: "*/*" };
		const journey = begin({ headers: { ...headers, "User-Agent": "Tocsin/1" } });
		expect(headersOf(led(journey, "/c"))).toMatchObject({ authorization: "s3cret", "x-key": "s3cret" });
		for (const stranger of [
			"https://shop.example.evil.example/",
			"http://shop.example/",
			"//shop.example:8443/",
		]) {
			expect(headersOf(led(journey, stranger))).toEqual({ accept: "*/*", "user-agent": "Tocsin/1" });
			expect(headersOf(led(led(journey, stranger), "https://shop.example/"))).not.toHaveProperty("x-key");
		}
	});

	it("sends its body again only where it is asked to", () => {
		const post = begin({ method: "POST", headers: { "Content-Type": "text/plain" }, body: "order" });
		for (const status of [301, 302, 303])
			expect(led(post, "/c", { status })).toMatchObject({ method: "GET", headers: {}, body: undefined });
		for (const status of [307, 308])
			expect(led(post, "/c", { status })).toMatchObject({ method: "POST", body: "order" });
		expect(led(begin({ method: "HEAD" }), "/c", { status: 303 }).method).toBe("HEAD");
	});

	it("comes to an end, wherever it is led", () => {
		fc.assert(
			fc.property(fc.array(fc.webUrl()), fc.integer({ min: 1, max: 10 }), (places, most) => {
				let journey = begin();
				let hops = 0;
				for (;;) {
					const location = places[hops % Math.max(1, places.length)] ?? "/";
					const next = follow(journey, { status: 302, location, setCookies: [] }, most, NOW);
					if (!next.ok) break;
					journey = next.journey;
					hops++;
				}
				expect(hops).toBeLessThanOrEqual(most);
			}),
		);
	});
});

describe("a cookie", () => {
	const place = (url: string) => {
		const { hostname, pathname, protocol } = new URL(url);
		return { host: hostname, path: pathname, isSecure: protocol === "https:" };
	};
	const sent = (setBy: string, cookies: string[], to: string) =>
		cookieHeader(withCookies([], cookies, place(setBy), NOW), place(to));
	const HOME = "https://www.shop.example/a/b";

	it.each<[string, string, string, string | null]>([
		["of this host", "s=1", "https://www.shop.example/a/c", "s=1"],
		["of this folder, elsewhere", "s=1", "https://www.shop.example/c", null],
		["of the whole host", "s=1; Path=/", "https://www.shop.example/c", "s=1"],
		["of another folder with the same beginning", "s=1; Path=/a", "https://www.shop.example/ab", null],
		["of this host, at its neighbor", "s=1; Path=/", "https://pay.shop.example/", null],
		["of the domain", "s=1; Path=/; Domain=.shop.example", "https://pay.shop.example/", "s=1"],
		["of a domain that only ends alike", "s=1; Path=/; Domain=shop.example", "https://eshop.example/", null],
		["of a stranger", "s=1; Path=/; Domain=bank.example", "https://bank.example/", null],
		["of everybody", "s=1; Path=/; Domain=example", "https://bank.example/", null],
		["of a secure connection, without one", "s=1; Path=/; Secure", "http://www.shop.example/", null],
		["that is over", "s=1; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "https://www.shop.example/", null],
		["that lasts", "s=1; Path=/; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", HOME, "s=1"],
		["without a name", "=1; Path=/", HOME, null],
	])("%s is sent where it belongs", (_, cookie, to, expected) => {
		expect(sent(HOME, [cookie], to)).toBe(expected);
	});

	it("is replaced and taken back by the server", () => {
		expect(sent(HOME, ["s=1; Path=/", "s=2; Path=/", "t=1; Path=/"], HOME)).toBe("s=2; t=1");
		expect(sent(HOME, ["s=1; Path=/", "s=; Path=/; Max-Age=0"], HOME)).toBeNull();
	});

	it("of an address is that address's alone", () => {
		expect(sent("http://127.0.0.1/", ["s=1; Domain=0.0.1"], "http://9.0.0.1/")).toBeNull();
		expect(sent("http://127.0.0.1/", ["s=1; Domain=127.0.0.1"], "http://127.0.0.1:9/")).toBe("s=1");
	});

	it("that the monitor gives yields to the one that the server has set since", () => {
		expect(joinCookies("a=1; s=old", "s=new")).toBe("a=1; s=new");
		expect(joinCookies(undefined, "s=new")).toBe("s=new");
		expect(joinCookies("a=1", null)).toBe("a=1");
	});

	it("in any spelling does no harm", () => {
		fc.assert(
			fc.property(fc.array(fc.string()), (cookies) => {
				const jar = withCookies([], cookies, place(HOME), NOW);
				expect(jar.length).toBeLessThanOrEqual(50);
			}),
		);
	});
});

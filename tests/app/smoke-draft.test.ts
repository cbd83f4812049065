/** What is typed about a smoke check, and what is sent of it. */
import { describe, expect, it } from "vitest";
import {
	checkOf,
	draftOf,
	keptWords,
	movedTo,
	NEW_SMOKE,
	type SmokeCheck,
	smokeWords,
} from "../../app/screens/services/smoke/smoke-draft.ts";

const typed = { ...NEW_SMOKE, name: " Sign in works ", url: " https://shop.example/sign-in " };
const whole: SmokeCheck = {
	name: "Orders",
	timeoutSeconds: 4,
	request: {
		...{ method: "POST", url: "https://shop.example/orders", body: "{}", followRedirects: false },
		headers: { authorization: "Bearer x" },
	},
	expect: {
		...{ status: ["200-299", "409"], bodyContains: null, bodyOmits: "error", bodyMatches: null },
		json: [
			{ path: "status", op: "eq", value: "ok" },
			{ path: "items", op: "exists" },
		],
		...{ headers: {}, latencyBelowMs: 900, certificateDaysLeft: null },
	},
};

describe("a smoke check in its form", () => {
	it("is sent as it was typed, without blanks around it, with what is usual for the rest", () => {
		expect(checkOf(typed, null)).toEqual({
			...{ name: "Sign in works", timeoutSeconds: 10 },
			request: {
				...{ method: "GET", url: "https://shop.example/sign-in", body: null },
				...{ headers: {}, followRedirects: true },
			},
			expect: {
				...{ status: ["200-299"], bodyContains: null, bodyOmits: null, bodyMatches: null, json: [] },
				...{ headers: {}, latencyBelowMs: null, certificateDaysLeft: null },
			},
		});
	});

	it("comes back unchanged when nothing is changed, also what only the API can set", () => {
		expect(checkOf(draftOf(whole), whole)).toEqual(whole);
		expect(keptWords(whole)).toBe(
			"Also set by the API, and kept: 1 request header, redirects aren’t followed, text that must be absent, answers within 900 ms, 1 further JSON rule.",
		);
		const plain = checkOf(typed, null);
		expect(keptWords(plain)).toBeNull();
	});

	it.each([
		["eq", "ok", { op: "eq", value: "ok" }],
		["gt", "3", { op: "gt", value: 3 }],
		["eq", '"3"', { op: "eq", value: "3" }],
		["ne", "true", { op: "ne", value: true }],
		["exists", "ignored", { op: "exists" }],
		["absent", "ignored", { op: "exists", value: false }],
	] as const)("says of JSON %s %s what was meant, and shows it again", (test, value, rule) => {
		const draft = { ...typed, rule: "json" as const, path: " data.state ", test, value };
		const made = checkOf(draft, null);
		expect(made.expect.json).toEqual([{ path: "data.state", ...rule }]);
		expect(checkOf(draftOf(made), made)).toEqual(made);
		expect(draftOf(made).test).toBe(test);
	});

	it("expects a keyword or a JSON value, and drops the one when the other is chosen", () => {
		const keyword = checkOf({ ...draftOf(whole), rule: "keyword", keyword: "ok" }, whole);
		expect(keyword.expect).toMatchObject({ bodyContains: "ok", json: [{ path: "items", op: "exists" }] });
		expect(checkOf({ ...draftOf(whole), rule: "any" }, whole).expect.json).toHaveLength(1);
		expect(checkOf({ ...draftOf(keyword), rule: "any" }, keyword).expect.bodyContains).toBeNull();
	});

	it("sends no body with a method that has none, and takes several statuses", () => {
		const draft = { ...typed, method: "GET" as const, body: "left over", status: "200, 301  404" };
		expect(checkOf(draft, null)).toMatchObject({
			request: { body: null },
			expect: { status: ["200", "301", "404"] },
		});
	});

	it("is one line in the list", () => {
		expect(smokeWords(whole)).toBe("POST shop.example/orders · 200-299, 409 · JSON status · 4 s");
	});

	it("moves by one place, and stays where there is none", () => {
		expect(movedTo(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
		expect(movedTo(["a", "b", "c"], 2, 1)).toEqual(["a", "c", "b"]);
		expect(movedTo(["a", "b"], 0, -1)).toEqual(["a", "b"]);
		expect(movedTo(["a", "b"], 1, 2)).toEqual(["a", "b"]);
	});
});

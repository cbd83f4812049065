/** A smoke check as it is typed, and as the API takes it. What only the API can set is kept as it is. */
import type { JSON_OPS } from "../../../../worker/monitoring/rules/monitor.ts";
import type { Service } from "../../../state/wire.ts";

export type SmokeCheck = Service["smokeChecks"][number];
type JsonRule = SmokeCheck["expect"]["json"][number];

/** What the answer's body must be like. */
export type BodyRule = "any" | "keyword" | "json";
export type JsonTest = (typeof JSON_OPS)[number] | "absent";

/** What is typed, before the server has looked at it. */
export interface SmokeDraft {
	name: string;
	method: SmokeCheck["request"]["method"];
	url: string;
	body: string;
	status: string;
	rule: BodyRule;
	keyword: string;
	path: string;
	test: JsonTest;
	value: string;
	timeoutSeconds: string;
}

export const NEW_SMOKE: SmokeDraft = {
	...{ name: "", method: "GET", url: "https://", body: "", status: "200-299", rule: "any", keyword: "" },
	...{ path: "", test: "eq", value: "", timeoutSeconds: "10" },
};

export const MOST_SMOKE_CHECKS = 20;
/** Methods that carry a body. */
export const WITH_BODY: readonly string[] = ["POST", "PUT", "PATCH", "DELETE"];

const ruleOf = ({ expect }: SmokeCheck): BodyRule => {
	if (expect.bodyContains !== null) return "keyword";
	return expect.json.length > 0 ? "json" : "any";
};

export function draftOf(check: SmokeCheck): SmokeDraft {
	const { request, expect } = check;
	const rule = ruleOf(check);
	const first = rule === "json" ? expect.json[0] : undefined;
	return {
		name: check.name,
		method: request.method,
		url: request.url,
		body: request.body ?? "",
		status: expect.status.join(", "),
		rule,
		keyword: expect.bodyContains ?? "",
		path: first?.path ?? "",
		test: first ? testOf(first) : "eq",
		value: first ? valueText(first) : "",
		// What a device remembers of an earlier version has none.
		timeoutSeconds: String(check.timeoutSeconds ?? NEW_SMOKE.timeoutSeconds),
	};
}

const testOf = ({ op, value }: JsonRule): JsonTest => (op === "exists" && value === false ? "absent" : op);

/** A text that would be read as something else is quoted. */
function valueText({ op, value }: JsonRule): string {
	if (op === "exists") return "";
	return typeof value === "string" && typeof parsed(value) === "string" ? value : JSON.stringify(value);
}

/** `true`, `3` and `"3"` are what JSON says; everything else is a text. */
function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

function jsonRule({ path, test, value }: SmokeDraft): JsonRule {
	const at = { path: path.trim() };
	if (test === "absent") return { ...at, op: "exists", value: false };
	return test === "exists" ? { ...at, op: test } : { ...at, op: test, value: parsed(value.trim()) };
}

/** As the API takes it. `before` is the check that is edited; null for a new one. */
export function checkOf(draft: SmokeDraft, before: SmokeCheck | null): SmokeCheck {
	const kept = before ? furtherRules(before) : [];
	const hasBody = WITH_BODY.includes(draft.method) && draft.body !== "";
	return {
		name: draft.name.trim(),
		timeoutSeconds: Number(draft.timeoutSeconds),
		request: {
			...(before?.request ?? { headers: {}, followRedirects: true }),
			method: draft.method,
			url: draft.url.trim(),
			body: hasBody ? draft.body : null,
		},
		expect: {
			...(before?.expect ?? NOTHING_MORE),
			status: draft.status.split(/[\s,]+/).filter((one) => one !== ""),
			bodyContains: draft.rule === "keyword" ? draft.keyword : null,
			json: draft.rule === "json" ? [jsonRule(draft), ...kept] : kept,
		},
	};
}

const NOTHING_MORE = {
	...{ bodyOmits: null, bodyMatches: null, headers: {}, latencyBelowMs: null, certificateDaysLeft: null },
};

const furtherRules = (check: SmokeCheck): JsonRule[] =>
	ruleOf(check) === "json" ? check.expect.json.slice(1) : check.expect.json;

/** "Also set by the API, and kept: 2 request headers, a pattern." Null where there is nothing. */
export function keptWords(check: SmokeCheck): string | null {
	const { request, expect } = check;
	const parts = [
		counted(Object.keys(request.headers).length, "request header"),
		request.followRedirects ? null : "redirects aren’t followed",
		expect.bodyOmits === null ? null : "text that must be absent",
		expect.bodyMatches === null ? null : "a pattern",
		counted(Object.keys(expect.headers).length, "response header"),
		expect.latencyBelowMs === null ? null : `answers within ${expect.latencyBelowMs} ms`,
		counted(furtherRules(check).length, "further JSON rule"),
	].filter((part) => part !== null);
	return parts.length === 0 ? null : `Also set by the API, and kept: ${parts.join(", ")}.`;
}

const counted = (count: number, what: string): string | null =>
	count === 0 ? null : `${count} ${what}${count === 1 ? "" : "s"}`;

/** "GET shop.example/sign-in · 200-299 · contains “ok”". */
export function smokeWords({ request, expect, timeoutSeconds }: SmokeCheck): string {
	const address = request.url.replace(/^https?:\/\//, "").replace(/\/$/, "");
	const [rule] = expect.json;
	const body =
		expect.bodyContains === null ? rule && `JSON ${rule.path}` : `contains “${expect.bodyContains}”`;
	const parts = [`${request.method} ${address}`, expect.status.join(", "), body, `${timeoutSeconds} s`];
	return parts.filter((part) => part).join(" · ");
}

/** The list with one at another place; the same list where there is no such place. */
export function movedTo<One>(list: readonly One[], from: number, to: number): One[] {
	const one = list[from];
	if (one === undefined || to < 0 || to >= list.length) return [...list];
	return list.toSpliced(from, 1).toSpliced(to, 0, one);
}

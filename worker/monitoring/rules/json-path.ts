import { type JSONValue, jsonpath } from "json-p3";
import type { Expectation } from "./monitor.ts";

type JsonRule = Expectation["json"][number];

/** Which rule a JSON text breaks first, in words; null when it keeps them all. */
export function jsonMismatch(rules: JsonRule[], text: string): string | null {
	const document = parse(text);
	if (!document) return "body isn’t JSON";
	const broken = rules.find((rule) => !keeps(rule, lookUp(document.value, rule.path)));
	return broken ? `${broken.path} doesn’t match` : null;
}

/**
 * The one value at `status`, `$.data.items[0].id` or `data["odd key"]` (RFC 9535; `$` may be left out); undefined where
 * there is none. Only own properties count, so `constructor` is nowhere unless the document says so.
 */
export function lookUp(document: unknown, path: string): unknown {
	// JSON is all that a document of ours can be.
	return compiled(path)?.query(document as JSONValue).nodes[0]?.value;
}

/** Whether the path leads to one value at most: a wildcard or a filter may find many, and it would be anybody's guess which. */
export function isJsonPath(path: string): boolean {
	return compiled(path)?.singularQuery() ?? false;
}

function compiled(path: string): jsonpath.JSONPathQuery | null {
	try {
		return jsonpath.compile(`$${quoted(path.replace(/^\$/, ""))}`);
	} catch {
		return null;
	}
}

const STEP = /\[(?:"[^"]*"|'[^']*'|[^\]]*)\]|\.?([^.[\]]+)/y;

/** Dotted names in brackets, since people write names there (`@id`) that the standard wants quoted. A `*` stays one. */
function quoted(path: string): string {
	let text = "";
	STEP.lastIndex = 0;
	for (let end = 0; end < path.length; end = STEP.lastIndex) {
		const found = STEP.exec(path);
		// What is no step is for the library to judge.
		if (!found) return path;
		const [step, name] = found;
		text += name === undefined || name === "*" ? step : `[${JSON.stringify(name)}]`;
	}
	return text;
}

function parse(text: string): { value: unknown } | null {
	try {
		return { value: JSON.parse(text) };
	} catch {
		return null;
	}
}

function keeps({ op, value: expected }: JsonRule, actual: unknown): boolean {
	switch (op) {
		case "exists":
			return (actual !== undefined) === (expected !== false);
		case "eq":
			return same(actual, expected);
		case "ne":
			return !same(actual, expected);
		case "lt":
			return difference(actual, expected) < 0;
		case "gt":
			return difference(actual, expected) > 0;
	}
}

/** Structures are compared by their text: a monitor that asserts one wants it as it was. */
function same(actual: unknown, expected: unknown): boolean {
	return actual === expected || (actual !== undefined && JSON.stringify(actual) === JSON.stringify(expected));
}

/** NaN, which is neither less nor greater, unless both are numbers. */
function difference(actual: unknown, expected: unknown): number {
	return typeof actual === "number" && typeof expected === "number" ? actual - expected : Number.NaN;
}

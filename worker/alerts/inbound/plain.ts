/**
 * What strangers send becomes plain, bounded data here: nothing in it can run, overflow, reorder a line on a lock
 * screen or reach a prototype.
 */
import { createHash } from "node:crypto";
import type { Alert } from "../../incidents/rules/alert.ts";

const MAX_TITLE = 1_024;
const MAX_KEY = 255;
const MAX_DETAILS_BYTES = 65_536;
const MAX_DEPTH = 16;
const MAX_LINKS = 20;
const MAX_HREF = 2_048;

const LONE_SURROGATE = /\p{Surrogate}/gu;
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const BREAKS_LINE = /[\p{Cc}\u2028\u2029\s]+/gu;

/** One line for people: no control or direction-changing characters, at most 1,024 characters. May come out empty. */
export function oneLine(text: string, max = MAX_TITLE): string {
	const line = wellFormed(text).replace(BIDI, "").replace(BREAKS_LINE, " ").trim();
	return line.length <= max ? line : `${withoutHalf(line.slice(0, max - 1))}…`;
}

/** A key as it is compared: at most 255 characters; a longer one keeps its beginning and is told apart by its hash. */
export function boundedKey(text: string): string {
	const key = wellFormed(text);
	if (key.length <= MAX_KEY) return key;
	return `${withoutHalf(key.slice(0, MAX_KEY - 65))}#${hashed(key)}`;
}

/** A stable stand-in for a key that the sender did not give. */
export function hashed(text: string): string {
	return createHash("sha256").update(text).digest("hex");
}

/** A copy of at most 64 KB as JSON and 16 levels deep; what did not fit is left out and `truncated` says so. */
export function boundedDetails(details: Record<string, unknown>): Record<string, unknown> {
	const budget: Budget = { bytes: MAX_DETAILS_BYTES - 64, cut: false };
	const copy = copyRecord(details, 1, budget);
	return budget.cut ? { ...copy, truncated: "truncated at 64 KB or 16 levels" } : copy;
}

/** The links that may be shown: http and https only, at most 20. */
export function safeLinks(links: { href: unknown; text: unknown }[]): Alert["links"] {
	return links.flatMap(({ href, text }) => safeLink(href, text)).slice(0, MAX_LINKS);
}

interface Budget {
	bytes: number;
	cut: boolean;
}

function wellFormed(text: string): string {
	return text.replace(LONE_SURROGATE, "\ufffd");
}

/** A cut may leave half of a pair at the end. */
function withoutHalf(text: string): string {
	return text.replace(/\p{Surrogate}$/u, "");
}

function copyRecord(record: Record<string, unknown>, depth: number, budget: Budget): Record<string, unknown> {
	const copy: Record<string, unknown> = {};
	for (const [key, value] of Object.entries(record)) {
		// Assigning to `__proto__` would change the copy's prototype instead of adding a member.
		const name = key === "__proto__" ? "(__proto__)" : wellFormed(key);
		if (!spend(budget, jsonBytes(name) + 2)) break;
		const kept = copyValue(value, depth, budget);
		if (kept !== undefined) copy[name] = kept;
	}
	return copy;
}

function copyValue(value: unknown, depth: number, budget: Budget): unknown {
	if (typeof value === "string") return copyText(wellFormed(value), budget);
	if (typeof value !== "object" || value === null) return spend(budget, 24) ? value : undefined;
	if (depth >= MAX_DEPTH) {
		budget.cut = true;
		return undefined;
	}
	if (!spend(budget, 2)) return undefined;
	if (!Array.isArray(value)) return copyRecord({ ...value }, depth + 1, budget);
	const items: unknown[] = [];
	for (const item of value) {
		if (!spend(budget, 1)) break;
		const kept = copyValue(item, depth + 1, budget);
		if (kept !== undefined) items.push(kept);
	}
	return items;
}

function copyText(text: string, budget: Budget): string | undefined {
	if (jsonBytes(text) <= budget.bytes) {
		spend(budget, jsonBytes(text));
		return text;
	}
	budget.cut = true;
	let kept = withoutHalf(text.slice(0, budget.bytes));
	while (kept !== "" && jsonBytes(kept) > budget.bytes)
		kept = withoutHalf(kept.slice(0, Math.floor(kept.length * 0.95)));
	budget.bytes -= jsonBytes(kept);
	return kept === "" ? undefined : kept;
}

/** False when the budget has no room for it; then the copy counts as cut. */
function spend(budget: Budget, bytes: number): boolean {
	if (budget.bytes < bytes) {
		budget.cut = true;
		return false;
	}
	budget.bytes -= bytes;
	return true;
}

function jsonBytes(text: string): number {
	return Buffer.byteLength(JSON.stringify(text));
}

function safeLink(href: unknown, text: unknown): Alert["links"] {
	if (typeof href !== "string" || href.length > MAX_HREF || !URL.canParse(href)) return [];
	const url = new URL(href);
	if (url.protocol !== "https:" && url.protocol !== "http:") return [];
	const label = typeof text === "string" ? oneLine(text, 200) : "";
	return [{ href: url.href, text: label || url.host }];
}

import type { IdKind } from "../../platform/rules/id.ts";
import { type Entry, isSame } from "./entry.ts";

/** What steps must know of a section. */
export interface SectionFacts {
	name: string;
	kind: IdKind;
	/** Where things of this kind are made; each has its identifier behind it. A field in braces is the thing's own. */
	path: string;
	/** The fields that may be sent when one is made. */
	creates: readonly string[];
	/** The fields that are set when all else is there, with what they are until then: they may name what comes later. */
	later: Readonly<Record<string, unknown>>;
}

/** One thing as it is and as it is to be, in the words of the API. A new one has an identifier that stands for its own. */
export interface Wanted {
	section: SectionFacts;
	key: string;
	id: string;
	/** Null for a new one. */
	before: { version: number; entry: Entry } | null;
	after: Entry;
}

/** A call of the API. */
export interface Step {
	/** What the plan says of the same thing: the place in its list. */
	item: number;
	method: "POST" | "PATCH" | "PUT" | "DELETE";
	path: string;
	body: Entry | null;
	/** The version that was planned with: another one is somebody else's change. Null: none is asked for. */
	version: number | null;
	/** Of a POST: the identifier that stands for the one that is made, and the key to keep for it. */
	makes: { kind: IdKind; key: string; standIn: string } | null;
}

/** The fields of `after` that differ, or are new; in the order of `after`. */
export function changedFields(before: Entry, after: Entry): string[] {
	return Object.keys(after).filter((field) => !isSame(before[field], after[field]));
}

/** The call that makes it, or that changes it; null when nothing is to do before all else is there. */
export function firstStep({ section, key, id, before, after }: Wanted, item: number): Step | null {
	const { later, creates, kind } = section;
	if (!before) {
		const body = pick(
			after,
			creates.filter((field) => !(field in later) && field in after),
		);
		const makes = { kind, key, standIn: id };
		return { item, method: "POST", path: pathOf(section, after), body, version: null, makes };
	}
	const changed = changedFields(before.entry, after).filter((field) => !(field in later));
	if (changed.length === 0) return null;
	return { ...patch(section, id, after, changed, item), version: before.version };
}

/** The call that sets what may name things that come later; null when nothing of it changes. */
export function laterStep({ section, id, before, after }: Wanted, item: number): Step | null {
	const { later } = section;
	const now = before?.entry ?? later;
	const changed = Object.keys(later).filter((field) => field in after && !isSame(now[field], after[field]));
	return changed.length === 0 ? null : patch(section, id, after, changed, item);
}

/** Takes away what it names, so that what is named may go first. Null when it names nothing. */
export function releaseStep(section: SectionFacts, id: string, entry: Entry, item: number): Step | null {
	const { later } = section;
	const named = Object.keys(later).filter(
		(field) => Array.isArray(entry[field]) && !isSame(entry[field], []),
	);
	return named.length === 0 ? null : patch(section, id, { ...entry, ...later }, named, item);
}

/** Its version is not asked for where it was released before. */
export function deleteStep(
	section: SectionFacts,
	thing: { id: string; entry: Entry; version: number | null },
	item: number,
): Step {
	const path = `${pathOf(section, thing.entry)}/${thing.id}`;
	return { item, method: "DELETE", path, body: null, version: thing.version, makes: null };
}

function patch(section: SectionFacts, id: string, after: Entry, fields: string[], item: number): Step {
	const path = `${pathOf(section, after)}/${id}`;
	return { item, method: "PATCH", path, body: pick(after, fields), version: null, makes: null };
}

function pathOf({ path }: SectionFacts, entry: Entry): string {
	return path.replaceAll(/\{(\w+)\}/g, (_, field: string) => String(entry[field]));
}

function pick(entry: Entry, fields: readonly string[]): Entry {
	return Object.fromEntries(fields.map((field) => [field, entry[field]]));
}

/** The same with the real identifiers in place of those that stood for them, wherever they are. */
export function withRealIds<Value>(value: Value, ids: Readonly<Record<string, string>>): Value {
	if (typeof value === "string") return (ids[value] ?? inPath(value, ids)) as Value;
	if (Array.isArray(value)) return value.map((member) => withRealIds(member, ids)) as Value;
	if (typeof value !== "object" || value === null) return value;
	const entries = Object.entries(value).map(([name, member]) => [name, withRealIds(member, ids)]);
	return Object.fromEntries(entries) as Value;
}

function inPath(text: string, ids: Readonly<Record<string, string>>): string {
	if (!text.startsWith("/api/")) return text;
	return text
		.split("/")
		.map((part) => ids[part] ?? part)
		.join("/");
}

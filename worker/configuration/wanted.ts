/** What a file asks for, checked whole: by the schemas and the rules of each resource, before anything is written. */
import type { z } from "zod";
import type { FieldError } from "../platform/contract/problem.ts";
import type { Stored } from "../platform/contract/stored.ts";
import type { AppContext } from "../platform/http/app-env.ts";
import { fieldError, fieldErrors } from "../platform/http/input.ts";
import { newTrouble } from "../platform/http/old-trouble.ts";
import { newStored } from "../platform/http/resource.ts";
import type { IdKind } from "../platform/rules/id.ts";
import { newId } from "../platform/vault/ids.ts";
import { type Current, entryOf, keysOfAll, type Thing } from "./current.ts";
import { type Entry, isEntry, isSame } from "./rules/entry.ts";
import { refuseKey } from "./rules/keys.ts";
import { type Given, matched } from "./rules/match.ts";
import { fieldOf, nameOf, pointerInFile, toApi } from "./rules/references.ts";
import type { Wanted } from "./rules/steps.ts";
import { ALONE, SECTIONS, type Section } from "./sections.ts";

export interface WantedThing extends Wanted {
	section: Section;
	row: Stored;
	/** As the file has it. */
	given: Entry;
	known: Thing | null;
}

export interface Reading {
	errors: FieldError[];
	/** The sections that the file has. */
	has: ReadonlySet<string>;
	/** By kind and key: what the file means, and what else is there. */
	idOf(kind: IdKind, key: string, pointer: string): string;
	/** By identifier, also of those that stand for new ones. */
	keys: Map<string, string>;
	wanted: WantedThing[];
}

/** An identifier that no thing has, for a key that nothing has: the error is noted already. */
const NOTHING = (kind: IdKind) => newId(kind);

/** Matches the entries of a file with what is there, and reads each of them. */
export async function readWanted(c: AppContext, file: Entry, current: Current): Promise<Reading> {
	const errors = strangersIn(file);
	const ids = new Map<string, string>();
	const idOf = (kind: IdKind, key: string, pointer: string): string => {
		const found = ids.get(`${kind} ${key}`);
		if (found === undefined) errors.push(fieldError(pointer, `nothing of this kind has the key ${key}`));
		return found ?? NOTHING(kind);
	};
	const given = new Map(SECTIONS.map((section) => [section.name, givenOf(section, file, errors)]));
	const others = keysOfAll(current, (name) => (given.get(name) ?? []).map(({ key }) => key));
	for (const { kind, name } of SECTIONS)
		for (const { id } of current.things.get(name) ?? []) ids.set(`${kind} ${others.get(id)}`, id);
	const meant = SECTIONS.flatMap((section) => meantIn(section, given.get(section.name) ?? [], current, ids));
	const keys = new Map([...others, ...meant.map(({ id, key }) => [id, key] as const)]);
	const wanted: WantedThing[] = [];
	for (const one of meant) {
		const read = await readOne(c, one, idOf);
		errors.push(...read.errors);
		if (read.wanted) wanted.push(read.wanted);
	}
	const has = new Set(SECTIONS.map(({ name }) => name).filter((name) => isEntry(file[name])));
	return { errors, has, idOf, keys, wanted };
}

function strangersIn(file: Entry): FieldError[] {
	const known = ["tocsin", ...ALONE, ...SECTIONS.map(({ name }) => name)];
	const strangers = Object.keys(file).filter((name) => !known.includes(name));
	return [
		...(file.tocsin === 1 ? [] : [fieldError("/tocsin", "must be 1, the version of the format")]),
		...strangers.map((name) =>
			fieldError(`/${name}`, `is no section. Sections are ${known.slice(1).join(", ")}`),
		),
	];
}

function givenOf({ name }: Section, file: Entry, errors: FieldError[]): Omit<Given, "identity">[] {
	const section = file[name];
	if (section === undefined || section === null) return [];
	if (!isEntry(section)) {
		errors.push(fieldError(`/${name}`, "must be a mapping of keys to entries"));
		return [];
	}
	return Object.entries(section).flatMap(([key, entry]) => {
		const refused = refuseKey(key) ?? (isEntry(entry) ? null : "must be a mapping of fields to values");
		if (refused !== null) errors.push(fieldError(`/${name}/${key}`, refused));
		return refused === null && isEntry(entry) ? [{ key, entry }] : [];
	});
}

interface Meant {
	section: Section;
	key: string;
	id: string;
	given: Entry;
	known: Thing | null;
}

/** What tells things apart, as a file calls it. */
const TELLING = ["name", "email", "url", "group", "kind", "service"];

/** Which thing each entry means, or an identifier that stands for a new one. From then on its key leads to it. */
function meantIn(
	section: Section,
	given: Omit<Given, "identity">[],
	current: Current,
	ids: Map<string, string>,
): Meant[] {
	const quietly = (kind: IdKind, key: string) => ids.get(`${kind} ${key}`) ?? "";
	const identified = given.map(({ key, entry }) => {
		const told = toApi(pickOf(entry, TELLING), quietly);
		return { key, entry, identity: section.identity(told) };
	});
	const found = matched(current.things.get(section.name) ?? [], identified);
	return given.map(({ key, entry }) => {
		const known = found.get(key) ?? null;
		const id = known?.id ?? newId(section.kind);
		ids.set(`${section.kind} ${key}`, id);
		return { section, key, id, given: entry, known };
	});
}

type Read = { errors: FieldError[]; wanted: WantedThing | null };

async function readOne(c: AppContext, meant: Meant, idOf: Reading["idOf"]): Promise<Read> {
	const { section, key, id, known } = meant;
	const at = `/${section.name}/${key}`;
	// Of a schedule they are things of their own: see `alone.ts`.
	const given = section.kind === "schedule" ? without(meant.given, ["overrides"]) : meant.given;
	const strangers = Object.keys(given).filter(
		(name) => !section.fields.includes(fieldOf(name)) || nameOf(fieldOf(name)) !== name,
	);
	if (strangers.length > 0)
		return { errors: strangers.map((name) => fieldError(`${at}/${name}`, notAField(section))), wanted: null };
	const entry = toApi(given, idOf, at);
	const row = known ? changedRow(section, known, entry) : newRow(section, id, entry);
	const inFile = (errors: FieldError[]) =>
		errors.map((error) => ({ ...error, pointer: at + pointerInFile(error.pointer) }));
	if (!row.ok) return { errors: inFile(row.errors), wanted: null };
	const refused = await refusedBy(c, section, row.value, known?.row ?? null);
	if (refused.length > 0) return { errors: inFile(refused), wanted: null };
	const before = known && { version: known.row.version, entry: known.entry };
	const after = entryOf(section, row.value);
	return {
		errors: [],
		wanted: { section, key, id, before, after, row: row.value, given: meant.given, known },
	};
}

const notAField = ({ fields, kind }: Section): string => {
	const own = [...fields.map(nameOf), ...(kind === "schedule" ? ["overrides"] : [])];
	return `is not a recognized field. Fields are ${own.join(", ")}`;
};

type Checked = { ok: true; value: Stored } | { ok: false; errors: FieldError[] };

/** A field of the file takes the place of what is there; what the file does not say stays. */
function changedRow(section: Section, { row, entry: before }: Thing, entry: Entry): Checked {
	const own = section.patch.shape;
	const fixed = Object.keys(entry).filter((field) => !(field in own));
	const moved = fixed.filter((field) => !isSame(entry[field], before[field]));
	if (moved.length > 0) {
		const message = "cannot be changed once it is made: give it another key, and it is made anew";
		return { ok: false, errors: moved.map((field) => fieldError(`/${field}`, message)) };
	}
	const patch = parsed(section.patch, without(entry, fixed));
	return patch.ok ? { ok: true, value: section.changed(row, patch.value) } : patch;
}

function newRow(section: Section, id: string, entry: Entry): Checked {
	const creates = Object.keys(section.create.shape);
	const above = section.path.includes("{") ? ["serviceId"] : [];
	const missing = above.filter((field) => entry[field] === undefined);
	if (missing.length > 0)
		return { ok: false, errors: missing.map((field) => fieldError(`/${field}`, "is missing")) };
	const others = Object.keys(entry).filter((field) => !creates.includes(field));
	const input = parsed(section.create, without(entry, others));
	const patchOnly = others.filter((field) => !above.includes(field));
	const rest = parsed(section.patch, pickOf(entry, patchOnly));
	if (!input.ok || !rest.ok)
		return { ok: false, errors: [...(input.ok ? [] : input.errors), ...(rest.ok ? [] : rest.errors)] };
	const stored = { ...newStored(section.kind), id, ...pickOf(entry, above) };
	return { ok: true, value: { ...section.made(stored, input.value), ...rest.value } };
}

function parsed(
	schema: z.ZodObject,
	entry: Entry,
): { ok: true; value: Entry } | { ok: false; errors: FieldError[] } {
	const read = schema.safeParse(entry);
	return read.success
		? { ok: true, value: read.data }
		: { ok: false, errors: fieldErrors(read.error.issues, "/") };
}

const without = (entry: Entry, fields: string[]): Entry =>
	Object.fromEntries(Object.entries(entry).filter(([field]) => !fields.includes(field)));

const pickOf = (entry: Entry, fields: string[]): Entry =>
	Object.fromEntries(Object.entries(entry).filter(([field]) => fields.includes(field)));

/** What the resource has against it, as it would say if it were sent to it. */
async function refusedBy(
	c: AppContext,
	{ resource }: Section,
	row: Stored,
	before: Stored | null,
): Promise<FieldError[]> {
	const found = (await resource.refuse?.(c, row, before)) ?? [];
	if (!before || found.length === 0) return found;
	const trouble = (await resource.refuse?.(c, before, before)) ?? [];
	return newTrouble(found, { row: before, trouble }, row);
}

/** The configuration as it is, in the words of the API and in those of a file. */
import { type Everything, readEverything } from "../../db/configuration/everything.ts";
import type { OverrideRow } from "../../db/oncall/schedules.ts";
import { DEFAULT_SEVERITY_POLICY, type SeverityPolicy } from "../paging/rules/severity.ts";
import { settingsPatch } from "../people/settings/contract.ts";
import { SETTINGS_DEFAULTS, settingsOf } from "../people/settings/routes.ts";
import type { Stored } from "../platform/contract/stored.ts";
import type { IdKind } from "../platform/rules/id.ts";
import { type Instant, toWire } from "../platform/rules/time.ts";
import { byName, type Entry } from "./rules/entry.ts";
import { keysOf } from "./rules/keys.ts";
import type { Known } from "./rules/match.ts";
import { toFile } from "./rules/references.ts";
import { SECTIONS, type Section } from "./sections.ts";

export interface Thing extends Known {
	row: Stored;
	/** In the words of the API: what people configure of it, whether or not a file can carry it. */
	entry: Entry;
}

export interface Current {
	/** By the section's name, in the order in which they were made. */
	things: Map<string, Thing[]>;
	/** Those that have not ended, in the order in which they were made. */
	overrides: OverrideRow[];
	settings: { version: number; entry: Entry };
	severityPolicy: { version: number; items: SeverityPolicy };
}

/** The switch that stops all remediations is thrown in an emergency: no file turns it back. */
export const SETTINGS_FIELDS = Object.keys(settingsPatch.shape).filter(
	(field) => field !== "remediationsStopped",
);

/** In one round trip. */
export async function readCurrent(d1: D1Database, now: Instant): Promise<Current> {
	const { keys, things, overrides, settings, severityPolicy } = await readEverything(d1, now);
	const kept = new Map(keys.map(({ id, key }) => [id, key]));
	const known = SECTIONS.map((section): [string, Thing[]] => [
		section.name,
		rowsOf(things, section.kind).map((row) => thingOf(section, row, kept.get(row.id))),
	]);
	const organization = settings ?? { ...SETTINGS_DEFAULTS, version: 1 };
	return {
		things: new Map(known),
		overrides,
		settings: {
			version: organization.version,
			entry: pick({ ...settingsOf(organization) }, SETTINGS_FIELDS),
		},
		severityPolicy: severityPolicy ?? { version: 1, items: DEFAULT_SEVERITY_POLICY },
	};
}

function rowsOf(things: Everything["things"], kind: IdKind): Stored[] {
	const rows: Partial<Record<IdKind, Stored[]>> = things;
	return rows[kind] ?? [];
}

function thingOf(section: Section, row: Stored, key: string | undefined): Thing {
	const entry = entryOf(section, row);
	return { id: row.id, key, identity: section.identity(entry), row, entry };
}

/** What people configure of a row, in the words of the API. */
export function entryOf(section: Section, row: Stored): Entry {
	return pick(section.resource.plain(row), section.fields);
}

export function pick(entry: Entry, fields: readonly string[]): Entry {
	return Object.fromEntries(fields.filter((field) => field in entry).map((field) => [field, entry[field]]));
}

/** The key of everything that is there, by its identifier: those that files gave, others after their names. */
export function keysOfAll(
	current: Current,
	reserved: (section: string) => Iterable<string>,
): Map<string, string> {
	const all = SECTIONS.flatMap(({ name, kind }) => {
		const things = current.things.get(name) ?? [];
		const kept = new Map(things.flatMap(({ id, key }) => (key === undefined ? [] : [[id, key] as const])));
		const named = things.map(({ id, entry }) => ({ id, name: String(entry.name) }));
		return [...keysOf(kind, named, kept, reserved(name))];
	});
	return new Map(all);
}

/** All of it as a file, sorted by key; `keys` by identifier. */
export function fileOf(current: Current, keys: ReadonlyMap<string, string>): Entry {
	const keyOf = (_kind: IdKind, id: string) => keys.get(id) ?? id;
	const sections = SECTIONS.map((section): [string, Entry] => {
		const entries = (current.things.get(section.name) ?? []).map(({ id, row, entry }): [string, Entry] => {
			const left = section.leavesOut(row);
			const carried = Object.fromEntries(Object.entries(entry).filter(([field]) => !left.includes(field)));
			const own = section.kind === "schedule" ? { overrides: overridesOf(current, id) } : {};
			return [keys.get(id) ?? id, toFile({ ...carried, ...own }, keyOf)];
		});
		return [section.name, Object.fromEntries(byName(entries))];
	});
	return {
		tocsin: 1,
		settings: toFile(current.settings.entry, keyOf),
		severityPolicy: severitiesOf(current.severityPolicy.items, keyOf),
		...Object.fromEntries(sections),
	};
}

function overridesOf(current: Current, scheduleId: string): Entry[] {
	return current.overrides.filter((row) => row.scheduleId === scheduleId).map(overrideEntry);
}

/** In the words of the API. */
export function overrideEntry(
	row: Pick<OverrideRow, "startsAt" | "endsAt" | "userId" | "replacesUserId">,
): Entry {
	const { startsAt, endsAt, userId, replacesUserId } = row;
	return { startsAt: toWire(startsAt), endsAt: toWire(endsAt), userId, replacesUserId };
}

/** By severity. The issue tracker of its tickets has a token, and so stays behind. */
function severitiesOf(items: SeverityPolicy, keyOf: (kind: IdKind, id: string) => string): Entry {
	const entries = items.map((item): [string, Entry] => {
		const { severity, ticketTrackerId: _, ...rest } = item;
		return [severity, toFile(rest, keyOf)];
	});
	return Object.fromEntries(byName(entries));
}

/** What makes the configuration that of a file: what people read of it, and the calls that do it. */
import type { z } from "zod";
import type { FieldError } from "../platform/contract/problem.ts";
import type { AppContext } from "../platform/http/app-env.ts";
import type { IdKind } from "../platform/rules/id.ts";
import type { Instant } from "../platform/rules/time.ts";
import { type OverrideWork, wantedOverrides, wantedSettings, wantedSeverities } from "./alone.ts";
import type { planOut } from "./contract.ts";
import { type Current, overrideEntry } from "./current.ts";
import { type Deletion, deletionsOf } from "./deletions.ts";
import { type Entry, isSame } from "./rules/entry.ts";
import { toFile } from "./rules/references.ts";
import { changedFields, deleteStep, firstStep, laterStep, releaseStep, type Step } from "./rules/steps.ts";
import { type Reading, readWanted, type WantedThing } from "./wanted.ts";

export type PlanWire = z.output<typeof planOut>;
export type PlanItem = PlanWire["items"][number];

export interface Plan {
	items: PlanItem[];
	steps: Step[];
	/** How many entries of the file are as they should be. */
	unchanged: number;
	/** The key of each thing that is there and that the file names. */
	keys: { kind: IdKind; key: string; id: string }[];
}

export type Planned = { ok: true; plan: Plan } | { ok: false; errors: FieldError[] };

/** Checks a file whole and says what it leads to. Nothing is written. */
export async function planOf(
	c: AppContext,
	file: Entry,
	current: Current,
	{ prune, now }: { prune: boolean; now: Instant },
): Promise<Planned> {
	const reading = await readWanted(c, file, current);
	const settings = wantedSettings(file, reading.idOf);
	const severities = wantedSeverities(file, current, reading.idOf);
	const schedules = reading.wanted.filter(({ section }) => section.kind === "schedule");
	const overrides = schedules.map((one) => wantedOverrides(one, current, reading.idOf, now));
	const errors = [
		...reading.errors,
		...[settings, severities, ...overrides].flatMap((found) => (found.ok ? [] : found.errors)),
	];
	if (errors.length > 0 || !settings.ok || !severities.ok) return { ok: false, errors };
	const work = overrides.flatMap((found) => (found.ok && found.value ? [found.value] : []));
	const items = severities.value ?? current.severityPolicy.items;
	const deletions = prune
		? await deletionsOf(c, {
				current,
				reading,
				inSeverities: new Set(namesIn(items)),
				removedOverrides: new Set(work.flatMap(({ remove }) => remove.map(({ id }) => id))),
				now,
			})
		: [];
	const parts = { settings: settings.value, severities: severities.value, work, deletions };
	return { ok: true, plan: written(reading, current, parts) };
}

function namesIn(items: readonly object[]): string[] {
	return items.flatMap((item) =>
		Object.values(item).flatMap((value) =>
			typeof value === "string" ? [value] : Array.isArray(value) ? value.map(String) : [],
		),
	);
}

interface Parts {
	settings: Entry | null;
	severities: Entry[] | null;
	work: OverrideWork[];
	deletions: Deletion[];
}

function written(reading: Reading, current: Current, parts: Parts): Plan {
	const list = new PlanList(reading.keys);
	const changing = reading.wanted.filter(
		({ before, after }) => before === null || changedFields(before.entry, after).length > 0,
	);
	const placed = changing.map((one) => ({ one, item: list.thing(one) }));
	for (const { one, item } of placed) list.step(firstStep(one, item));
	for (const work of parts.work) list.overrides(work);
	for (const { one, item } of placed) list.step(laterStep(one, item));
	list.severities(parts.severities, current);
	list.settings(parts.settings, current);
	list.deletions(parts.deletions);
	return {
		items: list.items,
		steps: list.steps,
		unchanged: reading.wanted.length - changing.length,
		keys: reading.wanted.flatMap(({ known, section, key, id }) =>
			known && known.key !== key ? [{ kind: section.kind, key, id }] : [],
		),
	};
}

type Told = Pick<PlanItem, "section" | "key" | "name" | "action"> & Partial<PlanItem>;

/** The plan as it grows: what people read, and the calls in the order in which they are made. */
class PlanList {
	readonly items: PlanItem[] = [];
	readonly steps: Step[] = [];

	constructor(private readonly keys: ReadonlyMap<string, string>) {}

	step(step: Step | null): void {
		if (step) this.steps.push(step);
	}

	/** Answers its place. */
	private tell(told: Told): number {
		return this.items.push({ changes: [], state: "planned", reason: null, ...told }) - 1;
	}

	private inFile(entry: Entry): Entry {
		return toFile(entry, (_kind, id) => this.keys.get(id) ?? id);
	}

	private changes(before: Entry, after: Entry): PlanItem["changes"] {
		return changedFields(before, after).flatMap((field) => {
			const to = Object.entries(this.inFile({ [field]: after[field] }));
			const from = this.inFile({ [field]: before[field] ?? null });
			return to.map(([name, value]) => ({ field: name, from: from[name], to: value }));
		});
	}

	thing({ section, key, before, after }: WantedThing): number {
		const changes = before ? this.changes(before.entry, after) : [];
		const action = before ? "change" : "create";
		return this.tell({ section: section.name, key, name: String(after.name), action, changes });
	}

	overrides({ schedule, remove, create }: OverrideWork): void {
		const path = `/api/v1/schedules/${schedule.id}/overrides`;
		const told = (entry: Entry) => {
			const { startsAt, endsAt, user } = this.inFile(entry);
			return {
				section: "overrides",
				key: schedule.key,
				name: `${user ?? "nobody"}, ${startsAt} to ${endsAt}`,
			};
		};
		for (const row of remove) {
			const item = this.tell({ ...told(overrideEntry(row)), action: "delete" });
			this.step({
				item,
				method: "DELETE",
				path: `${path}/${row.id}`,
				body: null,
				version: row.version,
				makes: null,
			});
		}
		for (const one of create) {
			const body = overrideEntry(one);
			const item = this.tell({ ...told(body), action: "create" });
			this.step({ item, method: "POST", path, body, version: null, makes: null });
		}
	}

	severities(items: Entry[] | null, { severityPolicy: { version, items: before } }: Current): void {
		const changed = (items ?? []).filter((item) => {
			const known = before.find(({ severity }) => severity === item.severity);
			return !isSame({ ticketTrackerId: null, ...known }, item);
		});
		const changes = changed.flatMap((item) => {
			const known = before.find(({ severity }) => severity === item.severity);
			const fields = this.changes({ ticketTrackerId: null, ...known }, item);
			return fields.map((one) => ({ ...one, field: `${item.severity}.${one.field}` }));
		});
		if (changes.length === 0) return;
		const key = "severityPolicy";
		const item = this.tell({ section: key, key, name: "Severity policy", action: "change", changes });
		this.step({
			item,
			method: "PUT",
			path: "/api/v1/severity-policy",
			body: { items },
			version,
			makes: null,
		});
	}

	settings(wanted: Entry | null, { settings: { version, entry } }: Current): void {
		const changes = wanted ? this.changes(entry, wanted) : [];
		if (!wanted || changes.length === 0) return;
		const key = "settings";
		const item = this.tell({ section: key, key, name: "Settings", action: "change", changes });
		const body = Object.fromEntries(changedFields(entry, wanted).map((field) => [field, wanted[field]]));
		this.step({ item, method: "PATCH", path: "/api/v1/settings", body, version, makes: null });
	}

	deletions(deletions: Deletion[]): void {
		const placed = deletions.map((one) => {
			const { section, thing, kept, refused } = one;
			const key = this.keys.get(thing.id) ?? thing.id;
			const told = { section: section.name, key, name: String(thing.entry.name) };
			const item =
				kept === null
					? this.tell({
							...told,
							action: "delete",
							reason: refused,
							state: refused === null ? "planned" : "refused",
						})
					: this.tell({ ...told, action: "keep", reason: kept, state: "done" });
			return { ...one, item };
		});
		const going = placed.filter(({ kept }) => kept === null);
		const releases = going.map(({ section, thing, item }) =>
			releaseStep(section, thing.id, thing.entry, item),
		);
		for (const release of releases) this.step(release);
		going.forEach(({ section, thing: { id, entry, row }, item }, i) => {
			const version = releases[i] ? null : row.version;
			this.step(deleteStep(section, { id, entry, version }, item));
		});
	}
}

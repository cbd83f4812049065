/** What there is one of: the settings, the severity policy, and the overrides of each schedule, which its list is. */
import { z } from "zod";
import type { OverrideRow } from "../../db/oncall/schedules.ts";
import { overrideIn } from "../oncall/schedules/contract.ts";
import { refuseSeverityPolicy } from "../paging/rules/severity-rules.ts";
import { severityPolicyIn } from "../paging/severity-policy/contract.ts";
import { wireItems } from "../paging/severity-policy/routes.ts";
import { settingsPatch } from "../people/settings/contract.ts";
import type { FieldError } from "../platform/contract/problem.ts";
import { fieldError, fieldErrors } from "../platform/http/input.ts";
import type { Instant } from "../platform/rules/time.ts";
import { type Current, SETTINGS_FIELDS } from "./current.ts";
import { type Entry, isEntry } from "./rules/entry.ts";
import { overrideChanges } from "./rules/override-changes.ts";
import { pointerInFile, toApi } from "./rules/references.ts";
import type { Reading, WantedThing } from "./wanted.ts";

type IdOf = Reading["idOf"];
type Found<Value> = { ok: true; value: Value } | { ok: false; errors: FieldError[] };

const inFile = (at: string, errors: FieldError[]): FieldError[] =>
	errors.map((error) => ({ ...error, pointer: at + pointerInFile(error.pointer) }));

/** The settings that are to be; null where the file says nothing of them. */
export function wantedSettings(file: Entry, idOf: IdOf): Found<Entry | null> {
	const { settings } = file;
	if (settings === undefined || settings === null) return { ok: true, value: null };
	const at = "/settings";
	if (!isEntry(settings))
		return { ok: false, errors: [fieldError(at, "must be a mapping of fields to values")] };
	const strangers = Object.keys(settings).filter((name) => !SETTINGS_FIELDS.includes(name));
	if (strangers.length > 0) {
		const message = `is not a recognized field. Fields are ${SETTINGS_FIELDS.join(", ")}`;
		return { ok: false, errors: strangers.map((name) => fieldError(`${at}/${name}`, message)) };
	}
	const read = settingsPatch.safeParse(toApi(settings, idOf, at));
	return read.success
		? { ok: true, value: read.data }
		: { ok: false, errors: inFile(at, fieldErrors(read.error.issues, "/")) };
}

/** The rules of all four severities as they are to be; null where the file says nothing of any. */
export function wantedSeverities(file: Entry, current: Current, idOf: IdOf): Found<Entry[] | null> {
	const { severityPolicy: given } = file;
	if (given === undefined || given === null) return { ok: true, value: null };
	const at = "/severityPolicy";
	const items = wireItems(current.severityPolicy.items);
	const known = items.map(({ severity }): string => severity);
	if (
		!isEntry(given) ||
		Object.entries(given).some(([name, rule]) => !known.includes(name) || !isEntry(rule))
	)
		return { ok: false, errors: [fieldError(at, `must be a mapping of ${known.join(", ")} to their rules`)] };
	const merged = items.map((item): Entry => {
		const own = given[item.severity];
		return {
			...item,
			...(isEntry(own) ? toApi(own, idOf, `${at}/${item.severity}`) : {}),
			severity: item.severity,
		};
	});
	const read = severityPolicyIn.safeParse({ items: merged });
	const errors = read.success
		? refuseSeverityPolicy(read.data.items).map(({ pointer, message }) => fieldError(pointer, message))
		: fieldErrors(read.error.issues, "/");
	const named = errors.map((error) => ({
		...error,
		pointer: error.pointer.replace(/^\/items\/(\d+)/, (_, i) => `/${known[Number(i)]}`),
	}));
	if (errors.length > 0 || !read.success) return { ok: false, errors: inFile(at, named) };
	return { ok: true, value: read.data.items };
}

const overrideList = z.array(overrideIn).max(2_000);

type GivenOverride = z.output<typeof overrideIn>;

export interface OverrideWork {
	schedule: WantedThing;
	remove: OverrideRow[];
	create: GivenOverride[];
}

/** What changes in a schedule's overrides; null where the file says nothing of them. */
export function wantedOverrides(
	schedule: WantedThing,
	current: Current,
	idOf: IdOf,
	now: Instant,
): Found<OverrideWork | null> {
	const { overrides: given } = schedule.given;
	if (given === undefined || given === null) return { ok: true, value: null };
	const at = `/schedules/${schedule.key}`;
	const { overrides } = toApi({ overrides: given }, idOf, at);
	const read = overrideList.safeParse(overrides);
	const inList = (errors: FieldError[]) =>
		inFile(
			at,
			errors.map((error) => ({ ...error, pointer: `/overrides${error.pointer}` })),
		);
	if (!read.success) return { ok: false, errors: inList(fieldErrors(read.error.issues, "/")) };
	const upsideDown = read.data.flatMap((one, i) =>
		one.endsAt > one.startsAt ? [] : [fieldError(`/${i}/endsAt`, "must be after startsAt")],
	);
	if (upsideDown.length > 0) return { ok: false, errors: inList(upsideDown) };
	const known = current.overrides.filter((row) => row.scheduleId === schedule.id);
	const { remove, create } = overrideChanges(known, read.data, now);
	return { ok: true, value: { schedule, remove, create } };
}

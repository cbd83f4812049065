import type { Maintenance } from "../../state/wire.ts";
import { ms } from "../../state/words.ts";
import { fieldOf } from "../oncall/schedule/shift-change.ts";
import { cronOf, type Repeat, repeatOf } from "./maintenance-words.ts";

/** What the form holds: times as their fields have them, on the clock of this device. */
export interface Draft {
	title: string;
	description: string;
	componentIds: string[];
	monitorIds: string[];
	from: string;
	to: string;
	verifyMinutes: string;
	repeat: Repeat;
}

const HOUR = 3_600_000;

/** From the next full hour, for an hour. */
export function newDraft(now: number): Draft {
	const from = Math.ceil(now / HOUR) * HOUR;
	return {
		...{ title: "", description: "", componentIds: [], monitorIds: [] },
		...{ from: fieldOf(from), to: fieldOf(from + HOUR), verifyMinutes: "0", repeat: "never" as const },
	};
}

export function draftOf(one: Maintenance): Draft {
	const { title, description, componentIds, monitorIds } = one;
	return {
		...{ title, description, componentIds, monitorIds },
		...{ from: fieldOf(ms(one.startsAt)), to: fieldOf(ms(one.endsAt)) },
		verifyMinutes: String(Math.round(one.verifySeconds / 60)),
		repeat: repeatOf(one.recurrence?.cron),
	};
}

/** What is sent. A time that was not touched keeps its seconds; a rule that this form does not know stays as it is. */
export function bodyOf(draft: Draft, before: Maintenance | null) {
	const { title, description, componentIds, monitorIds, repeat } = draft;
	const startsAt = instantOf(draft.from, before?.startsAt);
	return {
		...{ title: title.trim(), description: description.trim(), componentIds, monitorIds },
		...{ startsAt, endsAt: instantOf(draft.to, before?.endsAt) },
		verifySeconds: Math.round(Number(draft.verifyMinutes) * 60),
		recurrence: recurrenceOf(repeat, startsAt, before),
	};
}

function instantOf(field: string, before: string | undefined): string {
	if (before !== undefined && fieldOf(ms(before)) === field) return before;
	return Number.isNaN(Date.parse(field)) ? "" : new Date(field).toISOString();
}

function recurrenceOf(repeat: Repeat, startsAt: string, before: Maintenance | null) {
	if (repeat === "never") return null;
	const known = before?.recurrence ?? null;
	const isSame = known !== null && repeatOf(known.cron) === repeat && before?.startsAt === startsAt;
	if (isSame || repeat === "own" || startsAt === "") return known;
	const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
	return { cron: cronOf(repeat, new Date(startsAt)), timeZone, until: known?.until ?? null };
}

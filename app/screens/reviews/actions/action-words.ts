import {
	ACTION_ITEM_TYPES,
	type ActionItemState,
	type ActionItemType,
	isClosed,
} from "../../../../worker/reviews/rules/action-item.ts";
import { ms } from "../../../state/words.ts";
import { roughly } from "../review-words.ts";
import type { ActionItem } from "../wire.ts";

type Dated = Pick<ActionItem, "state" | "dueAt">;

export const STATE_WORDS: Record<ActionItemState, string> = {
	open: "To do",
	in_progress: "In progress",
	done: "Done",
	dropped: "Dropped",
};

export const TYPE_WORDS: Record<ActionItemType, string> = {
	prevent: "Prevent",
	detect: "Detect",
	mitigate: "Mitigate",
	process: "Process",
};
export const TYPE_OPTIONS = ACTION_ITEM_TYPES.map((value) => ({ value, name: TYPE_WORDS[value] }));

/** "Due in 4 days", "13 days overdue", "Done", "Dropped". */
export function actionWords(item: Dated, now: number): string {
	if (isClosed(item.state)) return STATE_WORDS[item.state];
	const left = ms(item.dueAt) - now;
	return left >= 0 ? `Due in ${roughly(left)}` : `${roughly(-left)} overdue`;
}

/** "Would have prevented 2 incidents"; null for none. */
export function preventedWords(item: Pick<ActionItem, "wouldHavePreventedIncidentIds">): string | null {
	const count = item.wouldHavePreventedIncidentIds.length;
	if (count === 0) return null;
	return `Would have prevented ${count === 1 ? "1 incident" : `${count} incidents`}`;
}

/** What is late comes first, since its deadline is the earliest. */
export const byDeadline = <One extends Dated>(items: readonly One[]): One[] =>
	[...items].sort((a, b) => ms(a.dueAt) - ms(b.dueAt));

export interface Age {
	/** Shares of the whole bar, from 0 to 1: the time until now within the deadline, beyond it, and still left. */
	used: number;
	over: number;
	left: number;
	/** How long it has been there. */
	words: string;
}

/** How old an item is beside its deadline; null for one that is closed. */
export function ageOf(item: Dated & Pick<ActionItem, "createdAt">, now: number): Age | null {
	if (isClosed(item.state)) return null;
	const [made, due] = [ms(item.createdAt), ms(item.dueAt)];
	const start = Math.min(made, due);
	const whole = Math.max(due, now) - start || 1;
	const used = Math.max(0, Math.min(now, due) - start);
	return {
		used: used / whole,
		over: Math.max(0, now - due) / whole,
		left: Math.max(0, due - now) / whole,
		words: `${roughly(Math.max(0, now - made))} old`,
	};
}

/** The end of a day, "2026-12-02", where the reader is; null for no date. */
export function endOfDay(date: string): string | null {
	const at = new Date(`${date}T23:59:59`);
	return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** The day of an instant where the reader is: what an input of a date takes. */
export function dayOf(instant: string): string {
	const at = new Date(instant);
	const two = (value: number) => String(value).padStart(2, "0");
	return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

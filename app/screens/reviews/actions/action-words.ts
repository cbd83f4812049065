import { isClosed } from "../../../../worker/reviews/rules/action-item.ts";
import { ms } from "../../../state/words.ts";
import { roughly } from "../review-words.ts";
import type { ActionItem } from "../wire.ts";

type Dated = Pick<ActionItem, "state" | "dueAt">;

/** "Due in 4 days", "13 days late", "Done", "Dropped". */
export function actionWords(item: Dated, now: number): string {
	if (isClosed(item.state)) return item.state === "done" ? "Done" : "Dropped";
	const left = ms(item.dueAt) - now;
	return left >= 0 ? `Due in ${roughly(left)}` : `${roughly(-left)} late`;
}

/** What is late comes first, since its deadline is the earliest. */
export const byDeadline = <One extends Dated>(items: readonly One[]): One[] =>
	[...items].sort((a, b) => ms(a.dueAt) - ms(b.dueAt));

/** The end of a day, "2026-12-02", where the reader is; null for no date. */
export function endOfDay(date: string): string | null {
	const at = new Date(`${date}T23:59:59`);
	return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

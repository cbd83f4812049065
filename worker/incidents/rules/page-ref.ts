/** What every event of a page carries. */
export interface PageRef {
	pageId: string;
	userId: string | null;
	methodId: string;
	level: number;
	round: number;
	run: number;
	attempt: number;
}

export const PAGE_ANSWERS = ["has_it", "cannot_take_it"] as const;
export type PageAnswer = (typeof PAGE_ANSWERS)[number];

import type { Target } from "../../paging/rules/paging-plan.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import type { Instant } from "../../platform/rules/time.ts";

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

export type PageFailed = PageRef & {
	reason: string;
	permanent: boolean;
	retryAt: string | null;
	/** Which registration of the device is gone: it may have registered again since. */
	registration?: string;
};

/**
 * In which bundle a page leaves, each time that it does: not before `leavesAt`, and without a sound if that is so of all of
 * them. A page without one leaves by itself.
 */
export interface Bundled {
	bundleId: string;
	leavesAt: Instant;
	quiet: boolean;
}

export type PageBundled = PageRef & Omit<Bundled, "leavesAt"> & { leavesAt: string };

/** Who acknowledged is the event's actor; `occurredAt` is when they pressed, where that was told later. */
export interface Acknowledged {
	pageId: string | null;
	occurredAt: string | null;
	becomesLead: boolean;
}

/** Why a page that waits is not sent any more. */
export type PageEnd =
	| "acknowledged"
	| "resolved"
	| "superseded"
	| "received"
	| "severity"
	| "answered"
	| "flapping"
	| "watched"
	| "merged"
	| "updated";

/** Somebody has acknowledged, and a second person is still needed. */
export interface FirstAcknowledgement {
	by: Actor;
	at: Instant;
	/** The level that needs two. */
	level: number;
}

/** A level is paged after another one, or anew. */
export interface Escalated {
	run: number;
	round: number;
	level: number;
	targets: Target[];
	/** `skipped`: the level before does not apply. `hours_began`: of a severity that keeps hours, still open then. */
	reason: "not_acknowledged" | "not_reachable" | "skipped" | "asked" | "exhausted" | "hours_began";
}

/** A level that nobody is paged at. */
export interface LevelEmpty {
	run: number;
	round: number;
	level: number;
	targets: Target[];
	/** Whoever is there has acknowledged, and a second person is needed. */
	isAnswered?: true;
	/** It does not apply at this hour, or for this severity. */
	isSkipped?: true;
}

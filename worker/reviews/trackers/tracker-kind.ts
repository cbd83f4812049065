/** What every kind of tracker says of itself. Pure: `ask-tracker.ts` sends what these make, by egress. */
import type { z } from "zod";
import type { IssueOutcome, IssueSearch, IssueWords, TrackerKind } from "../rules/issue.ts";

/** One request of a tracker's API. */
export interface TrackerRequest {
	url: string;
	method: "GET" | "POST";
	headers: Record<string, string>;
	body?: string;
	/** Signed by Standard Webhooks under this id; else the headers say who asks. */
	signedAs?: string;
}

/** An answer that came: anything from 200 to 599. */
export interface TrackerAnswer {
	status: number;
	header(name: string): string | null;
	/** Parsed JSON; undefined where it is none, or was cut. */
	json: unknown;
}

export interface IssueRequest {
	/** A UUID: the same for every try. */
	marker: string;
	words: IssueWords;
	/** For what it is: an action item, or an incident whose severity wants a ticket. The other one is null. */
	actionItemId: string | null;
	incidentId: string | null;
	/** When the first try was asked for, in epoch ms: no issue with this marker is older. */
	requestedAt: number;
}

/** Looks for an issue with a marker, page by page, until `read` says what became of it. */
export interface IssueFinder<Settings> {
	ask(settings: Settings, secret: string, request: IssueRequest, page: number): TrackerRequest;
	/** `more`: it is not on this page, and there may be another one. */
	read(settings: Settings, answer: TrackerAnswer, request: IssueRequest): IssueSearch | { kind: "more" };
	/** More pages than this are not read: then nobody knows. */
	mostPages: number;
}

export interface Tracker<Settings = unknown> {
	kind: TrackerKind;
	settings: z.ZodType<Settings>;
	/** The address that is judged when it is saved, and where in the settings it stands. */
	target(settings: Settings): { url: string; pointer: string };
	create(settings: Settings, secret: string, request: IssueRequest): TrackerRequest;
	created(settings: Settings, answer: TrackerAnswer): IssueOutcome;
	/** Null where the tracker itself makes one of two requests with the same marker. */
	finder: IssueFinder<Settings> | null;
}

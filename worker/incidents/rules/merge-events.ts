import type { Severity } from "../../paging/rules/severity.ts";
import type { HandedRole, HandoverAnswer, NamedIncident } from "./incident-types.ts";
import type { PublicUpdate } from "./public-view.ts";

/** It goes on in another incident. */
export interface Merged {
	intoIncidentId: string;
	number: number;
	title: string;
}

/** Another incident goes on in this one, with its keys; `words` is what the public read of it since `publicSince`. */
export interface MergedIn extends NamedIncident {
	mergeId: string;
	severity: Severity;
	publicSince: string | null;
	words: (Omit<PublicUpdate, "at"> & { at: string })[];
}

/** What had been merged in, or what one key reports, is an incident of its own again. */
export interface SplitOff extends NamedIncident {
	dedupKey: string | null;
	/** All of them, where there are more. */
	dedupKeys?: string[];
}

/** It goes on, in a new epoch. */
export interface Reopened {
	reason: string;
	firstPageAt: string | null;
	/** A resolve was taken back before the public was told of it. */
	undone?: true;
	/** It was merged into this incident, and is on its own again. */
	splitFrom?: string;
}

/** Somebody is asked to take a role over; who has it keeps it until they accept. */
export interface HandoverOffered {
	role: HandedRole;
	userId: string;
	userName: string;
}

/** An acceptance is followed by `role_assigned`. */
export interface HandoverAnswered extends HandoverOffered {
	answer: HandoverAnswer;
}

import type { Alert, IntegrationKind } from "../../incidents/rules/alert.ts";
import type { FieldError } from "../../platform/contract/problem.ts";
import type { AlertOutcome } from "../rpc.ts";
import type { InboundWords } from "../rules/inbound-words.ts";

/** What another tool sends, and everything that is known of it. It lives in a folder that is called like its kind. */
export interface InboundFormat {
	kind: IntegrationKind;
	words: InboundWords;
	/** Where it is sent to by POST; `{key}` stands for the key where that is in the path. */
	path: `/${string}`;
	/** A larger body is refused unread. */
	maxBytes: number;
	key: KeyPlace;
	/** Takes JSON. `newKey` names an alert that came without a key: the same for a retry of the same request. */
	read(payload: unknown, newKey: () => string): Reading;
	/** For a tool that reads what it is answered: its own words instead of a problem document. */
	says?: { notJson: Complaint; unknownKey: Complaint };
}

/**
 * Where a sender puts its key, which is all that proves who it is. One in the path is asked for before the body is:
 * whoever has none is told nothing of what they sent. `of` answers "" where there is none.
 */
export type KeyPlace = { in: "path" } | { in: "body"; of(payload: unknown): string };

export type Reading =
	| {
			ok: true;
			/** In the order in which the Desk takes them. */
			alerts: Alert[];
			/** The body of the 202; one outcome for each alert, in their order. */
			answer(outcomes: AlertOutcome[]): object;
	  }
	| { ok: false; complaint: Complaint };

/** Why an alert is refused: in a sentence, field by field, or as the sender's tool wants to read it. */
export type Complaint =
	| { as: "sentence"; reason: string }
	| { as: "fields"; errors: FieldError[] }
	| { as: "own"; status: 400; body: object };

export const KB = 1_024;

/** What stands for the key in a path, and in an address once the key was shown. */
export const KEY_PLACE = "{key}";

import type { Alert, IntegrationKind } from "../../incidents/rules/alert.ts";
import type { FieldError } from "../../platform/contract/problem.ts";
import type { AlertOutcome, InboundNote } from "../rpc.ts";
import type { InboundWords } from "../rules/inbound-words.ts";

/** What another tool sends, and everything that is known of it. It lives in a folder that is called like its kind. */
export interface InboundFormat extends InboundDoor {
	kind: IntegrationKind;
	words: InboundWords;
	/** A larger body is refused unread. */
	maxBytes: number;
	key: KeyPlace;
	/** For a tool that has more than one call. */
	also?: readonly InboundDoor[];
	/** Beside the key, its requests carry a signature of Amazon SNS, and SNS asks whether we want them at all. */
	signedBy?: "sns";
	/** For a tool that reads what it is answered: its own words instead of a problem document. */
	says?: { notJson: Complaint; unknownKey: Complaint };
}

/** One call of a tool. */
export interface InboundDoor {
	/** Where it is sent to by POST; `{key}` stands for the key where that is in the path, `:id` for what it is about. */
	path: `/${string}`;
	/** A request without a body means `{}`. */
	mayBeEmpty?: true;
	/** Takes JSON. `newKey` names an alert that came without a key: the same for a retry of the same request. */
	read(payload: unknown, newKey: () => string, asked: Asked): Reading;
}

/** What a request says beside its body. Empty where it says nothing. */
export interface Asked {
	/** What stands for `:id` in the path. */
	id: string;
	query(name: string): string;
}

/**
 * Where a sender puts its key, which is all that proves who it is. One beside the body is asked for before the body is:
 * whoever has none is told nothing of what they sent. `of` answers "" where there is none.
 */
export type KeyPlace =
	| { in: "path" }
	| { in: "body"; of(payload: unknown): string }
	| { in: "authorization"; of(header: string): string };

export type Reading =
	| {
			ok: true;
			/** In the order in which the Desk takes them. */
			alerts: Alert[];
			/** Said of the incidents of these alerts, or of earlier ones. */
			notes?: InboundNote[];
			/** The body of the 202; one outcome for each alert, in their order. */
			answer(outcomes: AlertOutcome[], request: { requestId: string; tookMs: number }): object;
	  }
	| { ok: false; complaint: Complaint };

/** Why an alert is refused: in a sentence, field by field, or as the sender's tool wants to read it. */
export type Complaint =
	| { as: "sentence"; reason: string }
	| { as: "fields"; errors: FieldError[] }
	| { as: "own"; status: 400 | 401 | 422; body: object };

export const KB = 1_024;

/** What stands for the key in a path, and in an address once the key was shown. */
export const KEY_PLACE = "{key}";

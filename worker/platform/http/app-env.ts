import type { Context } from "hono";
import type { Owner } from "../../../db/platform/owners.ts";
import type { Env } from "../env.ts";
import type { Actor, CheckInClaim, LinkClaim, PageClaim, Role } from "../rules/caller.ts";

/** One command that carries an `Idempotency-Key`: whose, which, and what it asked for. */
export interface IdempotentCall {
	/** Who may see the remembered answer: `admin`, or an API token's id. */
	credential: string;
	key: string;
	/** SHA-256 of method, path and body. */
	bodyHash: string;
}

export interface AppEnv {
	Bindings: Env;
	Variables: {
		requestId: string;
		actor: Actor;
		role: Role;
		/** `admin` for ADMIN_TOKEN, else the API token's id. */
		credential: string;
		/** Set instead of all these for a call with a page's token. */
		page?: PageClaim;
		/** Set beside it: the refusal of a bearer who may not answer that page any more. */
		refusalOfPage?: () => Promise<Response | null>;
		/** Set instead of all these for a call with the token of a check-in. */
		checkIn?: CheckInClaim;
		/** Set instead of all these for a call with the token of a link. */
		link?: LinkClaim;
		/** Set for a responder, who changes what their teams own: the refusal of what another team owns. */
		refusalOfOwner?: (owner: Owner) => Promise<Response | null>;
		/** Set for a signed-in person. */
		session?: { id: string; createdAt: number };
		/** The body of an API call, parsed, and its text; unset without one. */
		body?: unknown;
		bodyText?: string;
		/** Set for a command with an `Idempotency-Key`. */
		idempotency?: IdempotentCall;
		/** True once the answer was remembered together with what it answers. */
		answerKept?: boolean;
	};
}

export type AppContext = Context<AppEnv>;

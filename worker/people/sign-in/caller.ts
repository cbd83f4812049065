import { getCookie } from "hono/cookie";
import { noteTokenUse, tokenOfSecret } from "../../../db/people/tokens.ts";
import type { Env } from "../../platform/env.ts";
import type { AppContext } from "../../platform/http/app-env.ts";
import { problem } from "../../platform/http/problems.ts";
import type { Actor, Role, Scope } from "../../platform/rules/caller.ts";
import { hours } from "../../platform/rules/time.ts";
import { publicUrl } from "../../platform/settings.ts";
import { constantTimeEqual, sha256Hex } from "../../platform/vault/digest.ts";
import { readSession, sessionCookie } from "./session.ts";

export const TOKEN_PREFIX = "toc_";
const TOKEN_FORM = /^toc_[A-Za-z0-9_-]{43}$/;

export interface Caller {
	actor: Actor;
	role: Role;
	/** `admin` for ADMIN_TOKEN, else the API token's id. */
	credential: string;
	session?: { id: string; createdAt: number };
	/** What an API token is restricted to; not set: to nothing but its role. */
	scopes?: Scope[];
	/** Set for a token that was not marked as used for a while: for after the answer. */
	noteUse?: () => Promise<void>;
}

/** A token is marked as used at most this often: every request would be a write. */
const USED_EVERY_MS = hours(1);

/** ADMIN_TOKEN is known without the database; API tokens are looked up at each request, so that revoking works at once. */
export async function callerOf(env: Env, authorization: string | undefined): Promise<Caller | null> {
	const given = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
	if (!given) return null;
	const hash = await sha256Hex(given);
	if (env.ADMIN_TOKEN && constantTimeEqual(hash, await sha256Hex(env.ADMIN_TOKEN))) {
		return { actor: { kind: "token", id: null, name: "ADMIN_TOKEN" }, role: "admin", credential: "admin" };
	}
	if (!TOKEN_FORM.test(given)) return null;
	const token = await tokenOfSecret(env.DB, hash);
	if (!token || (token.expiresAt !== null && token.expiresAt <= Date.now())) return null;
	const actor: Actor = { kind: "token", id: token.id, name: token.name };
	return {
		...{ actor, role: token.role, credential: token.id },
		...(token.scopes && { scopes: token.scopes }),
		...((token.lastUsedAt ?? 0) < Date.now() - USED_EVERY_MS && {
			noteUse: () => noteTokenUse(env.DB, token.id, Date.now()),
		}),
	};
}

/**
 * The person behind the session cookie. A change, or a live feed, must come from our own pages: a browser sends the
 * cookie along for any site. A bearer token is never looked for here, so the two cannot be mixed.
 */
export async function personOf(c: AppContext): Promise<Caller | "foreign" | null> {
	if (c.req.header("authorization")) return null;
	const session = await readSession(c.env, getCookie(c, sessionCookie(c.env)));
	if (!session) return null;
	const isRead = ["GET", "HEAD"].includes(c.req.method) && !c.req.header("upgrade");
	if (!isRead && !isOwnPage(c)) return "foreign";
	const { user, id, createdAt } = session;
	const actor: Actor = { kind: "user", id: user.id, name: user.name };
	return { actor, role: user.role, credential: user.id, session: { id, createdAt } };
}

/** True when one of our own pages asks, as far as a browser says. */
export function isOwnPage(c: AppContext): boolean {
	const origin = c.req.header("origin");
	// Our pages tell no one where they are, so a form of theirs has the origin "null"; so has one of anybody's frame.
	if (origin === undefined || origin === "null") return c.req.header("sec-fetch-site") === "same-origin";
	return origin === new URL(c.req.url).origin || origin === publicUrl(c.env);
}

/** A browser sends the cookie along for any site. */
export function foreign(c: AppContext): Response {
	return problem(c, "csrf", "Changes must come from this site.");
}

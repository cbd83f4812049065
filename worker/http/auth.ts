import { getCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { tokenOfSecret } from "../../db/tokens.ts";
import { readSession, sessionCookie } from "../auth/session.ts";
import type { Endpoint } from "../contract/endpoint.ts";
import { endpointsAt, paramOf } from "../contract/endpoints.ts";
import type { Actor } from "../core/incident-types.ts";
import { ROLES, type Role } from "../core/roster.ts";
import type { Env } from "../env.ts";
import { publicUrl } from "../settings.ts";
import { sameText, sha256Hex } from "../vault/digest.ts";
import type { AppContext, AppEnv } from "./app-env.ts";
import { claimOf } from "./page-bearer.ts";
import { problem } from "./problems.ts";
import { API_PER_MINUTE, overLimit } from "./rate-limit.ts";

export const TOKEN_PREFIX = "toc_";
const TOKEN_FORM = /^toc_[A-Za-z0-9_-]{43}$/;

interface Caller {
	actor: Actor;
	role: Role;
	/** `admin` for ADMIN_TOKEN, else the API token's id. */
	credential: string;
	session?: { id: string; createdAt: number };
}

/** ADMIN_TOKEN is known without the database; API tokens are looked up at each request, so that revoking works at once. */
export async function callerOf(env: Env, authorization: string | undefined): Promise<Caller | null> {
	const given = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
	if (!given) return null;
	const hash = await sha256Hex(given);
	if (env.ADMIN_TOKEN && sameText(hash, await sha256Hex(env.ADMIN_TOKEN))) {
		return { actor: { kind: "token", id: null, name: "ADMIN_TOKEN" }, role: "admin", credential: "admin" };
	}
	if (!TOKEN_FORM.test(given)) return null;
	const token = await tokenOfSecret(env.DB, hash);
	if (!token || (token.expiresAt !== null && token.expiresAt <= Date.now())) return null;
	const actor: Actor = { kind: "token", id: token.id, name: token.name };
	return { actor, role: token.role, credential: token.id };
}

/**
 * The person behind the session cookie. A change, or a live feed, must come from our own pages: a browser sends the
 * cookie along for any site. A bearer token is never looked for here, so the two cannot be mixed.
 */
async function personOf(c: AppContext): Promise<Caller | "foreign" | null> {
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
	if (origin === undefined) return c.req.header("sec-fetch-site") === "same-origin";
	return origin === new URL(c.req.url).origin || origin === publicUrl(c.env);
}

/** True when `role` may do what needs `least`. Roles are listed from the strongest. */
function isAtLeast(role: Role, least: Role): boolean {
	return ROLES.indexOf(role) <= ROLES.indexOf(least);
}

/** Who calls, and may they? Open calls look after themselves. */
export const authorise = createMiddleware<AppEnv>(async (c, next) => {
	const known = endpointsAt(c.req.path);
	const method = c.req.method === "HEAD" ? "get" : c.req.method.toLowerCase();
	const called = known.find((endpoint) => endpoint.method === method);
	const least = called?.role ?? (known[0]?.role === "page" ? "page" : "observer");
	if (least === "anyone") return next();
	if (least === "page") {
		const claim = await claimOf(c);
		if (claim instanceof Response) return claim;
		c.set("page", claim);
		return next();
	}
	const caller = (await callerOf(c.env, c.req.header("authorization"))) ?? (await personOf(c));
	const refusal = refuseCaller(c, caller, least, called);
	if (refusal || !caller || caller === "foreign") return refusal ?? unknown(c);
	c.set("actor", caller.actor);
	c.set("role", caller.role);
	c.set("credential", caller.credential);
	if (caller.session) c.set("session", caller.session);
	return next();
});

function refuseCaller(
	c: AppContext,
	caller: Caller | "foreign" | null,
	least: Role,
	called: Endpoint | undefined,
): Response | null {
	if (caller === null) return unknown(c);
	if (caller === "foreign") return foreign(c);
	if (overLimit(caller.credential, Date.now(), API_PER_MINUTE)) {
		return problem(c, "rate-limited", "at most 6,000 requests a minute", {
			headers: { "retry-after": "60" },
		});
	}
	if (!isAtLeast(caller.role, least)) return problem(c, "forbidden", `this needs the role ${least}`);
	if (called?.person && caller.actor.kind !== "user")
		return problem(c, "forbidden", "this is for a signed-in person, not for a token");
	const owner = called?.own ? paramOf(called, called.own, c.req.path) : undefined;
	const isOwn = owner === undefined || (caller.actor.kind === "user" && caller.actor.id === owner);
	if (isOwn || caller.role === "admin") return null;
	return problem(c, "forbidden", "this belongs to somebody else; an admin may change it");
}

function unknown(c: AppContext): Response {
	const headers = { "www-authenticate": 'Bearer realm="Tocsin"' };
	return problem(c, "unauthenticated", "send Authorization: Bearer with a valid token", { headers });
}

/** A browser sends the cookie along for any site. */
export function foreign(c: AppContext): Response {
	return problem(c, "csrf", "a signed-in browser may change things from this site only");
}

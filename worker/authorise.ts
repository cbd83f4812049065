import { createMiddleware } from "hono/factory";
import type { Owner } from "../db/platform/owners.ts";
import { endpointsAt, paramOf } from "./endpoints.ts";
import { pageActionCalls } from "./incidents/contract/page-action-calls.ts";
import { linkClaimOf } from "./incidents/links/bearer.ts";
import { claimOf, refusalOfPage } from "./paging/page-bearer.ts";
import { type Caller, callerOf, foreign, personOf } from "./people/sign-in/caller.ts";
import { refuseOwner } from "./people/teams/refuse-owner.ts";
import type { Endpoint } from "./platform/contract/endpoint.ts";
import type { AppContext, AppEnv } from "./platform/http/app-env.ts";
import { problem } from "./platform/http/problems.ts";
import { API_PER_MINUTE, overLimit } from "./platform/http/rate-limit.ts";
import { quietly } from "./platform/http/refresh.ts";
import { isLinkRole, type LinkRole, ROLES, type Role } from "./platform/rules/caller.ts";
import type { IdKind } from "./platform/rules/id.ts";
import { checkInClaimOf } from "./shifts/check-ins/bearer.ts";
import { hereCalls } from "./shifts/check-ins/contract.ts";

/** True when `role` may do what needs `least`. Roles are listed from the strongest. */
function isAtLeast(role: Role, least: Role): boolean {
	return ROLES.indexOf(role) <= ROLES.indexOf(least);
}

/** Who calls, and may they? Open calls look after themselves. */
export const authorise = createMiddleware<AppEnv>(async (c, next) => {
	const known = endpointsAt(c.req.path);
	const method = c.req.method === "HEAD" ? "get" : c.req.method.toLowerCase();
	const called = known.find((endpoint) => endpoint.method === method);
	const least = called?.role ?? bearerRoleOf(known) ?? "observer";
	if (least === "anyone") return next();
	if (least === "page") {
		return (await refusePage(c, called)) ?? next();
	}
	if (isLinkRole(least)) {
		const claim = await linkClaimOf(c, least);
		if (claim instanceof Response) return claim;
		c.set("link", claim);
		return next();
	}
	const caller = (await callerOf(c.env, c.req.header("authorization"))) ?? (await personOf(c));
	const refusal = refuseCaller(c, caller, least, called);
	if (refusal || !caller || caller === "foreign") return refusal ?? unknown(c);
	const foreignTeam = await refuseTeam(c, caller, called);
	if (foreignTeam) return foreignTeam;
	if (caller.noteUse) c.executionCtx.waitUntil(quietly("tokens.use_not_noted", {}, caller.noteUse));
	c.set("actor", caller.actor);
	c.set("role", caller.role);
	c.set("credential", caller.credential);
	if (caller.session) c.set("session", caller.session);
	return next();
});

/** What the token of a check-in is for; the first takes a page's too. */
const RECEIPT = pageActionCalls.receipt.path;
const HERE = hereCalls.here.path;

async function refusePage(c: AppContext, called: Endpoint | undefined): Promise<Response | null> {
	const checkIn = called?.path === RECEIPT || called?.path === HERE ? await checkInClaimOf(c) : null;
	if (checkIn) {
		c.set("checkIn", checkIn);
		return null;
	}
	if (called?.path === HERE)
		return problem(c, "unauthenticated", "This check-in’s token is invalid or has expired.");
	const claim = await claimOf(c);
	if (claim instanceof Response) return claim;
	c.set("page", claim);
	c.set("refusalOfPage", () => refusalOfPage(c));
	return null;
}

/** Whose token an address takes that knows no role, whatever the method. */
function bearerRoleOf([first]: Endpoint[]): "page" | LinkRole | null {
	return first?.role === "page" || isLinkRole(first?.role) ? first.role : null;
}

function refuseCaller(
	c: AppContext,
	caller: Caller | "foreign" | null,
	least: Role,
	called: Endpoint | undefined,
): Response | null {
	if (caller === null) return unknown(c);
	if (caller === "foreign") return foreign(c);
	if (overLimit(caller.credential, Date.now(), API_PER_MINUTE)) {
		return problem(c, "rate-limited", "Limit is 6,000 requests per minute.", {
			headers: { "retry-after": "60" },
		});
	}
	if (!isAtLeast(caller.role, least))
		return problem(c, "forbidden", `You need the ${least} role to do this.`);
	if (called && caller.scopes && !caller.scopes.includes(called.scope))
		return problem(c, "forbidden", `This token needs the scope ${called.scope} to do this.`);
	if (called?.person && caller.actor.kind !== "user")
		return problem(c, "forbidden", "Sign in to do this. Tokens can’t.");
	const owner = called?.own ? paramOf(called, called.own, c.req.path) : undefined;
	const isOwn = owner === undefined || (caller.actor.kind === "user" && caller.actor.id === owner);
	if (isOwn || caller.role === "admin") return null;
	return problem(c, "forbidden", "This belongs to someone else. Ask an admin to change it.");
}

/** Responders change what their teams own, or nobody does. What only the body or the row tells, the resource asks. */
async function refuseTeam(
	c: AppContext,
	{ actor, role }: Caller,
	called: Endpoint | undefined,
): Promise<Response | null> {
	if (role !== "responder") return null;
	const refusal = (owner: Owner) => refuseOwner(c, actor, owner);
	c.set("refusalOfOwner", refusal);
	const id = called?.team && paramOf(called, called.team, c.req.path);
	const kinds: Record<string, IdKind> = called?.ids ?? {};
	const kind = called?.team && kinds[called.team];
	return id && kind ? refusal({ kind, id }) : null;
}

function unknown(c: AppContext): Response {
	const headers = { "www-authenticate": 'Bearer realm="Tocsin"' };
	return problem(c, "unauthenticated", "Send a valid token in Authorization: Bearer.", { headers });
}

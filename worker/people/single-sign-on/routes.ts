import { Hono } from "hono";
import type { z } from "zod";
import {
	changeSingleSignOn,
	readSingleSignOn,
	type SingleSignOn,
} from "../../../db/people/single-sign-on.ts";
import type { FieldError } from "../../platform/contract/problem.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldError } from "../../platform/http/input.ts";
import { changedSince, etagOf, stale } from "../../platform/http/precondition.ts";
import { invalid } from "../../platform/http/problems.ts";
import { auditOf } from "../../platform/http/resource.ts";
import { blockedTarget } from "../../platform/http/targets.ts";
import { log } from "../../platform/log.ts";
import { toWireOrNull } from "../../platform/rules/time.ts";
import { seal } from "../../platform/vault/seal.ts";
import { singleSignOnCalls, type singleSignOnIn } from "./contract.ts";
import { discover, isRefusal, Unreachable } from "./provider.ts";
import { redirectUriOf, singleSignOnRoutes as signIn } from "./sign-in-routes.ts";

const ONLY_ID = "single-sign-on";
type Input = z.output<typeof singleSignOnIn>;

/** Which provider it is, and signing in there. */
export const singleSignOnRoutes = new Hono<AppEnv>();
singleSignOnRoutes.route("/", signIn);

handle(singleSignOnRoutes, singleSignOnCalls.read, async (c) => shown(c, await readSingleSignOn(c.env.DB)));

handle(singleSignOnRoutes, singleSignOnCalls.change, async (c, { body }) => {
	const before = await readSingleSignOn(c.env.DB);
	const outdated = stale(c, before?.version ?? 0, wire(c, before));
	if (outdated) return outdated;
	const errors = await refuse(c, body, before);
	return errors.length > 0 ? invalid(c, errors) : save(c, before, await rowOf(c, body, before));
});

handle(singleSignOnRoutes, singleSignOnCalls.remove, async (c) => {
	const before = await readSingleSignOn(c.env.DB);
	if (!before) return c.body(null, 204);
	const outdated = stale(c, before.version, wire(c, before));
	if (outdated) return outdated;
	const answer = await save(c, before, null);
	return answer.ok ? c.body(null, 204) : answer;
});

/** Two who save at once: the second is told what the first one saved. */
async function save(
	c: AppContext,
	before: SingleSignOn | null,
	after: SingleSignOn | null,
): Promise<Response> {
	const change = {
		...auditOf(c, after ? "singleSignOn.updated" : "singleSignOn.deleted"),
		...{ targetKind: "singleSignOn" as const, targetId: ONLY_ID },
		...{ before: before && plain(before), after: after && plain(after) },
	};
	const done = await changeSingleSignOn(c.env.DB, before?.version ?? 0, after, change);
	if (done === "changed") return shown(c, after);
	const current = await readSingleSignOn(c.env.DB);
	return changedSince(c, current?.version ?? 0, wire(c, current));
}

async function rowOf(c: AppContext, body: Input, before: SingleSignOn | null): Promise<SingleSignOn> {
	const { clientSecret: given, ...fields } = body;
	const kept = before?.clientSecret ?? null;
	const clientSecret = given === undefined ? kept : given === null ? null : await seal(c.env, ONLY_ID, given);
	const now = Date.now();
	const stored = { id: ONLY_ID, version: (before?.version ?? 0) + 1, createdAt: before?.createdAt ?? now };
	return { ...stored, updatedAt: now, ...fields, clientSecret };
}

/** A provider that does not answer as this issuer is refused when it is saved: nobody could sign in there. */
async function refuse(c: AppContext, body: Input, before: SingleSignOn | null): Promise<FieldError[]> {
	const blocked = blockedTarget(c, "webhook", body.issuer, "/issuer");
	if (blocked.length > 0) return blocked;
	const isAnother = before !== null && before.issuer !== body.issuer;
	if (isAnother && before.clientSecret !== null && body.clientSecret === undefined)
		return [fieldError("/clientSecret", "must be given again: the kept one belongs to another issuer")];
	try {
		await discover(c.env, body.issuer);
		return [];
	} catch (error) {
		if (!(error instanceof Unreachable) && !isRefusal(error)) throw error;
		log("single_sign_on.not_discovered", { detail: error.message });
		return [fieldError("/issuer", "must answer /.well-known/openid-configuration with exactly this issuer")];
	}
}

/** As the audit log keeps it. */
const plain = ({ name, issuer, clientId, clientSecret, createsObservers }: SingleSignOn) => ({
	...{ name, issuer, clientId, createsObservers, hasSecret: clientSecret !== null },
});

const wire = (c: AppContext, row: SingleSignOn | null) => ({
	provider: row && plain(row),
	redirectUri: redirectUriOf(c),
	version: row?.version ?? 0,
	updatedAt: toWireOrNull(row?.updatedAt ?? null),
});

const shown = (c: AppContext, row: SingleSignOn | null): Response =>
	c.json(wire(c, row), 200, { etag: etagOf(row?.version ?? 0) });

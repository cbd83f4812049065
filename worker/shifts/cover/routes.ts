import { Hono } from "hono";
import { schedulesWithOverrides } from "../../../db/oncall/schedules.ts";
import { teamIdsOf } from "../../../db/people/teams.ts";
import { userNames, userRows } from "../../../db/people/users.ts";
import { missingReferences } from "../../../db/platform/references.ts";
import { amongCovers, type CoverRow, coverRows } from "../../../db/shifts/cover.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldError, notFound } from "../../platform/http/input.ts";
import { invalid, problem } from "../../platform/http/problems.ts";
import { quietly, refreshDesksNaming } from "../../platform/http/refresh.ts";
import { createOne, listAll, newStored, type Resource, updateOne } from "../../platform/http/resource.ts";
import { newId } from "../../platform/vault/ids.ts";
import { type Asked, canBeGiven, closesAt, mayTake } from "../rules/cover.ts";
import { coverCalls, coverOut } from "./contract.ts";
import { tendCover } from "./tend-cover.ts";

const covers: Resource<CoverRow> = {
	kind: "coverRequest",
	rows: coverRows,
	plain: wireOf(coverOut),
	conflictReason,
	changed: async (c, row) => {
		if (row.state === "taken") refreshDesksNaming(c, row.scheduleId);
		// What is lost here, the tick does.
		const tend = () => tendCover(c.env, Date.now());
		c.executionCtx.waitUntil(quietly("cover.not_told", { id: row.id }, tend));
	},
};

export const coverRoutes = new Hono<AppEnv>();

handle(coverRoutes, coverCalls.list, (c, { query }) => listAll(c, covers, query, amongCovers(query)));

handle(coverRoutes, coverCalls.create, async (c, { ids, body }) => {
	const [schedule] = await schedulesWithOverrides(c.env.DB, firstOf(body), ids.scheduleId);
	if (!schedule) return notFound(c);
	const userId = await personOf(c, body.userId);
	if (userId instanceof Response) return userId;
	const now = Date.now();
	if (body.endsAt <= now) return invalid(c, [fieldError("/endsAt", "must be in the future")]);
	if (closesAt(body) <= now) return invalid(c, [fieldError("/returnEndsAt", "must be in the future")]);
	const { asked, returnEndsAt } = body;
	const unknown = await whyNotAsked(c, asked, userId);
	if (unknown) return invalid(c, [fieldError("/asked/id", unknown)]);
	const has = canBeGiven({ ...body, userId }, asked.id ?? "", schedule, now);
	if (!has.shift) return invalid(c, [fieldError("/startsAt", "must be within a shift of whoever asks")]);
	if (!has.inReturn)
		return invalid(c, [fieldError("/returnStartsAt", "must be within a shift of whoever is asked")]);
	const startsAt = Math.max(now, body.startsAt);
	const returnStartsAt = body.returnStartsAt && Math.max(now, body.returnStartsAt);
	return createOne(c, covers, {
		...newStored("coverRequest"),
		...{ scheduleId: ids.scheduleId, startsAt, endsAt: body.endsAt, userId, asked },
		...{ returnStartsAt, returnEndsAt, returnOverrideId: null },
		...{ note: body.note.trim(), state: "open", takenById: null, overrideId: null, dueAt: now },
	});
});

/** A row is changed only in the version that was read: of any number of acceptances at once, one alone is written. */
handle(coverRoutes, coverCalls.accept, async (c, { ids, body }) => {
	const userId = await personOf(c, body.userId);
	if (userId instanceof Response) return userId;
	const [row, teamIds] = await Promise.all([coverRows.read(c.env.DB, ids.id), teamIdsOf(c.env.DB, userId)]);
	if (!row) return notFound(c);
	if (isTakenBy(row, userId)) return c.json(covers.plain(row));
	if (!mayTake(row, userId, teamIds))
		return problem(c, "forbidden", "This request asks someone else to cover the shift.");
	const answer = await updateOne(c, covers, ids.id, (now) => taken(now, userId));
	if (answer.ok) return answer;
	// Pressed twice: both have it.
	const after = await coverRows.read(c.env.DB, ids.id);
	return after && isTakenBy(after, userId) ? c.json(covers.plain(after)) : answer;
});

handle(coverRoutes, coverCalls.withdraw, async (c, { ids }) => {
	const row = await coverRows.read(c.env.DB, ids.id);
	if (!row) return notFound(c);
	if (c.get("role") !== "admin" && c.get("actor").id !== row.userId)
		return problem(c, "forbidden", "Only whoever asked, or an admin, can withdraw this.");
	if (row.state === "withdrawn") return c.json(covers.plain(row));
	return updateOne(c, covers, ids.id, withdrawn);
});

const taken = (row: CoverRow, userId: string): CoverRow => ({
	...row,
	state: "taken",
	...{ takenById: userId, overrideId: newId("override"), dueAt: Date.now() },
	returnOverrideId: row.returnStartsAt === null ? null : newId("override"),
});

const withdrawn = (row: CoverRow): CoverRow => ({ ...row, state: "withdrawn", dueAt: Date.now() });

const isTakenBy = (row: CoverRow, userId: string): boolean =>
	row.state === "taken" && row.takenById === userId;

/** Asked of the version that is about to be changed: what came first stays. */
async function conflictReason(
	c: AppContext,
	before: CoverRow,
	after: CoverRow | null,
): Promise<string | null> {
	const gone = await whyOver(c, before);
	if (gone || after?.state !== "taken") return gone;
	const [schedule] = await schedulesWithOverrides(c.env.DB, firstOf(before), before.scheduleId);
	const has = schedule && canBeGiven(before, after.takenById ?? "", schedule, Date.now());
	if (has?.shift && has.inReturn) return null;
	// Whoever was faster is in the schedule already.
	const now = await coverRows.read(c.env.DB, before.id);
	const over = now && (await whyOver(c, now));
	const whose = has?.shift ? "yours to give in return" : "theirs";
	return over ?? `The schedule has changed: this shift isn’t ${whose} any more.`;
}

/** Where the earlier of the shifts begins: overrides that end before do not matter. */
const firstOf = ({ startsAt, returnStartsAt }: Pick<CoverRow, "startsAt" | "returnStartsAt">): number =>
	Math.min(startsAt, returnStartsAt ?? startsAt);

async function whyOver(c: AppContext, row: CoverRow): Promise<string | null> {
	if (row.state === "taken") {
		const taker = (await userNames(c.env.DB)).get(row.takenById ?? "") ?? "Someone";
		return `${taker} already covers this shift.`;
	}
	if (row.state === "withdrawn") return "Cover is no longer needed.";
	return row.state === "expired" || closesAt(row) <= Date.now() ? "This shift is over." : null;
}

async function whyNotAsked(c: AppContext, { kind, id }: Asked, userId: string): Promise<string | null> {
	if (kind === "anyone" || id === null) return null;
	if (id === userId) return "must be someone else";
	const missing = await missingReferences(c.env.DB, [{ pointer: "/asked/id", kind, id }]);
	return missing.length > 0 ? `does not exist: ${id}` : null;
}

/** The caller, or for an admin whoever they name. */
async function personOf(c: AppContext, named: string | undefined): Promise<string | Response> {
	const actor = c.get("actor");
	const own = actor.kind === "user" ? actor.id : null;
	const userId = named ?? own;
	if (userId === null) return invalid(c, [fieldError("/userId", "must be given: the caller is no person")]);
	if (userId === own) return userId;
	if (c.get("role") !== "admin") return problem(c, "forbidden", "Only an admin can name someone else.");
	const user = await userRows.read(c.env.DB, userId);
	if (!user) return invalid(c, [fieldError("/userId", `does not exist: ${userId}`)]);
	if (user.role === "observer")
		return invalid(c, [fieldError("/userId", "is an observer, who is never on call")]);
	return userId;
}

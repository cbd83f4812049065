import { z } from "@hono/zod-openapi";
import { endpoint, listOf, listQuery } from "../../platform/contract/endpoint.ts";
import { id, instant, instantOut, text } from "../../platform/contract/fields.ts";
import { storedOut } from "../../platform/contract/stored.ts";
import { isIdOf } from "../../platform/rules/id.ts";
import { ASKED_KINDS, COVER_STATES } from "../rules/cover.ts";

const tag = "schedules";
/** Whoever can help may take a shift over, whatever team they are in. */
const responder = { tag, role: "responder", scope: "configure" } as const;

const asked = z
	.strictObject({ kind: z.enum(ASKED_KINDS), id: z.string().nullable().default(null) })
	.refine(({ kind, id }) => (kind === "anyone" ? id === null : id !== null && isIdOf(kind, id)), {
		path: ["id"],
		message: "must be a user’s or a team’s identifier, and null for anyone",
	})
	.openapi("AskedToCover");

const userId = id("user")
	.optional()
	.openapi({ description: "Left out: the caller. Only an admin may name another" });

const returned = instant.nullable().default(null).openapi({
	description:
		"A swap: whoever is asked, a person, gives this shift of the same schedule, or a part of it, for it",
});

export const coverIn = z
	.strictObject({
		...{ startsAt: instant, endsAt: instant, returnStartsAt: returned, returnEndsAt: returned },
		...{ asked, note: text(300).default(""), userId },
	})
	.refine((body) => body.endsAt > body.startsAt, { path: ["endsAt"], message: "must be after startsAt" })
	.refine(
		({ returnStartsAt: from, returnEndsAt: to }) => (from === null ? to === null : to !== null && to > from),
		{
			path: ["returnEndsAt"],
			message: "must be after returnStartsAt, and given with it",
		},
	)
	.refine(({ returnStartsAt, asked: { kind } }) => returnStartsAt === null || kind === "user", {
		path: ["asked", "kind"],
		message: "must be user: a swap is offered to one person",
	})
	.openapi("NewCoverRequest");

export const coverOut = z
	.object({
		...storedOut("coverRequest"),
		scheduleId: z.string(),
		startsAt: instantOut,
		endsAt: instantOut,
		returnStartsAt: instantOut.nullable(),
		returnEndsAt: instantOut.nullable(),
		userId: z.string(),
		asked,
		note: z.string(),
		state: z.enum(COVER_STATES),
		takenById: z.string().nullable(),
		overrideId: z.string().nullable(),
		returnOverrideId: z.string().nullable(),
	})
	.openapi("CoverRequest");

export const coverCalls = {
	list: endpoint("get /api/v1/cover-requests", {
		tag,
		summary: "List cover requests: who asks whom to take a shift over",
		ids: {},
		query: listQuery({ state: z.enum(COVER_STATES).optional(), scheduleId: id("schedule").optional() }),
		answer: listOf(coverOut),
	}),
	create: endpoint("post /api/v1/schedules/{scheduleId}/cover-requests", {
		...responder,
		summary: "Ask a person, a team, or anyone to cover a shift or a part of it, or offer a person a swap",
		ids: { scheduleId: "schedule" },
		body: coverIn,
		answer: coverOut,
		status: 201,
	}),
	accept: endpoint("put /api/v1/cover-requests/{id}/acceptance", {
		...responder,
		summary: "Cover the shift, or accept the swap. The first who does has it; everybody else is told who",
		ids: { id: "coverRequest" },
		body: z.strictObject({ userId }),
		answer: coverOut,
	}),
	withdraw: endpoint("put /api/v1/cover-requests/{id}/withdrawal", {
		...responder,
		summary: "Ask no more. Whoever asked, or an admin",
		ids: { id: "coverRequest" },
		answer: coverOut,
	}),
};

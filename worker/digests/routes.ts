import { Hono } from "hono";
import { type Reader, readReader, saveDigestSettings } from "../../db/digests/digests.ts";
import { catchUp } from "../metrics/catch-up.ts";
import type { AppContext, AppEnv } from "../platform/http/app-env.ts";
import { handle } from "../platform/http/handle.ts";
import { notFound } from "../platform/http/input.ts";
import { changedSince, etagOf, namedVersions } from "../platform/http/precondition.ts";
import { problem } from "../platform/http/problems.ts";
import { toWire } from "../platform/rules/time.ts";
import { shownActionItems } from "../reviews/action-items/wire.ts";
import { digestCalls } from "./contract.ts";
import { digestOf } from "./digest-of.ts";
import { DEFAULT_DIGEST, lastAndNext, weekUpTo } from "./rules/digest-week.ts";

export const digestRoutes = new Hono<AppEnv>();

handle(digestRoutes, digestCalls.read, async (c, { ids }) => answer(c, await weekOf(c, ids.userId)));

const TRIES = 3;

handle(digestRoutes, digestCalls.update, async (c, { ids: { userId }, body }) => {
	for (let attempt = 0; attempt < TRIES; attempt++) {
		const reader = await readReader(c.env.DB, userId);
		if (!reader) return notFound(c);
		const { version, ...settings } = settingsOf(reader);
		const wanted = namedVersions(c);
		if (wanted !== null && !wanted.includes(version))
			return changedSince(c, version, (await weekOf(c, userId)) ?? {});
		if (await saveDigestSettings(c.env.DB, userId, { ...settings, ...body }, version))
			return answer(c, await weekOf(c, userId));
	}
	return problem(c, "conflict", "Others change this at the same time. Try again.");
});

function settingsOf({ settings }: Reader) {
	return settings ?? { ...DEFAULT_DIGEST, version: 1 };
}

function answer(c: AppContext, week: Awaited<ReturnType<typeof weekOf>>): Response {
	return week ? c.json(week, 200, { etag: etagOf(week.version) }) : notFound(c);
}

async function weekOf({ env }: AppContext, userId: string) {
	const reader = await readReader(env.DB, userId);
	if (!reader) return null;
	const now = Date.now();
	const { version, ...settings } = settingsOf(reader);
	const { lastAt, nextAt } = lastAndNext(settings, reader.timeZone, now);
	const week = weekUpTo(lastAt, reader.timeZone);
	// What the last tick did not see yet belongs in too.
	await catchUp(env.DB);
	const digest = await digestOf(env, userId, week, now);
	return {
		version,
		settings: { ...settings, nextAt: toWire(nextAt) },
		from: toWire(week.from),
		to: toWire(week.at),
		teams: digest.teams,
		actionItems: {
			open: digest.openItems,
			overdue: digest.overdueItems,
			items: await shownActionItems(env, digest.items),
		},
		reviews: digest.reviews.map((review) => ({ ...review, dueAt: toWire(review.dueAt) })),
		week: digest.week,
		before: digest.before,
	};
}

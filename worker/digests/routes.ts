import { Hono } from "hono";
import { readReader, saveDigestSettings } from "../../db/digests/digests.ts";
import { catchUp } from "../metrics/catch-up.ts";
import type { AppContext, AppEnv } from "../platform/http/app-env.ts";
import { handle } from "../platform/http/handle.ts";
import { notFound } from "../platform/http/input.ts";
import { toWire } from "../platform/rules/time.ts";
import { shownActionItems } from "../reviews/action-items/wire.ts";
import { digestCalls } from "./contract.ts";
import { digestOf } from "./digest-of.ts";
import { DEFAULT_DIGEST, lastAndNext, weekUpTo } from "./rules/digest-week.ts";

export const digestRoutes = new Hono<AppEnv>();

handle(digestRoutes, digestCalls.read, (c, { ids }) => shown(c, ids.userId));

handle(digestRoutes, digestCalls.update, async (c, { ids, body }) => {
	const reader = await readReader(c.env.DB, ids.userId);
	if (!reader) return notFound(c);
	await saveDigestSettings(c.env.DB, ids.userId, { ...(reader.settings ?? DEFAULT_DIGEST), ...body });
	return shown(c, ids.userId);
});

async function shown(c: AppContext, userId: string): Promise<Response> {
	const reader = await readReader(c.env.DB, userId);
	if (!reader) return notFound(c);
	const now = Date.now();
	const settings = reader.settings ?? DEFAULT_DIGEST;
	const { lastAt, nextAt } = lastAndNext(settings, reader.timeZone, now);
	const week = weekUpTo(lastAt, reader.timeZone);
	// What the last tick did not see yet belongs in too.
	await catchUp(c.env.DB);
	const digest = await digestOf(c.env, userId, week, now);
	return c.json({
		settings: { ...settings, nextAt: toWire(nextAt) },
		from: toWire(week.from),
		to: toWire(week.at),
		teams: digest.teams,
		actionItems: {
			open: digest.openItems,
			overdue: digest.overdueItems,
			items: await shownActionItems(c.env, digest.items),
		},
		reviews: digest.reviews.map((review) => ({ ...review, dueAt: toWire(review.dueAt) })),
		week: digest.week,
		before: digest.before,
	});
}

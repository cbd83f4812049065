import { Hono } from "hono";
import type { AppEnv } from "../platform/http/app-env.ts";
import { badgeJson, badgeSvg } from "./badge.ts";
import { FEED_KINDS, type FeedKind, feedOf } from "./feeds.ts";
import { logoAnswer } from "./logo.ts";
import { maintenanceCalendar } from "./maintenance-calendar.ts";
import { notFound } from "./page-answers.tsx";
import { OPEN_HEADERS } from "./page-headers.ts";
import { passingAnswer, publicAnswer } from "./public-answer.ts";
import { publicView } from "./rules/status.ts";
import { DOCUMENTS, type Source, statuspage, statuspageUnknown } from "./statuspage.ts";
import { epochOf, originOf, type PublicContext, snapshotFor, viewOf } from "./visit.ts";

const FEED_TYPES: Record<FeedKind, string> = {
	atom: "application/atom+xml; charset=utf-8",
	rss: "application/rss+xml; charset=utf-8",
	json: "application/feed+json; charset=utf-8",
};

/** What programs read of the public page. It is English whatever they ask for. */
export const documentRoutes = new Hono<AppEnv>();

/** Crawlers find the public pages, and leave the app alone. */
documentRoutes.get("/robots.txt", (c) =>
	c.text("User-agent: *\nAllow: /\nDisallow: /app/\nDisallow: /api/\n", 200, {
		"cache-control": "public, max-age=86400",
	}),
);

/** What is shown beside a shared address. It says nothing of the status: such pictures are kept for days. */
documentRoutes.get("/preview.png", async (c) => {
	const picture = await c.env.ASSETS.fetch(new URL("/app/icons/icon-512.png", c.req.url));
	const headers = { "content-type": "image/png", "cache-control": "public, max-age=86400" };
	return new Response(picture.body, { headers });
});

documentRoutes.get("/maintenances.ics", (c) =>
	open(c, "text/calendar; charset=utf-8", (source) => maintenanceCalendar(source ?? nothingKnown(c))),
);

for (const kind of FEED_KINDS) {
	const feed = (c: PublicContext) =>
		open(c, FEED_TYPES[kind], (source) => feedOf(kind, source ?? nothingKnown(c)));
	documentRoutes.get(`/feed.${kind}`, feed);
	// Where readers of a Statuspage look for them.
	if (kind !== "json") documentRoutes.get(`/history.${kind}`, feed);
}

for (const name of DOCUMENTS) {
	documentRoutes.get(`/api/v2/${name}.json`, (c) =>
		open(c, "application/json; charset=utf-8", (source) =>
			JSON.stringify(source ? statuspage(name, source) : statuspageUnknown(originOf(c), Date.now())),
		),
	);
}
documentRoutes.options("/api/v2/*", (c) =>
	c.body(null, 204, { ...OPEN_HEADERS, "access-control-allow-methods": "GET, HEAD, OPTIONS" }),
);

documentRoutes.get("/badge.svg", (c) =>
	open(c, "image/svg+xml; charset=utf-8", (source) => badgeSvg(source?.view.verdict ?? null)),
);
documentRoutes.get("/badge.json", (c) =>
	open(c, "application/json; charset=utf-8", (source) =>
		JSON.stringify(badgeJson(source?.view.verdict ?? null)),
	),
);

/** A picture that the pages have no room for. */
documentRoutes.get("/logo", async (c) => {
	const snapshot = await snapshotFor(c, Date.now());
	return logoAnswer(snapshot?.page?.logo ?? null, c.req.query("v")) ?? notFound(c, "page");
});

/** A document anybody may read; `make` gets null when no snapshot can be had. */
async function open(
	c: PublicContext,
	type: string,
	make: (source: Source | null) => string,
): Promise<Response> {
	const now = Date.now();
	const snapshot = await snapshotFor(c, now);
	const headers = { ...OPEN_HEADERS, "content-type": type };
	if (!snapshot) return passingAnswer(make(null), headers);
	const { asOf, reviews = {}, page } = snapshot;
	const about = { reviews, asOf, origin: originOf(c), pageName: page?.name ?? null };
	return publicAnswer({
		request: c.req.raw,
		headers,
		path: `${originOf(c)}${c.req.path}`,
		epoch: epochOf(snapshot, now),
		stamp: "",
		render: () => make({ view: viewOf(snapshot, now), ...about }),
		fill: (it) => it,
	});
}

function nothingKnown(c: PublicContext): Source {
	const now = Date.now();
	const view = publicView([], [], now);
	const verdict = { ...view.verdict, sentence: "Status data is unavailable right now" };
	return { view: { ...view, verdict }, reviews: {}, asOf: now, origin: originOf(c), pageName: null };
}

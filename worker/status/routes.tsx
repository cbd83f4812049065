import { type Context, Hono } from "hono";
import type { JSX } from "hono/jsx/jsx-runtime";
import type { PublicIncident } from "../incidents/rules/public-view.ts";
import type { AppEnv } from "../platform/http/app-env.ts";
import { isIdOf } from "../platform/rules/id.ts";
import { minutes, seconds } from "../platform/rules/time.ts";
import { publicUrl } from "../platform/settings.ts";
import { appRoutes } from "./app-files.ts";
import { badgeJson, badgeSvg } from "./badge.ts";
import { ComponentPage } from "./component-page.tsx";
import { FEED_KINDS, type FeedKind, feedOf } from "./feeds.ts";
import { FreshnessLine } from "./freshness-line.tsx";
import { FRESHNESS_SLOT } from "./layout.tsx";
import { maintenanceCalendar } from "./maintenance-calendar.ts";
import { MaintenancePage } from "./maintenance-parts.tsx";
import { HistoryPage, IncidentPage, PlainPage, UnknownPage } from "./other-pages.tsx";
import { StatusPage } from "./page.tsx";
import { PageContext } from "./page-context.ts";
import { HTML_HEADERS, LIVE_HEADERS, OPEN_HEADERS, passingAnswer, publicAnswer } from "./public-answer.ts";
import { currentSnapshot, olderIncident, olderIncidents, olderMaintenance } from "./public-source.ts";
import { componentAt, componentSlugs } from "./rules/component-slug.ts";
import { plannedView } from "./rules/planned.ts";
import { freshness, PLAIN_PAGE, type PublicSnapshot, SNAPSHOT_MS } from "./rules/public-snapshot.ts";
import { type PublicView, publicView } from "./rules/status.ts";
import { doubtsAt } from "./rules/status-doubt.ts";
import { monthOf, monthRange } from "./rules/status-month.ts";
import { DOCUMENTS, type Source, statuspage, statuspageUnknown } from "./statuspage.ts";

type PublicContext = Context<AppEnv>;

const DOCTYPE = "<!doctype html>";
const FEED_TYPES: Record<FeedKind, string> = {
	atom: "application/atom+xml; charset=utf-8",
	rss: "application/rss+xml; charset=utf-8",
	json: "application/feed+json; charset=utf-8",
};

/** Everything the public can read. It is told public facts only and never answers 5xx. */
export const publicRoutes = new Hono<AppEnv>();

publicRoutes.get("/", (c) => page(c, (view) => <StatusPage view={view} />));

/** Crawlers find the public pages, and leave the app alone. */
publicRoutes.get("/robots.txt", (c) =>
	c.text("User-agent: *\nAllow: /\nDisallow: /app/\nDisallow: /api/\n", 200, {
		"cache-control": "public, max-age=86400",
	}),
);

publicRoutes.get("/history", async (c) => {
	const now = Date.now();
	const snapshot = await snapshotFor(c, now);
	if (!snapshot) return unknownPage();
	const thisMonth = monthOf(now);
	const asked = c.req.query("month") ?? thisMonth;
	const range = monthRange(asked);
	if (!range || asked > thisMonth) return notFound(c, "Page not found");
	const held = range.from >= now - SNAPSHOT_MS;
	const incidents = held ? began(snapshot, range) : await olderIncidents(c.env, range.from, range.to);
	const firstMonth = monthOf(Math.min(now, range.from, ...snapshot.components.map((k) => k.createdAt)));
	const history = <HistoryPage {...{ month: asked, incidents, firstMonth, thisMonth, now }} />;
	if (incidents === null) return passingAnswer(`${DOCTYPE}${history}`, HTML_HEADERS);
	return answerPage(c, snapshot, now, `/history?month=${asked}`, () => history);
});

publicRoutes.get("/incidents/:id", async (c) => {
	const now = Date.now();
	const id = c.req.param("id");
	if (!isIdOf("incident", id)) return notFound(c, "Incident not found");
	const snapshot = await snapshotFor(c, now);
	const recent = snapshot?.incidents.find((i) => i.incidentId === id);
	const held = recent && { incident: recent, review: snapshot?.reviews?.[id] ?? null };
	const found = held ?? (await olderIncident(c.env, id));
	if (!snapshot || !found) return unknownPage();
	const { incident, review } = found;
	if (!incident) return notFound(c, "Incident not found");
	if (incident.incidentId !== id) return c.redirect(`/incidents/${incident.incidentId}`);
	const shown = { incident, review, now };
	return answerPage(c, snapshot, now, `/incidents/${id}`, () => <IncidentPage {...shown} />);
});

publicRoutes.get("/components/:slug", async (c) => {
	const now = Date.now();
	const snapshot = await snapshotFor(c, now);
	if (!snapshot) return unknownPage();
	const view = viewOf(snapshot, now);
	const all = view.groups.flatMap((group) => group.components);
	const component = componentAt(all, c.req.param("slug"));
	if (!component) return notFound(c, "Component not found");
	const path = `/components/${componentSlugs(all).get(component.id)}`;
	if (c.req.path !== path) return c.redirect(path);
	return answerPage(c, snapshot, now, path, () => <ComponentPage component={component} view={view} />);
});

publicRoutes.get("/maintenances/:id", async (c) => {
	const now = Date.now();
	const id = c.req.param("id");
	if (!isIdOf("maintenance", id)) return notFound(c, "Maintenance not found");
	const snapshot = await snapshotFor(c, now);
	if (!snapshot) return unknownPage();
	const held = snapshot.maintenances?.find((one) => one.id === id);
	const found = held ?? (await olderMaintenance(c.env, id));
	if (found === "unknown") return unknownPage();
	if (!found) return notFound(c, "Maintenance not found");
	const one = plannedView(found, snapshot.components, now);
	return answerPage(c, snapshot, now, `/maintenances/${id}`, () => <MaintenancePage one={one} now={now} />);
});

publicRoutes.get("/maintenances.ics", (c) =>
	open(c, "text/calendar; charset=utf-8", (source) => maintenanceCalendar(source ?? nothingKnown(c))),
);

for (const kind of FEED_KINDS) {
	publicRoutes.get(`/feed.${kind}`, (c) =>
		open(c, FEED_TYPES[kind], (source) => feedOf(kind, source ?? nothingKnown(c))),
	);
}

for (const name of DOCUMENTS) {
	publicRoutes.get(`/api/v2/${name}.json`, (c) =>
		open(c, "application/json; charset=utf-8", (source) =>
			JSON.stringify(source ? statuspage(name, source) : statuspageUnknown(originOf(c), Date.now())),
		),
	);
}
publicRoutes.options("/api/v2/*", (c) =>
	c.body(null, 204, { ...OPEN_HEADERS, "access-control-allow-methods": "GET, HEAD, OPTIONS" }),
);

publicRoutes.get("/badge.svg", (c) =>
	open(c, "image/svg+xml; charset=utf-8", (source) => badgeSvg(source?.view.verdict ?? null)),
);
publicRoutes.get("/badge.json", (c) =>
	open(c, "application/json; charset=utf-8", (source) =>
		JSON.stringify(badgeJson(source?.view.verdict ?? null)),
	),
);

publicRoutes.route("/", appRoutes);

async function page(c: PublicContext, show: (view: PublicView) => JSX.Element): Promise<Response> {
	const now = Date.now();
	const snapshot = await snapshotFor(c, now);
	if (!snapshot) return unknownPage();
	return answerPage(c, snapshot, now, c.req.path, () => show(viewOf(snapshot, now)));
}

/** `path` names what is rendered; while snapshot and minute stay, it is rendered once. */
function answerPage(
	c: PublicContext,
	snapshot: PublicSnapshot,
	now: number,
	path: string,
	show: () => JSX.Element,
): Response {
	const fresh = freshness(snapshot, now);
	const facts = { ...PLAIN_PAGE, ...snapshot.page, url: `${originOf(c)}${path}` };
	return publicAnswer({
		request: c.req.raw,
		headers: path === "/" ? LIVE_HEADERS : HTML_HEADERS,
		path: facts.url,
		epoch: epochOf(snapshot, now),
		stamp: `${Math.floor(now / seconds(1))}`,
		render: () => `${DOCTYPE}${<PageContext.Provider value={facts}>{show()}</PageContext.Provider>}`,
		fill: (rendered) => rendered.replace(FRESHNESS_SLOT, () => `${<FreshnessLine {...{ fresh, now }} />}`),
	});
}

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
	const { asOf, reviews = {}, page = PLAIN_PAGE } = snapshot;
	const about = { reviews, asOf, origin: originOf(c), pageName: page.name };
	const source = () => ({ view: viewOf(snapshot, now), ...about });
	const epoch = epochOf(snapshot, now);
	const text = () => make(source());
	return publicAnswer({
		request: c.req.raw,
		headers,
		path: `${originOf(c)}${c.req.path}`,
		epoch,
		stamp: "",
		render: text,
		fill: (it) => it,
	});
}

/** While this is the same, so is all that is shown but the age in seconds. */
function epochOf(snapshot: PublicSnapshot, now: number): string {
	const { kind } = freshness(snapshot, now);
	return `${snapshot.version}-${Math.floor(now / minutes(1))}-${kind}`;
}

/** A person who reloads, or a tool that says so, is told what changed in the last seconds. */
function snapshotFor(c: PublicContext, now: number): Promise<PublicSnapshot | null> {
	const wish = c.req.header("cache-control") ?? "";
	return currentSnapshot(c.env, now, /\b(no-cache|max-age=0)\b/.test(wish));
}

function viewOf(snapshot: PublicSnapshot, now: number): PublicView {
	return publicView(
		snapshot.components,
		snapshot.incidents,
		now,
		doubtsAt(snapshot, now),
		snapshot.maintenances,
	);
}

/** Newest first. */
function began(snapshot: PublicSnapshot, { from, to }: { from: number; to: number }): PublicIncident[] {
	const those = snapshot.incidents.filter((i) => i.startedAt >= from && i.startedAt < to);
	return those.sort((a, b) => b.startedAt - a.startedAt);
}

function nothingKnown(c: PublicContext): Source {
	const now = Date.now();
	const view = publicView([], [], now);
	const verdict = { ...view.verdict, sentence: "Status data is unavailable right now" };
	return { view: { ...view, verdict }, reviews: {}, asOf: now, origin: originOf(c), pageName: null };
}

function originOf(c: PublicContext): string {
	return publicUrl(c.env, c.req.url);
}

function unknownPage(): Response {
	return passingAnswer(`${DOCTYPE}${<UnknownPage />}`, HTML_HEADERS);
}

/** For an address that is nobody's. */
export const noSuchPage = (c: PublicContext): Response => notFound(c, "Page not found");

function notFound(c: PublicContext, title: string): Response {
	const text = (
		<PlainPage title={title}>
			Check the address, or go to the status page to see the current status.
		</PlainPage>
	);
	return c.body(`${DOCTYPE}${text}`, 404, HTML_HEADERS);
}

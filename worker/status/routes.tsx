import { Hono } from "hono";
import type { PublicIncident } from "../incidents/rules/public-view.ts";
import { overAt } from "../maintenance/rules/public-maintenance.ts";
import type { AppEnv } from "../platform/http/app-env.ts";
import { isIdOf } from "../platform/rules/id.ts";
import { appRoutes } from "./app-files.ts";
import { ComponentPage } from "./component-page.tsx";
import { documentRoutes } from "./document-routes.ts";
import { EmbeddedPage } from "./embedded-page.tsx";
import { MaintenancePage } from "./maintenance-parts.tsx";
import { HistoryPage, IncidentPage } from "./other-pages.tsx";
import { StatusPage } from "./page.tsx";
import { answerPage, answerPassing, DOCTYPE, notFound, unknownPage } from "./page-answers.tsx";
import { inLanguage } from "./page-context.ts";
import { EMBEDDED_HEADERS, liveHeaders } from "./page-headers.ts";
import { passingAnswer } from "./public-answer.ts";
import { olderIncident, olderIncidents, olderMaintenance, olderMaintenances } from "./public-source.ts";
import { componentAt, componentSlugs } from "./rules/component-slug.ts";
import { type PlannedView, plannedAt, plannedView } from "./rules/planned.ts";
import { type PublicSnapshot, SNAPSHOT_MS } from "./rules/public-snapshot.ts";
import { monthOf, monthRange } from "./rules/status-month.ts";
import { type Visit, viewOf, visitOf } from "./visit.ts";

/** Everything the public can read. It is told public facts only and never answers 5xx. */
export const publicRoutes = new Hono<AppEnv>();

publicRoutes.get("/", async (c) => {
	const visit = await visitOf(c);
	if (!visit) return unknownPage();
	const { snapshot, now, words } = visit;
	return answerPage(visit, "/", () => <StatusPage view={viewOf(snapshot, now, words)} />, liveHeaders);
});

/** One line for the pages of others, in a frame. */
publicRoutes.get("/embed", async (c) => {
	const visit = await visitOf(c);
	if (!visit) return passingAnswer(`${DOCTYPE}${<EmbeddedPage verdict={null} />}`, EMBEDDED_HEADERS);
	const { snapshot, now, words } = visit;
	const { verdict } = viewOf(snapshot, now, words);
	return answerPage(
		visit,
		"/embed",
		() => <EmbeddedPage verdict={verdict} />,
		() => EMBEDDED_HEADERS,
	);
});

publicRoutes.get("/history", async (c) => {
	const visit = await visitOf(c);
	if (!visit) return unknownPage();
	const { snapshot, now } = visit;
	const thisMonth = monthOf(now);
	const asked = c.req.query("month") ?? thisMonth;
	const range = monthRange(asked);
	if (!range || asked > thisMonth) return notFound(c, "page");
	const held = range.from >= now - SNAPSHOT_MS;
	const { from, to } = range;
	const [incidents, ended] = held
		? [began(snapshot, range), snapshot.maintenances ?? []]
		: await Promise.all([olderIncidents(c.env, from, to), olderMaintenances(c.env, from, to)]);
	const isOfMonth = (one: PlannedView) => overAt(one) >= from && overAt(one) < to;
	const maintenances = ended && plannedAt(ended, snapshot.components, now).past.filter(isOfMonth);
	const firstMonth = monthOf(Math.min(now, range.from, ...snapshot.components.map((k) => k.createdAt)));
	const history = <HistoryPage {...{ month: asked, incidents, maintenances, firstMonth, thisMonth, now }} />;
	if (incidents === null || maintenances === null) return answerPassing(visit, history);
	return answerPage(visit, `/history?month=${asked}`, () => history);
});

publicRoutes.get("/incidents/:id", async (c) => {
	const id = c.req.param("id");
	if (!isIdOf("incident", id)) return notFound(c, "incident");
	const visit = await visitOf(c);
	const recent = visit?.snapshot.incidents.find((i) => i.incidentId === id);
	const held = recent && { incident: recent, review: visit?.snapshot.reviews?.[id] ?? null };
	const found = held ?? (await olderIncident(c.env, id));
	if (!visit || !found) return unknownPage();
	const { incident, review } = found;
	if (!incident) return notFound(c, "incident");
	if (incident.incidentId !== id) return c.redirect(kept(visit, `/incidents/${incident.incidentId}`));
	const shown = { incident, review, now: visit.now };
	return answerPage(visit, `/incidents/${id}`, () => <IncidentPage {...shown} />);
});

publicRoutes.get("/components/:slug", async (c) => {
	const visit = await visitOf(c);
	if (!visit) return unknownPage();
	const view = viewOf(visit.snapshot, visit.now, visit.words);
	const all = view.groups.flatMap((group) => group.components);
	const component = componentAt(all, c.req.param("slug"));
	if (!component) return notFound(c, "component");
	const path = `/components/${componentSlugs(all).get(component.id)}`;
	if (c.req.path !== path) return c.redirect(kept(visit, path));
	return answerPage(visit, path, () => <ComponentPage component={component} view={view} />);
});

publicRoutes.get("/maintenances/:id", async (c) => {
	const id = c.req.param("id");
	if (!isIdOf("maintenance", id)) return notFound(c, "maintenance");
	const visit = await visitOf(c);
	if (!visit) return unknownPage();
	const { snapshot, now } = visit;
	const held = snapshot.maintenances?.find((one) => one.id === id);
	const found = held ?? (await olderMaintenance(c.env, id));
	if (found === "unknown") return unknownPage();
	if (!found) return notFound(c, "maintenance");
	const one = plannedView(found, snapshot.components, now);
	return answerPage(visit, `/maintenances/${id}`, () => <MaintenancePage one={one} now={now} />);
});

publicRoutes.route("/", documentRoutes);
publicRoutes.route("/", appRoutes);

/** The language that the address names goes along. */
const kept = ({ isNamed, words }: Visit, path: string): string =>
	isNamed ? inLanguage(path, words.tag) : path;

/** Newest first. */
function began(snapshot: PublicSnapshot, { from, to }: { from: number; to: number }): PublicIncident[] {
	const those = snapshot.incidents.filter((i) => i.startedAt >= from && i.startedAt < to);
	return those.sort((a, b) => b.startedAt - a.startedAt);
}

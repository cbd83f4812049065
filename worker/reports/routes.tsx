import { Hono } from "hono";
import type { PublicIncident } from "../incidents/rules/public-view.ts";
import type { AppContext, AppEnv } from "../platform/http/app-env.ts";
import { handle } from "../platform/http/handle.ts";
import { fieldError } from "../platform/http/input.ts";
import { invalid, problem, unavailable } from "../platform/http/problems.ts";
import { log } from "../platform/log.ts";
import { publicUrl } from "../platform/settings.ts";
import { fieldOf, formAnswer, formFacts, readForm } from "../status/form-page.tsx";
import type { PublicSnapshot } from "../status/rules/public-snapshot.ts";
import { reportCalls } from "./contract.ts";
import { ReportedPage, ReportPage } from "./pages.tsx";
import { takeReport } from "./report.ts";

const TOO_MANY = "Too many reports from your network. Try again in a minute.";
const NOT_TAKEN = "Your report can’t be taken right now. Try again in a minute.";

/** What visitors of the status page tell the team: that they are affected. */
export const reportRoutes = new Hono<AppEnv>();

handle(reportRoutes, reportCalls.report, async (c, { body }) => {
	c.header("cache-control", "no-store");
	const snapshot = await formFacts(c);
	const { componentId, message } = body;
	if (componentId !== null && !snapshot) return unavailable(c, NOT_TAKEN);
	if (componentId !== null && !componentOf(snapshot, componentId))
		return invalid(c, [fieldError("/componentId", "is not on the status page")]);
	if ((await takeReport(c, componentId, message)) === "limited")
		return problem(c, "rate-limited", TOO_MANY, { headers: { "retry-after": "60" } });
	const known = knownOf(snapshot, componentId).map(({ incidentId: id, name, status }) => ({
		...{ id, name, status },
		url: `${publicUrl(c.env, c.req.url)}/incidents/${id}`,
	}));
	return c.json({ result: "accepted", known }, 202);
});

reportRoutes.get("/report", async (c) => {
	const snapshot = await formFacts(c);
	return formAnswer(c, snapshot, 200, form(snapshot, c.req.query("component") ?? "", null));
});

reportRoutes.post("/report", async (c) => {
	const [sent, snapshot] = [await readForm(c), await formFacts(c)];
	const chosen = fieldOf(sent, "componentId");
	const component = componentOf(snapshot, chosen);
	if (sent === null || (chosen !== "" && !component))
		return formAnswer(c, snapshot, 422, form(snapshot, "", "Say what doesn’t work."));
	// A field that no person sees: who fills it in is a program, and counts for nobody.
	const isProgram = fieldOf(sent, "website") !== "";
	const taken = isProgram ? "counted" : await taking(c, component?.id ?? null, fieldOf(sent, "message"));
	if (taken === "limited") return formAnswer(c, snapshot, 429, form(snapshot, chosen, TOO_MANY));
	if (taken === "failed") return formAnswer(c, snapshot, 503, form(snapshot, chosen, NOT_TAKEN));
	const known = knownOf(snapshot, component?.id ?? null);
	return formAnswer(c, snapshot, 202, <ReportedPage {...{ known, component }} />);
});

async function taking(
	c: AppContext,
	componentId: string | null,
	message: string,
): Promise<"counted" | "limited" | "failed"> {
	try {
		return await takeReport(c, componentId, message);
	} catch (error) {
		log("reports.not_taken", { error });
		return "failed";
	}
}

const form = (snapshot: PublicSnapshot | null, chosen: string, wrong: string | null) => (
	<ReportPage {...{ components: snapshot?.components ?? [], chosen, wrong }} />
);

const componentOf = (snapshot: PublicSnapshot | null, id: string) =>
	snapshot?.components.find((component) => component.id === id) ?? null;

/** Open ones of the component, or all where none was named. */
function knownOf(snapshot: PublicSnapshot | null, componentId: string | null): PublicIncident[] {
	const isOpen = (one: PublicIncident) => one.published && one.resolvedAt === null;
	return (snapshot?.incidents ?? []).filter(
		(one) => isOpen(one) && (componentId === null || one.componentId === componentId),
	);
}

import { Hono } from "hono";
import { isDatabaseTrouble } from "../db/platform/client.ts";
import { alertKeyRoutes } from "./alerts/alert-keys/routes.ts";
import { inboundRoutes } from "./alerts/inbound/routes.ts";
import { integrationRoutes } from "./alerts/integrations/routes.ts";
import { authorise } from "./authorise.ts";
import { digestRoutes } from "./digests/routes.ts";
import { documentRoutes } from "./document.ts";
import { ENDPOINTS, endpointsAt } from "./endpoints.ts";
import { replayLinkRoutes } from "./incidents/replay-links/routes.ts";
import { incidentRoutes } from "./incidents/routes/incidents.ts";
import { nowRoutes } from "./incidents/routes/now.ts";
import { pageActionRoutes } from "./incidents/routes/page-actions.ts";
import { replayRoutes } from "./incidents/routes/replay.ts";
import { metricsRoutes } from "./metrics/routes.ts";
import { monitorRoutes } from "./monitoring/monitors/routes.ts";
import { onCallRoutes } from "./oncall/schedules/on-call-routes.ts";
import { scheduleRoutes } from "./oncall/schedules/routes.ts";
import { healthRoutes } from "./operations/health.ts";
import { prometheusRoutes } from "./operations/prometheus.ts";
import { contactMethodRoutes } from "./paging/contact-methods/routes.ts";
import { policyRoutes } from "./paging/policies/routes.ts";
import { severityPolicyRoutes } from "./paging/severity-policy/routes.ts";
import { webhookRoutes } from "./paging/webhooks/routes.ts";
import { auditLogRoutes } from "./people/audit-log/routes.ts";
import { meRoutes } from "./people/me/routes.ts";
import { settingsRoutes } from "./people/settings/routes.ts";
import { inviteRoutes } from "./people/sign-in/invite-routes.ts";
import { pairingRoutes } from "./people/sign-in/pairing-routes.ts";
import { sessionRoutes } from "./people/sign-in/session-routes.ts";
import { setupRoutes } from "./people/sign-in/setup-routes.ts";
import { teamRoutes } from "./people/teams/routes.ts";
import { tokenRoutes } from "./people/tokens/routes.ts";
import { userRoutes } from "./people/users/routes.ts";
import type { AppContext, AppEnv } from "./platform/http/app-env.ts";
import { HANDLED } from "./platform/http/handle.ts";
import { notFound } from "./platform/http/input.ts";
import { problem, unavailable } from "./platform/http/problems.ts";
import { identifyRequest, privateAnswers, secureAnswers } from "./platform/http/request.ts";
import { log } from "./platform/log.ts";
import { remediationRoutes } from "./remediation/routes.ts";
import { actionItemCommandRoutes } from "./reviews/action-items/command-routes.ts";
import { actionItemRoutes } from "./reviews/action-items/routes.ts";
import { reviewCommandRoutes } from "./reviews/review/command-routes.ts";
import { reviewFileRoutes } from "./reviews/review/file-routes.ts";
import { proposalRoutes } from "./reviews/review/proposal-routes.ts";
import { reviewRoutes } from "./reviews/review/routes.ts";
import { sectionRoutes } from "./reviews/review/section-routes.ts";
import { trackerRoutes } from "./reviews/trackers/routes.ts";
import { serviceRoutes } from "./services/routes.ts";
import { componentRoutes } from "./status/components/routes.ts";
import { noSuchPage, publicRoutes } from "./status/routes.tsx";

const API = "/api/v1/*";

/** Everything that answers HTTP. */
export const app = new Hono<AppEnv>();

app.onError(broken);
app.notFound(unmatched);
app.use("*", identifyRequest, secureAnswers);
app.use(API, privateAnswers, authorise);

const PARTS = [
	publicRoutes,
	inboundRoutes,
	healthRoutes,
	prometheusRoutes,
	incidentRoutes,
	replayRoutes,
	replayLinkRoutes,
	pageActionRoutes,
	setupRoutes,
	sessionRoutes,
	pairingRoutes,
	inviteRoutes,
	meRoutes,
	nowRoutes,
	userRoutes,
	contactMethodRoutes,
	teamRoutes,
	scheduleRoutes,
	onCallRoutes,
	policyRoutes,
	serviceRoutes,
	integrationRoutes,
	alertKeyRoutes,
	monitorRoutes,
	severityPolicyRoutes,
	componentRoutes,
	remediationRoutes,
	settingsRoutes,
	reviewRoutes,
	reviewCommandRoutes,
	proposalRoutes,
	sectionRoutes,
	reviewFileRoutes,
	actionItemRoutes,
	actionItemCommandRoutes,
	trackerRoutes,
	webhookRoutes,
	tokenRoutes,
	auditLogRoutes,
	metricsRoutes,
	digestRoutes,
	documentRoutes,
];
for (const part of PARTS) app.route("/", part);

// A call that is not in the list would have no guard, and one that nothing serves would be an empty promise.
const listed = new Set(ENDPOINTS);
const oneSided = [...listed, ...HANDLED].filter((call) => !listed.has(call) || !HANDLED.has(call));
for (const { method, path } of oneSided)
	throw new Error(`${method} ${path} is in the list of calls or served, and not both`);

/** What no handler expected: the caller learns its kind, the log the rest. */
function broken(error: Error, c: AppContext): Response {
	const requestId = c.get("requestId");
	if (isDatabaseTrouble(error)) {
		log("http.database_trouble", { requestId, path: c.req.routePath, error });
		return unavailable(c, "the database does not answer");
	}
	const { overloaded, retryable } = { overloaded: false, retryable: false, ...error };
	if (overloaded || retryable) {
		log("http.object_trouble", { requestId, path: c.req.routePath, error });
		return unavailable(c, "a part that this needs does not answer");
	}
	log("http.broken", { requestId, path: c.req.routePath, error, stack: error.stack });
	return problem(c, "internal", "the request id finds it in the log");
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

function unmatched(c: AppContext): Response {
	const { path } = c.req;
	const ofApi = endpointsAt(path).map((endpoint) => endpoint.method.toUpperCase());
	const allowed = ofApi.length > 0 ? ofApi : METHODS.filter((method) => isServed(method, path));
	if (allowed.length === 0) return isBrowsing(c) ? noSuchPage(c) : notFound(c);
	const allow = allowed.includes("GET") ? ["HEAD", ...allowed] : allowed;
	return problem(c, "method-not-allowed", `this address takes ${allowed.join(", ")}`, {
		headers: { allow: [...new Set(allow)].join(", ") },
	});
}

/** A person with a browser reads a page; whoever calls the API reads JSON, whatever they ask for. */
function isBrowsing({ req }: AppContext): boolean {
	return (
		req.method === "GET" && !req.path.startsWith("/api/") && /\btext\/html\b/.test(req.header("accept") ?? "")
	);
}

/** True when a handler of its own, not only middleware, serves this method here. */
function isServed(method: string, path: string): boolean {
	return app.router.match(method, path)[0].some(([[, route]]) => route.method === method);
}

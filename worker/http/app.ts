import { Hono } from "hono";
import { isDatabaseTrouble } from "../../db/client.ts";
import { ENDPOINTS, endpointsAt } from "../contract/endpoints.ts";
import { log } from "../log.ts";
import { alertKeyRoutes } from "./alert-keys.ts";
import type { AppContext, AppEnv } from "./app-env.ts";
import { auditLogRoutes } from "./audit-log.ts";
import { authorise } from "./auth.ts";
import { componentRoutes } from "./components.ts";
import { contactMethodRoutes } from "./contact-methods.ts";
import { documentRoutes } from "./document.ts";
import { HANDLED } from "./handle.ts";
import { healthRoutes } from "./health.ts";
import { inboundRoutes } from "./inbound.ts";
import { incidentRoutes } from "./incidents.ts";
import { notFound } from "./input.ts";
import { integrationRoutes } from "./integrations.ts";
import { inviteRoutes } from "./invites.ts";
import { meRoutes } from "./me.ts";
import { metricsRoutes } from "./metrics.ts";
import { monitorRoutes } from "./monitors.ts";
import { nowRoutes } from "./now.ts";
import { onCallRoutes } from "./on-call.ts";
import { pageActionRoutes } from "./page-actions.ts";
import { pairingRoutes } from "./pairing.ts";
import { policyRoutes } from "./policies.ts";
import { problem, unavailable } from "./problems.ts";
import { publicRoutes } from "./public.tsx";
import { identifyRequest, privateAnswers, secureAnswers } from "./request.ts";
import { scheduleRoutes } from "./schedules.ts";
import { serviceRoutes } from "./services.ts";
import { sessionRoutes } from "./session.ts";
import { setupRoutes } from "./setup.ts";
import { severityPolicyRoutes } from "./severity-policy.ts";
import { teamRoutes } from "./teams.ts";
import { tokenRoutes } from "./tokens.ts";
import { userRoutes } from "./users.ts";
import { webhookRoutes } from "./webhooks.ts";

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
	metricsRoutes,
	incidentRoutes,
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
	webhookRoutes,
	tokenRoutes,
	auditLogRoutes,
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
	if (allowed.length === 0) return notFound(c);
	const allow = allowed.includes("GET") ? ["HEAD", ...allowed] : allowed;
	return problem(c, "method-not-allowed", `this address takes ${allowed.join(", ")}`, {
		headers: { allow: [...new Set(allow)].join(", ") },
	});
}

/** True when a handler of its own, not only middleware, serves this method here. */
function isServed(method: string, path: string): boolean {
	return app.router.match(method, path)[0].some(([[, route]]) => route.method === method);
}

import { Hono } from "hono";
import { isDatabaseTrouble } from "../db/platform/client.ts";
import { authorise } from "./authorise.ts";
import { ENDPOINTS, endpointsAt, PARTS } from "./endpoints.ts";
import type { AppContext, AppEnv } from "./platform/http/app-env.ts";
import { HANDLED } from "./platform/http/handle.ts";
import { notFound } from "./platform/http/input.ts";
import { problem, unavailable } from "./platform/http/problems.ts";
import { identifyRequest, privateAnswers, secureAnswers } from "./platform/http/request.ts";
import { log } from "./platform/log.ts";
import { noSuchPage } from "./status/page-answers.tsx";

const API = "/api/v1/*";

/** Everything that answers HTTP. */
export const app = new Hono<AppEnv>();

app.onError(broken);
app.notFound(unmatched);
app.use("*", identifyRequest, secureAnswers);
app.use(API, privateAnswers, authorise);

for (const [routes] of PARTS) app.route("/", routes);

// A call that is served and not in the list would have no guard, and one that nothing serves would be an empty promise.
const listed = new Set(ENDPOINTS);
const oneSided = [...listed, ...HANDLED].filter((call) => !listed.has(call) || !HANDLED.has(call));
for (const { method, path } of oneSided)
	throw new Error(`${method} ${path} is in the list of calls or served, and not both`);

/** What no handler expected: the caller learns its kind, the log the rest. */
function broken(error: Error, c: AppContext): Response {
	const requestId = c.get("requestId");
	if (isDatabaseTrouble(error)) {
		log("http.database_trouble", { requestId, path: c.req.routePath, error });
		return unavailable(c, "The database isn’t responding.");
	}
	const { overloaded, retryable } = { overloaded: false, retryable: false, ...error };
	if (overloaded || retryable) {
		log("http.object_trouble", { requestId, path: c.req.routePath, error });
		return unavailable(c, "A required component isn’t responding.");
	}
	log("http.broken", { requestId, path: c.req.routePath, error, stack: error.stack });
	return problem(c, "internal", "Unexpected error. Look up the request ID in the log.");
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

function unmatched(c: AppContext): Response | Promise<Response> {
	const { path } = c.req;
	const ofApi = endpointsAt(path).map((endpoint) => endpoint.method.toUpperCase());
	const allowed = ofApi.length > 0 ? ofApi : METHODS.filter((method) => isServed(method, path));
	if (allowed.length === 0) return isBrowsing(c) ? noSuchPage(c) : notFound(c);
	const allow = allowed.includes("GET") ? ["HEAD", ...allowed] : allowed;
	return problem(c, "method-not-allowed", `Allowed methods: ${allowed.join(", ")}.`, {
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

import { createMiddleware } from "hono/factory";
import { secureHeaders } from "hono/secure-headers";
import { newId } from "../vault/ids.ts";
import type { AppEnv } from "./app-env.ts";

const WELL_FORMED = /^[\w.-]{1,64}$/;

/** Gives every request its id (the caller's `X-Request-Id`, when it is one) and says it in the answer. */
export const identifyRequest = createMiddleware<AppEnv>(async (c, next) => {
	const given = c.req.header("x-request-id");
	c.set("requestId", given && WELL_FORMED.test(given) ? given : newId("request"));
	await next();
	c.header("x-request-id", c.get("requestId"));
});

/** What every answer says to browsers. Each page has a content policy of its own; what embeds us is its `frame-ancestors`. */
export const secureAnswers = secureHeaders({
	// For this host alone: what else lives below a team's domain is not ours to promise for.
	strictTransportSecurity: "max-age=63072000",
	referrerPolicy: "no-referrer",
	crossOriginOpenerPolicy: "same-origin",
	permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [] },
	// Other sites may read the public documents.
	crossOriginResourcePolicy: false,
	originAgentCluster: false,
	xDnsPrefetchControl: false,
	xDownloadOptions: false,
	xFrameOptions: false,
	xPermittedCrossDomainPolicies: false,
	xXssProtection: false,
});

/** For the API: nothing is kept by a cache, nothing is shown as a page, unless it brings a policy of its own. */
export const privateAnswers = createMiddleware<AppEnv>(async (c, next) => {
	await next();
	c.header("cache-control", "no-store");
	if (!c.res.headers.has("content-security-policy"))
		c.header("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
});

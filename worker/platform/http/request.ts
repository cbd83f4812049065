import { createMiddleware } from "hono/factory";
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

/** What every answer says to browsers; a page with a policy of its own keeps it. */
export const secureAnswers = createMiddleware<AppEnv>(async (c, next) => {
	await next();
	c.header("x-content-type-options", "nosniff");
	c.header("referrer-policy", "no-referrer");
	c.header("strict-transport-security", "max-age=63072000; includeSubDomains");
	c.header("cross-origin-opener-policy", "same-origin");
	c.header("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()");
});

/** For the API: nothing is kept by a cache, nothing is shown as a page. */
export const privateAnswers = createMiddleware<AppEnv>(async (c, next) => {
	await next();
	c.header("cache-control", "no-store");
	c.header("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
});

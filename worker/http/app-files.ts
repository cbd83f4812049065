import { Hono } from "hono";
import type { AppEnv } from "./app-env.ts";
import { notFound } from "./input.ts";
import { PAGE_SHELL, SHELL_HEADERS } from "./page-shell.ts";
import { SAFE_HEADERS } from "./public-answer.ts";

const APP_HEADERS = {
	...SAFE_HEADERS,
	"permissions-policy": "camera=(), microphone=(), geolocation=()",
	"content-security-policy": [
		...[
			"default-src 'none'",
			"script-src 'self'",
			"style-src 'self'",
			"img-src 'self' data:",
			"font-src 'self'",
		],
		...[
			"connect-src 'self'",
			"worker-src 'self'",
			"manifest-src 'self'",
			"base-uri 'none'",
			"form-action 'self'",
		],
		"frame-ancestors 'none'",
		// One policy for the templates that are compiled into the app, one for the address of its service worker.
		...["require-trusted-types-for 'script'", "trusted-types solid-templates service-worker"],
	].join("; "),
};

/** The app's files, and the small page behind a tap, which needs none of them. */
export const appRoutes = new Hono<AppEnv>();

// A passkey cannot belong to an IP address. The fragment survives a redirect by itself.
appRoutes.use("/app/*", async (c, next) => {
	const url = new URL(c.req.url);
	if (url.hostname !== "127.0.0.1" || c.req.method !== "GET") return next();
	url.hostname = "localhost";
	return c.redirect(url.href, 302);
});

appRoutes.get("/app", (c) => c.redirect("/app/", 302));
appRoutes.get("/app/p", (c) => c.body(PAGE_SHELL, 200, SHELL_HEADERS));
appRoutes.get("/app/*", async (c) => {
	const { pathname } = new URL(c.req.url);
	const file = await c.env.ASSETS.fetch(c.req.raw);
	if (file.status !== 404) return withHeaders(file, pathname);
	if (/\.\w+$/.test(pathname)) return notFound(c);
	return withHeaders(await c.env.ASSETS.fetch(new URL("/app/", c.req.url)), "/app/");
});

/** Files under assets/ carry the hash of their content in their name; everything else is asked for again. */
function withHeaders(file: Response, pathname: string): Response {
	const answer = new Response(file.body, file);
	for (const [name, value] of Object.entries(APP_HEADERS)) answer.headers.set(name, value);
	const lasting = pathname.startsWith("/app/assets/") && file.ok;
	answer.headers.set("cache-control", lasting ? "public, max-age=31536000, immutable" : "no-cache");
	return answer;
}

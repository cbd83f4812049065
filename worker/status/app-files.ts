import { Hono } from "hono";
import { PAGE_SHELL, SHELL_HEADERS } from "../incidents/page-shell/page-shell.ts";
import type { AppEnv } from "../platform/http/app-env.ts";
import { notFound } from "../platform/http/input.ts";
import { APP_POLICY } from "./app-policy.ts";

const APP_HEADERS = {
	"content-security-policy": APP_POLICY,
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
	if (file.status !== 404) return withHeaders(file);
	if (/\.\w+$/.test(pathname)) return notFound(c);
	return withHeaders(await c.env.ASSETS.fetch(new URL("/app/", c.req.url)));
});

/** Asked for again each time. What lies under assets/ carries the hash of its content, and never comes here. */
function withHeaders(file: Response): Response {
	const answer = new Response(file.body, file);
	for (const [name, value] of Object.entries(APP_HEADERS)) answer.headers.set(name, value);
	answer.headers.set("cache-control", "no-cache");
	return answer;
}

/** The public's part alone: its object and routes, doors to feed the object, and bindings that can be broken. */
import { DurableObject } from "cloudflare:workers";
import { Hono } from "hono";
import type { Env } from "../../worker/env.ts";
import type { AppEnv } from "../../worker/http/app-env.ts";
import { publicRoutes } from "../../worker/http/public.tsx";
import { publicationOf } from "../../worker/stubs.ts";

export { Publication } from "../../worker/status/publication-object.ts";
export class Incident extends DurableObject {}
export class Desk extends DurableObject {}
export class Watch extends DurableObject {}
export class Prober extends DurableObject {}
export class Live extends DurableObject {}
export class Vault extends DurableObject {}

interface TestEnv extends Env {
	/** Which of `object`, `object-hangs`, `kv`, `d1` are down. */
	BROKEN?: string;
}

const app = new Hono<AppEnv>();
app.post("/test/incident", async (c) => {
	await publicationOf(c.env).upsert(await c.req.json());
	return c.json({});
});
app.post("/test/components", async (c) => {
	await publicationOf(c.env).setComponents(await c.req.json());
	return c.json({});
});
app.post("/test/tick", async (c) => {
	await publicationOf(c.env).tick(await c.req.json());
	return c.json({});
});
app.get("/test/copy", async (c) => c.json(await c.env.SNAPSHOTS.get("public-snapshot", "json")));
app.route("/", publicRoutes);

const broken = (name: string) =>
	new Proxy(
		{},
		{
			get() {
				throw new Error(`${name} is down`);
			},
		},
	);
const hanging = { idFromName: () => ({}), get: () => ({ read: () => new Promise(() => {}) }) };

function withFaults(env: TestEnv): TestEnv {
	const faults = (env.BROKEN ?? "").split(",");
	const changed: Record<string, unknown> = { ...env };
	if (faults.includes("object")) changed.PUBLICATION = broken("the object");
	if (faults.includes("object-hangs")) changed.PUBLICATION = hanging;
	if (faults.includes("kv")) changed.SNAPSHOTS = broken("KV");
	if (faults.includes("d1")) changed.DB = broken("D1");
	return changed as unknown as TestEnv;
}

export default {
	fetch: (request, env, ctx) => app.fetch(request, withFaults(env), ctx),
	async scheduled() {},
} satisfies ExportedHandler<TestEnv>;

/** What ships, with doors that feed the Publication object, and bindings that the HTTP side finds broken. */
import { Hono } from "hono";
import shipped from "../../scripts/local/entry.ts";
import type { Env } from "../../worker/platform/env.ts";
import { publicationOf } from "../../worker/platform/stubs.ts";
import type { PublicComponent } from "../../worker/services/rules/component.ts";
import { currentSnapshot } from "../../worker/status/public-source.ts";

export * from "../../scripts/local/entry.ts";

interface TestEnv extends Env {
	/** Which of `object`, `object-hangs`, `kv`, `d1` are down. */
	BROKEN?: string;
}

const doors = new Hono<{ Bindings: Env }>();
doors.post("/test/incident", async (c) => {
	await publicationOf(c.env).upsert(await c.req.json());
	return c.json({});
});
doors.post("/test/review", async (c) => {
	await publicationOf(c.env).setReview(await c.req.json());
	return c.json({});
});
doors.post("/test/components", async (c) => {
	const components = await c.req.json<{ id: string }[]>();
	// Each shows a service of the same identifier.
	const places = Object.fromEntries(components.map(({ id }) => [id, id]));
	await publicationOf(c.env).setParts({
		components: components as PublicComponent[],
		places,
		maintenances: [],
	});
	return c.json({});
});
doors.post("/test/maintenances", async (c) => {
	await publicationOf(c.env).setMaintenances(await c.req.json());
	return c.json({});
});
doors.post("/test/tick", async (c) => {
	const facts = { lateAfterMs: 0, slices: [], isComplete: true };
	await publicationOf(c.env).tick({ ...facts, ...(await c.req.json()) });
	return c.json({});
});
let asked = 0;
/** Each stands for an isolate of its own: the page's source is kept by this binding. */
const isolates: Record<string, object> = { one: {}, another: {} };
/** How often these isolates have asked the object, after this one has read the page's facts. */
doors.get("/test/read/:isolate", async (c) => {
	const object = publicationOf(c.env);
	const read = (known: number | null) => {
		asked++;
		return object.read(known);
	};
	const PUBLICATION = { idFromName: () => ({}), get: () => ({ read }) };
	const env = { ...c.env, PUBLICATION, DB: isolates[c.req.param("isolate")] } as unknown as Env;
	const snapshot = await currentSnapshot(env, Date.now());
	return c.json({ version: snapshot?.version, asOf: snapshot?.asOf, asked });
});
doors.get("/test/copy", async (c) => c.json(await c.env.SNAPSHOTS.get("public-snapshot", "json")));

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
	fetch(request, env, ctx) {
		const isDoor = new URL(request.url).pathname.startsWith("/test/");
		return isDoor ? doors.fetch(request, env, ctx) : shipped.fetch(request, withFaults(env), ctx);
	},
	scheduled: shipped.scheduled,
} satisfies ExportedHandler<TestEnv>;

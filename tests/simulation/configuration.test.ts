/** All that people configure, as one file: through the API, into an empty instance, and back. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { configurations, FILE_NOW } from "../support/random-configuration.ts";
import { runs } from "../support/runs.ts";
import type { Edge } from "./edge/edge.ts";
import { ADMIN, emptyWorld, inWorld } from "./world.ts";

interface Item {
	section: string;
	key: string;
	action: string;
	state: string;
	reason: string | null;
	changes: { field: string; from: unknown; to: unknown }[];
}
interface Plan {
	state: string;
	counts: Record<"create" | "change" | "delete" | "unchanged", number>;
	items: Item[];
	secrets: { section: string; key: string; secret: string; url: string | null }[];
}

const YAML = { ...ADMIN, "content-type": "application/yaml" };
const JSON_ = { ...ADMIN, "content-type": "application/json" };

const MINUTE_MS = 60_000;
/** Longer than the soak has worlds. */
const WELL_BEFORE_MS = 2 * 86_400_000;
let worlds = 0;

/** In an instance in which nothing is configured, a minute later each time: all of them count against one limit. */
async function empty<Result>(work: (edge: Edge) => Promise<Result>): Promise<Result> {
	const edge = await emptyWorld(FILE_NOW - WELL_BEFORE_MS + worlds++ * MINUTE_MS);
	return inWorld(edge, () => work(edge));
}

async function exported(edge: Edge): Promise<string> {
	const answer = await edge.until(edge.http("GET", "/api/v1/export", undefined, ADMIN));
	expect(answer.status).toBe(200);
	return String(answer.body);
}

const send = (edge: Edge, file: string | object, query = "") => {
	const headers = typeof file === "string" ? YAML : JSON_;
	const body = typeof file === "string" ? file : JSON.stringify(file);
	return edge.until(edge.http("POST", `/api/v1/apply${query}`, body, headers));
};

async function applied(edge: Edge, file: string | object, query = ""): Promise<Plan> {
	for (;;) {
		const answer = await send(edge, file, query);
		expect(answer.status, JSON.stringify(answer.body)).toBe(200);
		const plan = answer.body as Plan;
		if (plan.state !== "incomplete") return plan;
	}
}

describe("a file with all that people configure", () => {
	it("is the same to the byte after it went into an empty instance, and then there is nothing to do", async () => {
		await fc.assert(
			fc.asyncProperty(configurations, async (file) => {
				const first = await empty(async (edge) => {
					const plan = await applied(edge, file);
					expect(plan.state).toBe("done");
					return exported(edge);
				});
				expect(first).not.toMatch(/\b(usr|team|sch|ovr|pol|svc|int|mon|cmp|wh|rem|rbk)_[0-9A-Z]{26}\b/);
				await empty(async (edge) => {
					await applied(edge, first);
					expect(await exported(edge)).toBe(first);
					const again = await applied(edge, first, "?prune=true");
					expect(again).toMatchObject({ state: "done", items: [], secrets: [] });
					expect(await exported(edge)).toBe(first);
				});
			}),
			{ numRuns: runs(4) },
		);
	});
});

/** Ana is on call for the shop. */
const SHOP = `
tocsin: 1
users:
  ana: { name: Ana, email: ana@shop.example, role: admin }
  bo: { name: Bo, email: bo@shop.example }
schedules:
  nights:
    name: Nights
    timeZone: Europe/Berlin
    layers:
      - name: Weekly
        users: [ana, bo]
        rotation: { unit: week, length: 1, startsAt: "2026-01-05T09:00" }
escalationPolicies:
  shop:
    name: Shop on call
    levels:
      - targets: [{ kind: schedule, key: nights }]
        escalateAfterSeconds: 300
services:
  checkout: { name: Checkout, escalationPolicy: shop }
  search: { name: Search, escalationPolicy: shop, dependsOn: [checkout] }
integrations:
  checkout-alerts: { service: checkout, kind: events-v2 }
`;

const read = async <Body>(edge: Edge, path: string): Promise<Body> =>
	(await edge.until(edge.http("GET", `/api/v1/${path}`, undefined, ADMIN))).body as Body;

interface Listed {
	items: { id: string; name: string; version: number }[];
}

const namesOf = async (edge: Edge, path: string): Promise<string[]> =>
	(await read<Listed>(edge, path)).items.map(({ name }) => name);

/** What the plan says in a word each: "create services/checkout". */
const told = ({ items }: Plan): string[] =>
	items.map(({ action, section, key }) => `${action} ${section}/${key}`);

const inShop = (work: (edge: Edge, first: Plan) => Promise<void>) =>
	empty(async (edge) => work(edge, await applied(edge, SHOP)));

describe("Ana, who applies a file", () => {
	it("sees all that it would do before anything is written", async () => {
		await empty(async (edge) => {
			const plan = await applied(edge, SHOP, "?dryRun=true");
			expect(plan.state).toBe("planned");
			expect(told(plan)).toEqual([
				"create users/ana",
				"create users/bo",
				"create schedules/nights",
				"create escalationPolicies/shop",
				"create services/checkout",
				"create services/search",
				"create integrations/checkout-alerts",
			]);
			expect(await namesOf(edge, "users")).toEqual([]);
		});
	});

	it("is given each new integration key once, with the address to send to", async () => {
		await inShop(async (edge, first) => {
			expect(first.secrets).toEqual([
				{
					section: "integrations",
					key: "checkout-alerts",
					secret: expect.stringMatching(/^tik/),
					url: "http://localhost:8787/v2/enqueue",
				},
			]);
			const alert = { routing_key: first.secrets[0]?.secret, event_action: "resolve", dedup_key: "none" };
			expect(await edge.until(edge.http("POST", "/v2/enqueue", alert))).toMatchObject({ status: 202 });
			expect(await exported(edge)).not.toContain(first.secrets[0]?.secret);
		});
	});

	it("is given the address of each new heartbeat once, and its job reports there", async () => {
		await inShop(async (edge) => {
			const backup = "{ service: checkout, kind: heartbeat, name: Backup, intervalSeconds: 3600 }";
			const { secrets } = await applied(edge, `tocsin: 1\nmonitors:\n  backup: ${backup}\n`);
			const [made] = secrets;
			expect(secrets).toEqual([
				{
					...{ section: "monitors", key: "backup", secret: expect.stringMatching(/^thk/) },
					url: `http://localhost:8787/heartbeat/${made?.secret}`,
				},
			]);
			const { pathname } = new URL(made?.url ?? "");
			expect(await edge.until(edge.http("GET", pathname, undefined))).toMatchObject({ status: 200 });
			expect(await exported(edge)).not.toContain(made?.secret);
		});
	});

	it("reads each change field by field, in the words of the file", async () => {
		await inShop(async (edge) => {
			const file = SHOP.replace(
				"name: Checkout,",
				"name: Payments, defaultSeverity: P1, dependsOn: [search],",
			);
			const plan = await applied(edge, file, "?dryRun=true");
			expect(plan.items).toMatchObject([
				{
					section: "services",
					key: "checkout",
					action: "change",
					changes: [
						{ field: "name", from: "Checkout", to: "Payments" },
						{ field: "defaultSeverity", from: "P2", to: "P1" },
						{ field: "dependsOn", from: [], to: ["search"] },
					],
				},
			]);
			await applied(edge, file);
			expect(await namesOf(edge, "services")).toEqual(["Payments", "Search"]);
			expect(await applied(edge, file)).toMatchObject({ state: "done", items: [] });
		});
	});

	it("finds a thing by its key after somebody renamed it, and a person by the address before they have a key", async () => {
		await empty(async (edge) => {
			await edge.until(
				edge.http("POST", "/api/v1/users", { name: "Anna", email: "Ana@shop.example" }, ADMIN),
			);
			expect(told(await applied(edge, SHOP))).toContain("change users/ana");
			const [service] = (await read<Listed>(edge, "services")).items;
			await edge.until(edge.http("PATCH", `/api/v1/services/${service?.id}`, { name: "Till" }, ADMIN));
			expect(await exported(edge)).toContain("  checkout:\n    name: Till\n");
			expect(told(await applied(edge, SHOP))).toEqual(["change services/checkout"]);
			expect(await namesOf(edge, "services")).toEqual(["Checkout", "Search"]);
		});
	});

	it("is told all that is wrong in the file at once, where it is, and nothing is written", async () => {
		await empty(async (edge) => {
			const wrong = SHOP.replace("email: ana@shop.example", "email: nonsense")
				.replace("key: nights", "key: days")
				.replace("name: Search,", "name: Search, colour: red,")
				.concat(
					"monitors:\n  m: { name: M, service: checkout, kind: http, target: http://10.0.0.1/ }\npeople: {}\n",
				);
			const answer = await send(edge, wrong);
			expect(answer.status).toBe(422);
			const { errors } = answer.body as { errors: { pointer: string }[] };
			expect(errors.map(({ pointer }) => pointer).sort()).toEqual([
				"/escalationPolicies/shop/levels/0/targets/0/key",
				"/monitors/m/target",
				"/people",
				"/services/search/colour",
				"/users/ana/email",
			]);
			expect(await namesOf(edge, "users")).toEqual([]);
			expect(await send(edge, "a: [")).toMatchObject({ status: 422 });
		});
	});

	it("deletes nothing unless she says prune, and then only in the sections that the file has", async () => {
		await inShop(async (edge) => {
			const file = SHOP.replace(/ {2}search:.*\n/, "").replace(/integrations:[\s\S]*/, "");
			expect(told(await applied(edge, file))).toEqual([]);
			expect(told(await applied(edge, file, "?prune=true"))).toEqual(["delete services/search"]);
			expect(await namesOf(edge, "services")).toEqual(["Checkout"]);
			expect(await exported(edge)).toContain("checkout-alerts");
		});
	});

	it("deletes two services that depend on each other", async () => {
		await inShop(async (edge) => {
			const both = SHOP.replace("name: Checkout,", "name: Checkout, dependsOn: [search],");
			await applied(edge, both);
			const file = both
				.replace(/ {2}(search|checkout):.*\n/g, "")
				.replace(/integrations:[\s\S]*/, "")
				.replace("services:\n", "services: {}\n");
			expect(await applied(edge, file, "?prune=true")).toMatchObject({ state: "done" });
			expect(await namesOf(edge, "services")).toEqual([]);
		});
	});

	it("cannot delete a schedule with shifts to come, nor what is still in use, and then nothing is written", async () => {
		await inShop(async (edge) => {
			const file = SHOP.replace(/schedules:[\s\S]*?escalationPolicies/, "schedules: {}\nescalationPolicies")
				.replace("kind: schedule, key: nights", "kind: user, key: ana")
				.replace(/ {2}bo:.*\n/, "");
			expect(await applied(edge, file, "?dryRun=true&prune=true")).toMatchObject({ state: "refused" });
			const answer = await send(edge, file, "?prune=true");
			expect(answer.status).toBe(409);
			const { items } = (answer.body as { plan: Plan }).plan;
			expect(items.filter(({ state }) => state === "refused")).toMatchObject([
				{ section: "schedules", key: "nights", reason: expect.stringContaining("shifts to come") },
			]);
			const stillUsed = SHOP.replace(/ {2}bo:.*\n/, "").replace(/schedules:[\s\S]*/, "");
			expect((await send(edge, stillUsed, "?prune=true")).body).toMatchObject({
				plan: { items: [{ key: "bo", state: "refused", reason: "Still used by schedules/nights." }] },
			});
			expect(await namesOf(edge, "users")).toEqual(["Ana", "Bo"]);
			expect(await namesOf(edge, "schedules")).toEqual(["Nights"]);
		});
	});

	it("hears what was done when a change is refused half way, and the same file goes on from there", async () => {
		await inShop(async (edge) => {
			const [, search] = (await read<Listed>(edge, "services")).items;
			await edge.until(
				edge.http("POST", "/api/v1/incidents", { serviceId: search?.id, title: "Slow" }, ADMIN),
			);
			const file = SHOP.replace(/ {2}search:.*\n/, "").replace("name: Bo,", "name: Bob,");
			const answer = await send(edge, file, "?prune=true");
			expect(answer.status).toBe(409);
			expect((answer.body as { plan: Plan }).plan).toMatchObject({
				state: "incomplete",
				items: [
					{ key: "bo", action: "change", state: "done" },
					{ key: "search", action: "delete", state: "failed", reason: "An open incident is using this." },
				],
			});
			const { items } = await read<{ items: { id: string }[] }>(edge, "incidents");
			await edge.until(edge.http("PUT", `/api/v1/incidents/${items[0]?.id}/resolution`, {}, ADMIN));
			await edge.pass(5_000);
			expect(told(await applied(edge, file, "?prune=true"))).toEqual(["delete services/search"]);
		});
	});

	it("applies a file while somebody else does: one is told to wait, and everything is made once", async () => {
		await empty(async (edge) => {
			const both = [1, 2].map(() => edge.http("POST", "/api/v1/apply", SHOP, YAML));
			const answers = await edge.until(Promise.all(both));
			expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
			expect(await namesOf(edge, "services")).toEqual(["Checkout", "Search"]);
		});
	});

	it("writes a file that takes more than one call, and makes nothing twice", async () => {
		await empty(async (edge) => {
			const users = Array.from({ length: 140 }, (_, i) => [
				`user-${i}`,
				{ name: `Person ${i}`, email: `p${i}@shop.example` },
			]);
			const file = { tocsin: 1, users: Object.fromEntries(users) };
			const first = await send(edge, file);
			expect(first).toMatchObject({ status: 200, body: { state: "incomplete", counts: { create: 140 } } });
			expect(await applied(edge, file)).toMatchObject({
				state: "done",
				counts: { create: 15, unchanged: 125 },
			});
			expect((await read<Listed>(edge, "users?limit=200")).items).toHaveLength(140);
		});
	});

	it("leaves a line in the audit log for each thing, all with the number of one request", async () => {
		await inShop(async (edge) => {
			const { items } = await read<{ items: { action: string; requestId: string }[] }>(
				edge,
				"audit-log?limit=200",
			);
			const actions = items.map(({ action }) => action).sort();
			expect(actions.filter((action) => action.endsWith(".created"))).toHaveLength(7);
			expect(new Set(items.map(({ requestId }) => requestId)).size).toBe(1);
		});
	});
});

const SOURCES = [
	["pagerduty", "pagerduty"],
	["opsgenie", "opsgenie"],
	["grafana-oncall", "grafana"],
] as const;

interface Duty {
	items: { startsAt: string; endsAt: string; userId: string | null }[];
}

const PAGERDUTY = new URL("../configuration/fixtures/pagerduty.json", import.meta.url);
const FIXTURE_FROM = "2026-10-01T00:00:00Z";

describe("a team of 40 that leaves another tool", () => {
	it.each(SOURCES)(
		"has a file of its account in %s that can be applied as it is",
		async (source, fixture) => {
			const text = readFileSync(
				new URL(`../configuration/fixtures/${fixture}.json`, import.meta.url),
				"utf8",
			);
			const edge = await emptyWorld(Date.parse(FIXTURE_FROM));
			await inWorld(edge, async () => {
				const path = `/api/v1/imports?from=${source}`;
				const answer = await edge.until(edge.http("POST", path, text, JSON_));
				const { file } = answer.body as { file: string };
				expect(await applied(edge, file, "?dryRun=true")).toMatchObject({ state: "planned" });
			});
		},
	);

	it("imports its account, applies the file, and has on call whom PagerDuty has", async () => {
		const text = readFileSync(PAGERDUTY, "utf8");
		const [first] = JSON.parse(text).schedules;
		const edge = await emptyWorld(Date.parse(FIXTURE_FROM));
		await inWorld(edge, async () => {
			const answer = await edge.until(edge.http("POST", "/api/v1/imports?from=pagerduty", text, JSON_));
			expect(answer.status).toBe(200);
			expect(await namesOf(edge, "users")).toEqual([]);
			const { file } = answer.body as { file: string };
			expect(await applied(edge, file)).toMatchObject({ state: "done" });
			const { items: users } = await read<{ items: { id: string; name: string }[] }>(edge, "users?limit=200");
			expect(users).toHaveLength(40);
			const { items: schedules } = await read<Listed>(edge, "schedules");
			const { id } = schedules.find(({ name }) => name === first.name) ?? {};
			const span = new URLSearchParams({ from: FIXTURE_FROM, to: "2026-12-30T00:00:00Z" });
			const { items } = await read<Duty>(edge, `schedules/${id}/shifts?${span}`);
			const ours = items.map(({ startsAt, userId }) => [
				Date.parse(startsAt),
				users.find((one) => one.id === userId)?.name,
			]);
			const theirs = first.final_schedule.rendered_schedule_entries.map(
				(entry: { start: string; user: { summary: string } }) => [
					Date.parse(entry.start),
					entry.user.summary,
				],
			);
			expect(ours.filter(([, name], i) => name !== ours[i - 1]?.[1])).toEqual(theirs);
		});
	});
});

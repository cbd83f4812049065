/**
 * Every route and every kind of caller: what each is answered is docs/authorization.md, which is made by asking.
 * `TOCSIN_MATRIX=1 npm test -- tests/people/authorization` writes it anew.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FORMATS } from "../../worker/alerts/inbound/registry.ts";
import { ENDPOINTS, PARTS } from "../../worker/endpoints.ts";
import type { Endpoint } from "../../worker/platform/contract/endpoint.ts";
import { type Caller, type Callers, HEARTBEAT, startCallers } from "../support/callers.ts";
import { make } from "../support/shop.ts";
import { eventually, sleep } from "../support/wait.ts";

const TABLE = join(import.meta.dirname, "../../docs/authorization.md");

const FORMS = join(import.meta.dirname, "../../worker/alerts/inbound");

/** Some 4,000 requests: seconds on a machine that does nothing else. */
const MATRIX_MS = 180_000;

let all: Callers;
beforeAll(async () => {
	all = await startCallers();
}, 120_000);
afterAll(() => all?.each.world.stop());

interface Route {
	name: string;
	/** A way in for alerts: of a flood it tells some to come again, before it looks at who they are. */
	isDoor?: true;
	request(caller: Caller): { method: string; path: string; body?: object; headers?: Record<string, string> };
}

/** A wish with an unknown parameter: whoever may make the call is answered 422, and nothing is changed. */
function callOf(endpoint: Endpoint): Route {
	const { method, path } = endpoint;
	const created = method === "post" ? all.creations[path] : undefined;
	const address = all.addressOf(endpoint);
	const body = method === "get" || method === "delete" ? undefined : (created ?? { nonsense: true });
	return {
		name: `${method.toUpperCase()} ${path}`,
		request: () => ({ method, path: created ? address : `${address}?nonsense=1`, body }),
	};
}

/** A key in the address is the caller's own, or one that nobody has. */
const KEY = "tik01M000000000000000000000ZZ";

/** Of SNS a message that asks nothing of AWS. */
const UNSIGNED = { cloudwatch: { Type: "UnsubscribeConfirmation" } } as Record<string, object>;

const inbound = (): Route[] =>
	FORMATS.flatMap(({ kind, path, also = [] }) =>
		[path, ...also.map((door) => door.path)].map((each) => ({
			name: `POST ${each}`,
			isDoor: true as const,
			request: ({ keys = {} }: Caller) => {
				const key = keys[kind] ?? KEY;
				const file = readFileSync(join(FORMS, kind, "sample.json"), "utf8").replaceAll("{key}", key);
				const { sent, headers } = JSON.parse(file);
				const body = each === path ? { ...sent, ...UNSIGNED[kind] } : { note: "Looked at" };
				return { method: "post", path: each.replace("{key}", key), body, headers };
			},
		})),
	);

const CHANGES = "/v2/change/enqueue";
const changes: Route = {
	name: `POST ${CHANGES}`,
	request: ({ keys = {} }) => ({
		...{ method: "post", path: CHANGES },
		body: { routing_key: keys["events-v2"] ?? KEY, payload: { summary: "Deployed" } },
	}),
};

const HEARTBEATS = ["/heartbeat/{key}/fail", "/heartbeat/{key}/start", "/heartbeat/{key}"];
const PING = "/v2/heartbeats/{name}/ping";
const heartbeats = (): Route[] => [
	...HEARTBEATS.map((path) => ({
		name: `GET ${path}`,
		request: ({ keys = {} }: Caller) => ({
			...{ method: "get", path: path.replace("{key}", keys.heartbeat ?? KEY) },
		}),
	})),
	{
		name: `GET ${PING}`,
		isDoor: true,
		request: ({ keys = {} }) => ({
			...{ method: "get", path: PING.replace("{name}", encodeURIComponent(HEARTBEAT)) },
			headers: { authorization: `GenieKey ${keys.opsgenie ?? KEY}` },
		}),
	},
];

/** What is no API and no way in for alerts: its answer is the same for everybody, `/metrics` apart. */
const OTHERS = [
	"/",
	"/history",
	"/feed.rss",
	"/badge.svg",
	"/api/v2/status.json",
	"/healthz",
	"/metrics",
	"/app/",
];
const others = (): Route[] =>
	OTHERS.map((path) => ({ name: `GET ${path}`, request: () => ({ method: "get", path }) }));

/** 400 is what PagerDuty answers to a key that nobody has. */
const REFUSED = [400, 401, 403, 404];

async function ask(route: Route, caller: Caller): Promise<Response> {
	const { method, path, body, headers } = route.request(caller);
	const answer = await fetch(all.each.world.instance.url + path, {
		method: method.toUpperCase(),
		redirect: "manual",
		headers: { ...caller.headers, ...headers, ...(body && { "content-type": "application/json" }) },
		...(body && { body: JSON.stringify(body) }),
	});
	await answer.arrayBuffer();
	return answer;
}

const MOST_TRIES = 10;

/** `yes`: let in, whatever comes of it. A status: refused, or hidden. */
async function answerTo(route: Route, caller: Caller): Promise<string> {
	let answer = await ask(route, caller);
	for (let tries = 1; route.isDoor && answer.status === 503 && tries < MOST_TRIES; tries++) {
		await sleep(Number(answer.headers.get("retry-after")) * 1_000);
		answer = await ask(route, caller);
	}
	if (answer.status >= 500) throw new Error(`${route.name} answered ${caller.name} with ${answer.status}`);
	return REFUSED.includes(answer.status) ? String(answer.status) : "yes";
}

async function columnOf(routes: Route[], caller: Caller): Promise<string[]> {
	const cells: string[] = [];
	for (const route of routes) cells.push(await answerTo(route, caller));
	return cells;
}

function tableOf(routes: Route[], columns: string[][]): string {
	const row = (cells: string[]) => `| ${cells.join(" | ")} |`;
	return [
		"# Who may do what",
		"",
		"Made by asking: each route was called by each kind of caller. Do not edit; `tests/people/authorization.test.ts` asks",
		"again and says what differs, and `TOCSIN_MATRIX=1 npm test -- tests/people/authorization` writes this page anew.",
		"[Roles and teams](roles.md) says why.",
		"",
		"`yes`: let in. 401: not known. 403: known, and may not. 404: it is hidden from this caller. 400: PagerDuty’s word for an unknown key. The things that are named",
		"belong to the team Shop, and what is a person’s own to “themselves”. What a token of a page, the key of an integration",
		"or a heartbeat, or a link opens is that one thing alone.",
		"",
		row(["route", ...all.callers.map(({ name }) => name)]),
		row(["---", ...all.callers.map(() => "---")]),
		...routes.map(({ name }, i) => row([`\`${name}\``, ...columns.map((cells) => cells[i] ?? "")])),
		"",
	].join("\n");
}

it(
	"I27: every route answers every kind of caller as docs/authorization.md says",
	async () => {
		const routes = [...ENDPOINTS.map(callOf), ...inbound(), changes, ...heartbeats(), ...others()];
		const columns = await Promise.all(all.callers.map((caller) => columnOf(routes, caller)));
		const table = tableOf(routes, columns);
		if (process.env.TOCSIN_MATRIX) writeFileSync(TABLE, table);
		expect(table).toBe(readFileSync(TABLE, "utf8"));
	},
	MATRIX_MS,
);

/** Public pages and files: they take no credential, and one of each kind is asked above. */
const OPEN =
	/^\/($|robots|history|feed\.|badge|incidents\/|components\/|maintenances|api\/v2\/|healthz|app|assets|schedules\/|subscribe|report|favicon|embed|preview|logo)/;

it("leaves out no route that takes a credential", () => {
	const served = PARTS.flatMap(([routes]) => routes.routes.map(({ path }) => path));
	const asked = [
		...ENDPOINTS.map(({ path }) => path),
		...FORMATS.flatMap(({ path, also = [] }) => [path, ...also.map((door) => door.path)]),
		CHANGES,
		...HEARTBEATS,
		PING,
		"/metrics",
	];
	const known = new Set(asked.map((path) => path.replaceAll(/\{(\w+)\}/g, ":$1")));
	const unknown = served.filter((path) => !OPEN.test(path) && !known.has(path.replace(/(.)\/$/, "$1")));
	// A subscriber’s link is signed by us: tests/subscribers/rules/link.test.ts tries others.
	// What a provider tells of mail is signed by it: tests/simulation/subscriber-choices.test.ts asks without that.
	// What providers tell of a press is signed by them, or holds a page’s token: tests/paging/channels.test.ts asks these without that.
	expect([...new Set(unknown)]).toEqual([
		...["/replies/email", "/subscriptions/:token"],
		...["/inbound/*", "/replies/telegram", "/replies/slack", "/replies/slack/command"],
		...["/replies/pushover/:token", "/replies/twilio/:token"],
		...["/replies/twilio-status/:token", "/replies/twilio-status", "/replies/twilio-sms"],
		...["/replies/telnyx", "/replies/telnyx-status/:token"],
	]);
});

describe("a responder", () => {
	const as = (name: string) => all.callers.find((caller) => caller.name === name)?.headers ?? {};
	const bo = () => as("responder, themselves, in the team");
	const dayo = () => as("responder, somebody else, in another team");
	const { api, ids } = {
		api: (...call: Parameters<Callers["each"]["world"]["instance"]["api"]>) =>
			all.each.world.instance.api(...call),
		ids: () => all.each.world.ids,
	};

	it("neither takes a thing from another team nor gives it one, and is told whose it is", async () => {
		const policy = { escalationPolicyId: ids().policy };
		const open = await make(all.each.world.instance, "/api/v1/services", { name: "Anybody’s", ...policy });
		const path = `/api/v1/services/${open.id}`;
		const given = await api("PATCH", path, { teamId: ids().team }, dayo());
		expect(given.status).toBe(403);
		expect(given.body).toMatchObject({
			detail: "This belongs to the team Shop. Its members and admins can change it.",
			teamId: ids().team,
		});
		expect((await api("PATCH", path, { teamId: ids().team }, bo())).status).toBe(200);
		expect((await api("PATCH", path, { name: "Mine" }, dayo())).status).toBe(403);
		expect((await api("PATCH", path, { teamId: null }, dayo())).status).toBe(403);
		expect((await api("PATCH", path, { teamId: null }, bo())).status).toBe(200);
		expect((await api("PATCH", path, { name: "Anybody’s again" }, dayo())).status).toBe(200);
	});

	it("does not move a monitor to another team’s service", async () => {
		const [theirs] = (await api("GET", "/api/v1/teams", undefined, dayo())).body.items.filter(
			({ name }: { name: string }) => name === "Search",
		);
		const search = await make(all.each.world.instance, "/api/v1/services", {
			...{ name: "Search", teamId: theirs.id, escalationPolicyId: ids().policy },
		});
		const path = `/api/v1/monitors/${ids().monitor}`;
		expect((await api("PATCH", path, { serviceId: search.id }, bo())).status).toBe(403);
		expect((await api("PATCH", path, { serviceId: search.id })).status).toBe(200);
		expect((await api("PATCH", path, { name: "Searched" }, bo())).status).toBe(403);
		expect((await api("PATCH", path, { name: "Searched" }, dayo())).status).toBe(200);
	});

	it("commands the incident of a team that is not theirs", async () => {
		const { id } = await all.each.world.declare();
		const answer = await api("PUT", `/api/v1/incidents/${id}/acknowledgement`, {}, dayo());
		expect(answer.body).toMatchObject({ state: "acknowledged", acknowledgedBy: { name: "Dayo" } });
	});
});

it("marks a token as used, once an hour at most, and keeps it from what its scopes leave out", async () => {
	const { api } = all.each.world.instance;
	const token = await make(all.each.world.instance, "/api/v1/tokens", {
		...{ name: "Wall board", role: "admin", scopes: ["read"] },
	});
	expect(token).toMatchObject({ scopes: ["read"], lastUsedAt: null });
	const headers = { authorization: `Bearer ${token.secret}` };
	const refused = await api("POST", "/api/v1/teams", { name: "T" }, headers);
	expect(refused).toMatchObject({
		status: 403,
		body: { detail: "This token needs the scope configure to do this." },
	});
	expect((await api("GET", "/api/v1/teams", undefined, headers)).status).toBe(200);
	const path = `/api/v1/tokens/${token.id}`;
	const used = await eventually("the use is noted", async () => (await api("GET", path)).body.lastUsedAt);
	await api("GET", "/api/v1/teams", undefined, headers);
	expect((await api("GET", path)).body).toMatchObject({ lastUsedAt: used, version: 1 });
	expect((await api("PATCH", path, { scopes: [] })).status).toBe(422);
});

import { readdirSync, readFileSync } from "node:fs";
import { CAST, CAST_NAMES, type CastName } from "../support/cast.ts";
import { counted, countFrom } from "./doubles/ulid.ts";
import { Edge } from "./edge/edge.ts";
import { installGlobals } from "./edge/globals.ts";
import { remember } from "./edge/rewind.ts";
import { FIX_HOST } from "./receivers.ts";

/** Every private text of the simulated world has this in it, so that a public page that shows one is found out. */
export const PRIVATE = "PRIVATE";
export const ADMIN = { authorization: "Bearer simulated-admin" };
export const TARGET_HOST = "shop.example.com";
export const HOOK_HOST = "hooks.example.com";
const PUSH_HOST = "fcm.googleapis.com";
/** A point of P-256, which every phone here has for a key: nothing is encrypted. */
export const P256DH =
	"BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU";

export interface Shape {
	name: string;
	startAt: number;
	levels: { page: (CastName | "schedule" | "team" | "webhook")[]; afterSeconds: number; needs?: 2 }[];
	repeat: number;
	service: Record<string, unknown>;
	monitors: Record<string, unknown>[];
	webhookMethods: CastName[];
	/** Of the service, beyond name and address. */
	remediations?: Record<string, unknown>[];
	/** Each names the service, unless it says what it names. */
	runbooks?: Record<string, unknown>[];
	businessHours?: Record<string, unknown>;
}

export interface World {
	shape: Shape;
	edge: Edge;
	users: Record<CastName, string>;
	methods: Record<CastName, string>;
	ids: {
		team: string;
		schedule: string;
		policy: string;
		service: string;
		other: string;
		integration: string;
	};
	monitors: string[];
	remediations: string[];
	runbooks: string[];
	key: string;
	rewind: () => void;
	idsFrom: number;
}

const WORLDS = new Map<string, Promise<World>>();

/** The world of this shape, built through the API once, and rewound for every night. */
export function worldOf(shape: Shape): Promise<World> {
	const known = WORLDS.get(shape.name);
	if (known) return known;
	const made = build(shape);
	WORLDS.set(shape.name, made);
	return made;
}

export function pushEndpoint(name: CastName): string {
	return `https://${PUSH_HOST}/fcm/send/${name}`;
}

/** Everything the code finds of the platform is the edge's while `work` runs. */
export async function inWorld<Result>(edge: Edge, work: () => Promise<Result>): Promise<Result> {
	const restore = installGlobals({
		clock: edge.clock,
		chance: edge.dice,
		fetch: (request, signal) => edge.fetch(request, signal),
		log: (line) => void edge.log.push(line),
	});
	try {
		return await work();
	} finally {
		restore();
	}
}

function edgeAt(startAt: number): Edge {
	const edge = new Edge(startAt, {
		ADMIN_TOKEN: "simulated-admin",
		MASTER_KEY: "simulated-master-key",
		PUBLIC_URL: "http://localhost:8787",
		VAPID_SUBJECT: "https://tocsin.example",
		VAPID_PUBLIC_KEY: "simulated",
		VAPID_PRIVATE_KEY: "simulated",
		HEARTBEAT_URL: "https://deadman.example.com/ping",
	});
	edge.dice.reseed(0);
	countFrom(0);
	for (const host of [PUSH_HOST, TARGET_HOST, HOOK_HOST, FIX_HOST, "deadman.example.com"])
		edge.sites.set(host, () => new Response("", { status: 201 }));
	return edge;
}

/** A deployment in which nothing is configured. */
export async function emptyWorld(startAt: number): Promise<Edge> {
	const edge = edgeAt(startAt);
	await migrate(edge);
	return edge;
}

async function build(shape: Shape): Promise<World> {
	const edge = edgeAt(shape.startAt);
	return inWorld(edge, async () => {
		migrate(edge);
		const parts = await edge.until(populate(edge, shape));
		await edge.pass(20_000);
		// There is one of each of these, and to make its tables is dear: no night is the first to ask it.
		await edge.until(edge.object("LIVE", "live").call("tick", []));
		await edge.until(edge.object("SUBSCRIBERS", "subscribers").call("tick", []));
		const rewind = remember(edge);
		const idsFrom = counted();
		// What is made once in a process is made now, so that no night finds it missing.
		const path = `/api/v1/users/${parts.users.ana}/contact-methods/${parts.methods.ana}/test`;
		await edge.until(edge.http("POST", path, {}, ADMIN));
		const end = { routing_key: parts.key, event_action: "resolve", dedup_key: "nothing" };
		await edge.until(edge.http("POST", "/v2/enqueue", end));
		await edge.pass(5_000);
		rewind();
		return { shape, edge, ...parts, rewind, idsFrom };
	});
}

function migrate(edge: Edge): void {
	for (const text of migrationTexts()) edge.database.all(text.replaceAll("--> statement-breakpoint", ""));
}

/** In their order. */
export function migrationTexts(): string[] {
	const folder = new URL("../../db/migrations/", import.meta.url);
	const names = readdirSync(folder).filter((name) => name.endsWith(".sql"));
	return names.sort().map((name) => readFileSync(new URL(name, folder), "utf8"));
}

type Made = { id: string; key?: string };

/** Through the API, as the admin. Throws when it is refused. */
export async function make(edge: Edge, path: string, body: object): Promise<Made> {
	const answer = await edge.http("POST", `/api/v1/${path}`, body, ADMIN);
	if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
	return answer.body as Made;
}

async function populate(edge: Edge, shape: Shape) {
	const users = {} as Record<CastName, string>;
	const methods = {} as Record<CastName, string>;
	for (const name of CAST_NAMES) {
		users[name] = (await make(edge, "users", CAST[name])).id;
		const method = shape.webhookMethods.includes(name)
			? { kind: "webhook", name: `${name}'s hook`, url: `https://${HOOK_HOST}/${name}` }
			: {
					kind: "push",
					name: `${name}'s phone`,
					subscription: {
						endpoint: pushEndpoint(name),
						keys: { p256dh: P256DH, auth: "AAAAAAAAAAAAAAAAAAAAAA" },
					},
				};
		methods[name] = (await make(edge, `users/${users[name]}/contact-methods`, method)).id;
	}
	const hours = shape.businessHours ? { businessHours: shape.businessHours } : {};
	const memberIds = CAST_NAMES.map((name) => users[name]);
	const team = (await make(edge, "teams", { name: "Shop", memberIds, ...hours })).id;
	const schedule = (await make(edge, "schedules", rotation(shape, users))).id;
	const webhook = (await make(edge, "webhooks", { url: `https://${HOOK_HOST}/level`, events: [] })).id;
	const targetOf = (who: Shape["levels"][number]["page"][number]) => {
		if (who === "schedule") return { kind: "schedule", id: schedule };
		if (who === "team") return { kind: "team", id: team };
		if (who === "webhook") return { kind: "webhook", id: webhook };
		return { kind: "user", id: users[who] };
	};
	const levels = shape.levels.map((level) => ({
		targets: level.page.map(targetOf),
		escalateAfterSeconds: level.afterSeconds,
		...(level.needs && { needsAcknowledgements: level.needs }),
	}));
	const policy = (await make(edge, "escalation-policies", { name: "Shop", levels, repeat: shape.repeat })).id;
	const component = (await make(edge, "components", { name: "Checkout" })).id;
	const common = { teamId: team, escalationPolicyId: policy };
	const service = (
		await make(edge, "services", { name: "Checkout", componentId: component, ...common, ...shape.service })
	).id;
	const other = (await make(edge, "services", { name: `${PRIVATE} search`, componentId: null, ...common }))
		.id;
	const inbound = await make(edge, `services/${service}/integrations`, {
		kind: "events-v2",
		name: "PagerDuty",
	});
	const monitors: string[] = [];
	for (const [i, fields] of shape.monitors.entries()) {
		const target = `https://${TARGET_HOST}/${i}`;
		const monitor = { name: `${PRIVATE} monitor ${i}`, serviceId: service, kind: "http", target, ...fields };
		monitors.push((await make(edge, "monitors", monitor)).id);
	}
	const remediations: string[] = [];
	for (const [i, fields] of (shape.remediations ?? []).entries()) {
		const url = `https://${FIX_HOST}/${i}`;
		const remediation = { name: `${PRIVATE} remediation ${i}`, serviceId: service, url, ...fields };
		remediations.push((await make(edge, "remediations", remediation)).id);
	}
	const runbooks: string[] = [];
	for (const [i, fields] of (shape.runbooks ?? []).entries()) {
		const steps = [{ kind: "check", title: `${PRIVATE} step` }];
		const runbook = { name: `${PRIVATE} runbook ${i}`, match: { serviceIds: [service] }, steps, ...fields };
		runbooks.push((await make(edge, "runbooks", runbook)).id);
	}
	const ids = { team, schedule, policy, service, other, integration: inbound.id };
	return { users, methods, ids, monitors, remediations, runbooks, key: inbound.key ?? "" };
}

function rotation(shape: Shape, users: Record<CastName, string>) {
	const startsAt = new Date(shape.startAt - 86_400_000).toISOString().slice(0, 16);
	const userIds = CAST_NAMES.map((name) => users[name]);
	const layer = {
		name: "Weekly",
		userIds,
		rotation: { unit: "week", length: 1, startsAt },
		restrictions: [],
	};
	return { name: "Shop rotation", timeZone: "UTC", layers: [layer] };
}

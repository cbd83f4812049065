/** Every kind of caller that there is, each with what it carries, in a world where every kind of thing exists once. */
import { SERVED_KINDS } from "../../worker/alerts/inbound/registry.ts";
import type { Endpoint } from "../../worker/platform/contract/endpoint.ts";
import type { IdKind } from "../../worker/platform/rules/id.ts";
import type { Instance } from "./instance.ts";
import { type Headers_, type OneOfEach, startOneOfEach } from "./one-of-each.ts";
import { signIn } from "./session.ts";
import { make } from "./shop.ts";

export interface Caller {
	/** The heading of its column. */
	name: string;
	headers: Headers_;
	/** What it puts where an address or a body takes a key: of an integration by its kind, and of a heartbeat. */
	keys?: Record<string, string>;
}

export interface Callers {
	each: OneOfEach;
	callers: Caller[];
	/** The things of Bo and of his team, by what an address calls them. */
	addressOf(endpoint: Endpoint): string;
	/** Names the team's things, for calls that create what belongs to a team. */
	creations: Record<string, object>;
}

const PASSKEY_ID = "a-passkey-of-bo";
/** What reports in by its name. */
export const HEARTBEAT = "Nightly backup";

/** Bo, Chidi and Ana are in the team whose things are named; Dayo is in another, and Femi was removed. */
export async function startCallers(): Promise<Callers> {
	const each = await startOneOfEach();
	const { instance, people, ids } = each.world;
	const person = (name: string, role: string) =>
		make(instance, "/api/v1/users", { name, email: `${name.toLowerCase()}@shop.example`, role });
	const [olu, dayo, femi] = [
		await person("Olu", "observer"),
		await person("Dayo", "responder"),
		await person("Femi", "admin"),
	];
	await make(instance, "/api/v1/teams", { name: "Search", memberIds: [dayo.id] });
	const sessionOf = (id: string) => signIn(instance, id);
	const deleted = await sessionOf(femi.id);
	await instance.api("DELETE", `/api/v1/users/${femi.id}`);
	const tokenOf = async (fields: object): Promise<Headers_> => {
		const { secret } = await make(instance, "/api/v1/tokens", { name: "A script", ...fields });
		return { authorization: `Bearer ${secret}` };
	};
	const path = `/api/v1/services/${ids.service}/integrations`;
	const keys: Record<string, string> = {};
	for (const kind of SERVED_KINDS) keys[kind] = (await make(instance, path, { kind })).key;
	const heartbeat = { name: HEARTBEAT, kind: "heartbeat", serviceId: ids.service, intervalSeconds: 86_400 };
	keys.heartbeat = (await make(instance, "/api/v1/monitors", heartbeat)).key;
	const callers: Caller[] = [
		{ name: "nobody", headers: {} },
		{ name: "unknown token", headers: { authorization: `Bearer toc_${"A".repeat(43)}` } },
		{ name: "observer", headers: await sessionOf(olu.id) },
		{ name: "responder, themselves, in the team", headers: each.bo },
		{ name: "responder, somebody else, in the team", headers: await sessionOf(people.chidi.id) },
		{ name: "responder, somebody else, in another team", headers: await sessionOf(dayo.id) },
		{ name: "admin", headers: each.ana },
		{ name: "removed person", headers: deleted },
		{ name: "observer’s token", headers: await tokenOf({ role: "observer" }) },
		{ name: "responder’s token", headers: await tokenOf({ role: "responder" }) },
		{ name: "admin’s token", headers: await tokenOf({ role: "admin" }) },
		{ name: "token for reading", headers: await tokenOf({ role: "admin", scopes: ["read"] }) },
		{ name: "token for incidents", headers: await tokenOf({ role: "admin", scopes: ["incidents"] }) },
		{ name: "token for configuring", headers: await tokenOf({ role: "admin", scopes: ["configure"] }) },
		{ name: "token for accounts", headers: await tokenOf({ role: "admin", scopes: ["accounts"] }) },
		{ name: "integration or heartbeat key", headers: { authorization: `Bearer ${keys.generic}` }, keys },
		{ name: "page token", headers: await each.page() },
		{ name: "replay link", headers: each.replay },
	];
	for (const one of [
		`schedules/${ids.schedule}`,
		`escalation-policies/${ids.policy}`,
		`runbooks/${each.ids.runbook}`,
	])
		await instance.api("PATCH", `/api/v1/${one}`, { teamId: ids.team });
	const own = await thingsOfBo(each);
	return {
		each,
		callers,
		addressOf: (endpoint) => addressOf(endpoint, own),
		creations: creationsOf(each),
	};
}

/** What is a person's own belongs to Bo, so that an admin and everybody else is somebody else. */
async function thingsOfBo({ world, ids, bo }: OneOfEach): Promise<OneOfEach["ids"]> {
	const { instance, people } = world;
	await keepPasskey(instance, people.bo.id);
	return {
		...ids,
		user: people.bo.id,
		contactMethod: people.bo.methodId,
		pairing: (await instance.api("POST", "/api/v1/me/pairings", {}, bo)).body.id,
		session: (await instance.api("GET", "/api/v1/me", undefined, bo)).body.session.id,
	};
}

async function keepPasskey(instance: Instance, userId: string): Promise<void> {
	const statement = (await instance.database())
		.prepare(
			`INSERT INTO passkeys (id, user_id, public_key, counter, transports, name, created_at)
			VALUES (?, ?, 'none', 0, '[]', 'A phone', ?)`,
		)
		.bind(PASSKEY_ID, userId, Date.now()) as { all(): Promise<unknown> };
	await statement.all();
}

function addressOf(endpoint: Endpoint, ids: OneOfEach["ids"]): string {
	const kinds: Record<string, IdKind> = endpoint.ids;
	return endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
		if (name === "passkeyId") return PASSKEY_ID;
		const kind = kinds[name];
		return (kind ? ids[kind] : endpoint.words[name]?.[0]) ?? "unknown";
	});
}

/** Each of them really creates one when the caller may. */
function creationsOf({ world }: OneOfEach): Record<string, object> {
	const { service: serviceId, team: teamId, policy: escalationPolicyId, schedule } = world.ids;
	const levels = [{ targets: [{ kind: "schedule", id: schedule }], escalateAfterSeconds: 300 }];
	const name = "Another";
	return {
		"/api/v1/services": { name, teamId, escalationPolicyId },
		"/api/v1/monitors": { name, serviceId, kind: "http", target: "https://shop.example.com/", paused: true },
		"/api/v1/remediations": { name, serviceId, url: "https://hooks.example.com/again" },
		"/api/v1/runbooks": { name, teamId, steps: [{ kind: "check", title: "Look" }] },
		"/api/v1/schedules": { name, teamId, timeZone: "UTC" },
		"/api/v1/escalation-policies": { name, teamId, levels },
	};
}

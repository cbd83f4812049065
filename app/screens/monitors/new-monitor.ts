import { api, LOOKING_PATIENCE_MS, type Result } from "../../state/api.ts";
import type { Check, List, Monitor, Policy, Service } from "../../state/wire.ts";

/** A URL or `host:port` as a person types it; null when it is neither. */
export function readTarget(typed: string): { kind: "http" | "tcp"; target: string; name: string } | null {
	const text = typed.trim();
	if (/^[^\s/:]+:\d{1,5}$/.test(text) || /^\[[0-9a-f:.]+\]:\d{1,5}$/i.test(text))
		return { kind: "tcp", target: text, name: text };
	const target = /^https?:\/\//i.test(text) ? text : `https://${text}`;
	if (!URL.canParse(target)) return null;
	const url = new URL(target);
	if (!url.hostname.includes(".") && url.hostname !== "localhost" && !text.includes("://")) return null;
	const path = url.pathname === "/" ? "" : url.pathname.replace(/\/$/, "");
	return { kind: "http", target: url.href, name: url.host + path };
}

/** Of a monitor that has no service yet: one of its own, which pages this person. */
export interface Owner {
	id: string;
	name: string;
}

export interface Looked {
	monitor: Monitor;
	checks: Check[];
}

const LEVEL_SECONDS = 300;
const REPEAT = 2;

/**
 * Saves a monitor and looks once from every region. It stays paused until somebody has seen the result, so that a
 * mistyped address pages nobody. What was made on the way is taken back when a later part is refused.
 */
export async function makeAndLook(
	typed: NonNullable<ReturnType<typeof readTarget>>,
	where: { serviceId: string } | { owner: Owner },
): Promise<Result<Looked>> {
	const place =
		"owner" in where ? await makePlace(typed.name, where.owner) : { ok: true as const, value: where };
	if (!place.ok) return place;
	const { serviceId } = place.value;
	const { kind, target, name } = typed;
	const made = await api<Monitor>("POST", "/monitors", { kind, target, name, serviceId, paused: true });
	if (!made.ok) {
		if ("owner" in where) await takeBack(place.value as Place);
		return made;
	}
	const looked = await lookNow(made.value.id);
	return { ok: true, value: { monitor: made.value, checks: looked.ok ? looked.value.items : [] } };
}

/** Looks once from every region, and answers what each saw. */
export const lookNow = (monitorId: string): Promise<Result<List<Check>>> =>
	api("POST", `/monitors/${monitorId}/check`, undefined, { patienceMs: LOOKING_PATIENCE_MS });

/** From now on it is watched. */
export const watch = (monitor: Monitor): Promise<Result<Monitor>> =>
	api("PATCH", `/monitors/${monitor.id}`, { paused: false });

/** The address was not the one that was meant: the monitor goes, and so does a service that was made for it. */
export async function unmake(monitor: Monitor, hadService: boolean): Promise<void> {
	const service = hadService ? null : await api<Service>("GET", `/services/${monitor.serviceId}`);
	await api("DELETE", `/monitors/${monitor.id}`);
	if (service?.ok)
		await takeBack({ serviceId: monitor.serviceId, policyId: service.value.escalationPolicyId });
}

interface Place {
	serviceId: string;
	policyId: string;
}

/** Pages this person, every five minutes, until somebody acknowledges; three times in all. */
export const makePolicy = (owner: Owner): Promise<Result<Policy>> =>
	api("POST", "/escalation-policies", {
		name: `Page ${owner.name}`,
		levels: [{ targets: [{ kind: "user", id: owner.id }], escalateAfterSeconds: LEVEL_SECONDS }],
		repeat: REPEAT,
	});

/** A service without a team, and a policy that pages its maker; all of it editable later. */
async function makePlace(name: string, owner: Owner): Promise<Result<Place>> {
	const policy = await makePolicy(owner);
	if (!policy.ok) return policy;
	const service = await api<Service>("POST", "/services", { name, escalationPolicyId: policy.value.id });
	if (!service.ok) {
		await api("DELETE", `/escalation-policies/${policy.value.id}`);
		return service;
	}
	return { ok: true, value: { serviceId: service.value.id, policyId: policy.value.id } };
}

async function takeBack({ serviceId, policyId }: Place): Promise<void> {
	await api("DELETE", `/services/${serviceId}`);
	await api("DELETE", `/escalation-policies/${policyId}`);
}

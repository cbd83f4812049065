/**
 * The world of a scenario, built through the API as a team would: Ana, Bo and Chidi with a phone each, the team Shop on
 * a weekly rotation, an escalation policy, and the service Checkout with a monitor.
 */
import { CAST, CAST_NAMES, type CastName, TEAM_NAME } from "./cast.ts";
import { type Client, clientOf, type WireIncident } from "./client.ts";
import { type Instance, type InstanceOptions, startInstance } from "./instance.ts";
import { makePhone, type Phone } from "./phone.ts";
import { type PushService, startPushService } from "./push-service.ts";
import { startTarget, type Target } from "./target.ts";
import { eventually } from "./wait.ts";

export interface LevelOption {
	/** People, or `schedule` for whoever is on call (Ana, unless `rotation` says otherwise), or `team`. */
	page: (CastName | "schedule" | "team")[];
	afterSeconds: number;
}

export interface WorldOptions {
	/** Default: Ana, then Bo after 300 s, then Chidi. */
	levels?: LevelOption[];
	repeat?: number;
	/** The order of the weekly rotation; the first is on call now. */
	rotation?: CastName[];
	/** Fields of the service Checkout, over its defaults. */
	service?: Record<string, unknown>;
	/** Fields of Checkout's monitor (`severity`, `intervalSeconds`, `regions`, `quorum`…), or false for none. */
	monitor?: Record<string, unknown> | false;
	/** Fields of each person, `notificationRules` for example. */
	people?: Partial<Record<CastName, Record<string, unknown>>>;
	businessHours?: { timeZone: string; days: number[]; from: string; to: string } | null;
}

export interface Person {
	id: string;
	name: string;
	methodId: string;
	phone: Phone;
}

export interface World {
	instance: Instance;
	client: Client;
	push: PushService;
	target: Target;
	people: Record<CastName, Person>;
	ids: { team: string; schedule: string; policy: string; service: string; monitor: string | null };
	/** Opens an incident on Checkout by hand, or on another service. */
	declare(fields?: { title?: string; severity?: string; serviceId?: string }): Promise<WireIncident>;
	/** The one incident in this state, once there is exactly one. */
	incidentIn(state: WireIncident["state"], timeoutMs?: number): Promise<WireIncident>;
	/** Another service of the same team and policy, without a monitor; public by a component of its name, unless `componentId` is given. */
	addService(name: string, fields?: Record<string, unknown>): Promise<string>;
	stop(): Promise<void>;
}

export interface StartOptions extends WorldOptions {
	instance?: Omit<InstanceOptions, "egressAllow">;
	/** Further `host:port` that the instance may call. */
	egressAllow?: string[];
}

/** Doubles, instance and world in one; `stop` ends all of it. */
export async function startWorld(options: StartOptions = {}): Promise<World> {
	const push = await startPushService();
	const target = await startTarget();
	const egressAllow = [push.hostPort, target.hostPort, ...(options.egressAllow ?? [])];
	const instance = await startInstance({ ...options.instance, egressAllow });
	return buildWorld(instance, push, target, options);
}

export async function buildWorld(
	instance: Instance,
	push: PushService,
	target: Target,
	options: WorldOptions = {},
): Promise<World> {
	const client = clientOf(instance.api);
	const people = await makePeople(client, push, instance, options);
	const ids = await makeTeam(client, people, options);
	const addService = async (name: string, fields: Record<string, unknown> = {}) => {
		const { team: teamId, policy: escalationPolicyId } = ids;
		const componentId =
			fields.componentId === undefined ? (await client.make("/api/v1/components", { name })).id : null;
		const service = { name, teamId, escalationPolicyId, componentId, ...fields };
		return (await client.make("/api/v1/services", service)).id;
	};
	const service = await addService("Checkout", options.service);
	const monitor =
		options.monitor === false ? null : await makeMonitor(client, service, target, options.monitor);
	return {
		instance,
		client,
		push,
		target,
		people,
		ids: { ...ids, service, monitor },
		addService,
		declare: (fields = {}) =>
			client.make("/api/v1/incidents", { serviceId: service, title: "Payments fail", ...fields }),
		incidentIn: (state, timeoutMs = 15_000) =>
			eventually(
				`an incident in state ${state}`,
				async () => (await client.incidents()).find((incident) => incident.state === state),
				timeoutMs,
			),
		stop: async () => {
			await instance.stop();
			await Promise.all([push.close(), target.close()]);
		},
	};
}

/** The team, its rotation and its escalation policy. */
async function makeTeam(client: Client, people: Record<CastName, Person>, options: WorldOptions) {
	const team = await client.make("/api/v1/teams", {
		name: TEAM_NAME,
		memberIds: CAST_NAMES.map((name) => people[name].id),
		...(options.businessHours ? { businessHours: options.businessHours } : {}),
	});
	const rotation = scheduleOf(people, options.rotation ?? [...CAST_NAMES]);
	const schedule = await client.make("/api/v1/schedules", rotation);
	const policy = await client.make("/api/v1/escalation-policies", {
		name: "Shop on call",
		repeat: options.repeat ?? 0,
		levels: (options.levels ?? DEFAULT_LEVELS).map((level) => ({
			targets: level.page.map((who) => targetOf(who, people, schedule.id, team.id)),
			escalateAfterSeconds: level.afterSeconds,
		})),
	});
	return { team: team.id, schedule: schedule.id, policy: policy.id };
}

const DEFAULT_LEVELS: LevelOption[] = [
	{ page: ["ana"], afterSeconds: 300 },
	{ page: ["bo"], afterSeconds: 300 },
	{ page: ["chidi"], afterSeconds: 300 },
];

async function makePeople(
	client: Client,
	push: PushService,
	instance: Instance,
	options: WorldOptions,
): Promise<Record<CastName, Person>> {
	const make = async (name: CastName): Promise<Person> => {
		const user = await client.make("/api/v1/users", { ...CAST[name], ...options.people?.[name] });
		const phone = makePhone(CAST[name].name, push, () => instance.url);
		const method = await client.make(`/api/v1/users/${user.id}/contact-methods`, {
			kind: "push",
			name: `${CAST[name].name}'s phone`,
			subscription: phone.subscription.json,
		});
		return { id: user.id, name: CAST[name].name, methodId: method.id, phone };
	};
	return { ana: await make("ana"), bo: await make("bo"), chidi: await make("chidi") };
}

function scheduleOf(people: Record<CastName, Person>, rotation: CastName[]) {
	const userIds = rotation.map((name) => people[name].id);
	// The hand-off was at most an hour ago, so that the first of the rotation has the pager for the whole scenario.
	const startsAt = `${new Date(Date.now() - 3_600_000).toISOString().slice(0, 13)}:00`;
	return {
		name: "Shop rotation",
		timeZone: "UTC",
		layers: [{ name: "Weekly", userIds, rotation: { unit: "week", length: 1, startsAt }, restrictions: [] }],
	};
}

function targetOf(
	who: LevelOption["page"][number],
	people: Record<CastName, Person>,
	scheduleId: string,
	teamId: string,
) {
	if (who === "schedule") return { kind: "schedule", id: scheduleId };
	if (who === "team") return { kind: "team", id: teamId };
	return { kind: "user", id: people[who].id };
}

async function makeMonitor(
	client: Client,
	serviceId: string,
	target: Target,
	fields: Record<string, unknown> = {},
): Promise<string> {
	const monitor = await client.make("/api/v1/monitors", {
		name: "Checkout",
		serviceId,
		kind: "http",
		target: target.url,
		intervalSeconds: 10,
		timeoutSeconds: 5,
		...fields,
	});
	return monitor.id;
}

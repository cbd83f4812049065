/**
 * Puts the demo world into a running instance, through the API as a person's script would. Everything is found by its
 * name first and made only when it is missing: a second run adds nothing, and a run that was killed is completed.
 */
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { PAGE_LANGUAGES } from "../../worker/people/rules/page-languages.ts";
import { readArgs } from "./parts/args.ts";
import type { PushSubscriptionJson } from "./push/subscription.ts";
import { keepSecret, readSecrets } from "./shop/secrets.ts";
import { isServiceKey } from "./shop/services.ts";
import {
	type DemoMonitor,
	MONITORS,
	PEOPLE,
	POLICY_NAME,
	REMEDIATION_NAME,
	rotationStart,
	SCHEDULE_NAME,
	TEAM_NAME,
} from "./world.ts";

const args = readArgs({
	tocsin: null,
	"admin-token-file": null,
	shop: null,
	"shop-state": null,
	phone: null,
});
const token = readFileSync(args["admin-token-file"], "utf8").trim();
const PHONES_UP_WITHIN_MS = 15_000;

interface Named {
	id: string;
	name: string;
}

await seed();

async function seed(): Promise<void> {
	const people = [];
	for (const person of PEOPLE) people.push(await ensure("/api/v1/users", person));
	const subscriptions = await readSubscriptions();
	for (const { id, name } of people) {
		await ensure(`/api/v1/users/${id}/contact-methods`, {
			kind: "push",
			name: `${name}’s demo phone`,
			subscription: subscriptions[name],
		});
	}
	const userIds = people.map((person) => person.id);
	const team = await ensure("/api/v1/teams", {
		name: TEAM_NAME,
		memberIds: userIds,
		businessHours: { timeZone: "Europe/Berlin", days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" },
	});
	const schedule = await ensure("/api/v1/schedules", {
		name: SCHEDULE_NAME,
		timeZone: "Europe/Berlin",
		layers: [
			{ name: "Weekly", userIds, rotation: { unit: "week", length: 1, startsAt: rotationStart(Date.now()) } },
		],
	});
	const policy = await ensure("/api/v1/escalation-policies", {
		name: POLICY_NAME,
		repeat: 1,
		levels: [
			{ targets: [{ kind: "schedule", id: schedule.id }], escalateAfterSeconds: 60 },
			{ targets: [{ kind: "user", id: userIds[1] }], escalateAfterSeconds: 60 },
			{ targets: [{ kind: "team", id: team.id }], escalateAfterSeconds: 120 },
		],
	});
	for (const monitor of MONITORS) await ensureService(monitor, team.id, policy.id);
	// Whoever looks at the demo world reads its status page in their own language.
	await call("PATCH", "/api/v1/settings", { languages: PAGE_LANGUAGES });
}

async function ensureService(demo: DemoMonitor, teamId: string, escalationPolicyId: string): Promise<void> {
	const component = await ensure("/api/v1/components", { name: demo.service });
	const service = await ensure("/api/v1/services", {
		name: demo.service,
		componentId: component.id,
		teamId,
		escalationPolicyId,
		defaultSeverity: demo.severity,
	});
	await ensure("/api/v1/monitors", {
		name: demo.service,
		serviceId: service.id,
		kind: "http",
		target: `${args.shop}/health/${demo.service.toLowerCase()}`,
		intervalSeconds: 10,
		timeoutSeconds: 5,
		severity: demo.severity,
		expect: { bodyContains: '"status":"ok"', latencyBelowMs: 1_500 },
	});
	await ensureRemediation(demo.service.toLowerCase(), service.id);
}

/**
 * One tap in an incident restarts the service. The secret is answered once: where the shop does not know it, since a
 * run was killed in between, the remediation is made anew.
 */
async function ensureRemediation(key: string, serviceId: string): Promise<void> {
	if (!isServiceKey(key)) throw new Error(`the shop has no ${key}`);
	const path = "/api/v1/remediations";
	const { items } = (await call("GET", `${path}?serviceId=${serviceId}`)) as { items: Named[] };
	const known = items.find(({ name }) => name === REMEDIATION_NAME);
	if (known && readSecrets(args["shop-state"])[key]?.remediationId === known.id) return;
	if (known) await call("DELETE", `${path}/${known.id}`);
	const made = (await call("POST", path, {
		...{ name: REMEDIATION_NAME, serviceId, url: `${args.shop}/restart/${key}`, mode: "approve" },
		// Whoever tries it out breaks it again and again.
		...{ maxRuns: 10, maxRunsPerHour: 60, coolDownSeconds: 0 },
	})) as { id: string; secret: string };
	keepSecret(args["shop-state"], key, { remediationId: made.id, secret: made.secret });
}

/** The one of that name, made when there is none. */
async function ensure(path: string, fields: { name: string } & Record<string, unknown>): Promise<Named> {
	const { items } = (await call("GET", `${path}?limit=200`)) as { items: Named[] };
	const known = items.find((item) => item.name === fields.name);
	return known ?? ((await call("POST", path, fields)) as Named);
}

async function call(method: string, path: string, body?: object): Promise<unknown> {
	const answer = await fetch(`${args.tocsin}${path}`, {
		method,
		headers: {
			authorization: `Bearer ${token}`,
			...(body && { "content-type": "application/json" }),
		},
		...(body && { body: JSON.stringify(body) }),
	});
	if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
	return answer.status === 204 ? null : answer.json();
}

/** What the three phones' browsers would hand to the app. The phones start at the same time as Tocsin. */
async function readSubscriptions(): Promise<Record<string, PushSubscriptionJson>> {
	const deadline = Date.now() + PHONES_UP_WITHIN_MS;
	for (;;) {
		try {
			const answer = await fetch(`${args.phone}/subscriptions`);
			return (await answer.json()) as Record<string, PushSubscriptionJson>;
		} catch (error) {
			if (Date.now() > deadline) throw error;
			await sleep(200);
		}
	}
}

/** What an instance would answer to the app, for pictures of its screens: `"GET /now"` → body. */

import { totalsOf } from "../../worker/monitoring/rules/worst-first.ts";
import type { Check, Component, ContactMethod, Me, Monitor, Now, Session } from "../state/wire.ts";

import { ANA, agenda, iso, services, turns, users } from "./cast.ts";
import { contextAnswers } from "./context.ts";

import { type MonitorTold, moreMonitors } from "./crowd.ts";
import { historyOf } from "./health.ts";
import { beats, orHeartbeat } from "./heartbeats.ts";
import { burning, crowd, noise, others, rolledBack, TUNING, taken, timeline, watched } from "./incidents.ts";
import { metricsOf } from "./metrics.ts";
import { moreAnswers } from "./more-answers.ts";
import { policyAnswers } from "./policies.ts";
import { byTheRunbook } from "./runbooks.ts";
import { scheduleAnswers } from "./schedules.ts";

export type Scene = "full" | "calm" | "empty";

const DAY = 86_400_000;
const NOTHING = { services: [], monitors: [], own: [] };
const setUp = (at: number) => ({ services: services(at), monitors: monitors(at), own: contactMethods(at) });

/** Every answer of one scene: `full` has open incidents, `calm` has none, `empty` is an instance of a minute ago. */
export function answersOf(scene: Scene, at: number): Record<string, unknown> {
	const isEmpty = scene === "empty";
	const list = <Item>(items: Item[]) => ({ items: isEmpty ? [] : items, nextCursor: null });
	const all = [burning(at), ...others(at), ...crowd(at)];
	const fire = scene === "full" ? all : all.filter((i) => i.state === "resolved");
	const watching = scene === "calm" ? monitors(at).map(works) : monitors(at);
	const one = scene === "full" ? taken(at) : fire[2];
	return {
		"GET /setup": { open: isEmpty },
		"GET /me": meOf(at, isEmpty),
		"GET /me/sessions": { items: sessions(at), nextCursor: null },
		"GET /now": nowOf(scene, at),
		"GET /incidents": list(fire),
		...Object.fromEntries(fire.map((incident) => [`GET /incidents/${incident.id}`, incident])),
		"GET /incidents/inc_01JCHECKOUT/timeline": list(timeline(at).slice(0, 8)),
		"GET /incidents/inc_01JTAKEN": { ...one, id: "inc_01JTAKEN" },
		"GET /incidents/inc_01JTAKEN/timeline": list([...timeline(at), ...byTheRunbook(at), ...rolledBack(at)]),
		"GET /incidents/inc_01JWATCHED": watched(at),
		"GET /incidents/inc_01JWATCHED/timeline": list(timeline(at)),
		"GET /incidents/inc_01JNOISE": noise(at),
		"GET /incidents/inc_01JNOISE/timeline": list(timeline(at)),
		"GET /incidents/inc_01JNOISE/tuning": { tuning: TUNING },
		...contextAnswers(at),
		"GET /services": list(services(at)),
		"GET /monitors": { ...list(watching), totals: totalsOf(list(watching).items) },
		"GET /users": { items: isEmpty ? users(at).slice(0, 1) : users(at), nextCursor: null },
		[`GET /users/${ANA.id}/contact-methods`]: list(contactMethods(at)),
		...moreAnswers(at, isEmpty ? NOTHING : setUp(at)),
		"GET /metrics": metricsOf(isEmpty ? 0 : 240, at, {
			services: services(at),
			monitors: monitors(at),
			users: users(at),
		}),
		"GET /teams": list([team(at)]),
		"GET /components": list(components(at)),
		...scheduleAnswers(at, isEmpty),
		...policyAnswers(at, isEmpty),
		"GET /on-call": list(turns(at).onCall.map((turn) => ({ ...turn, source: "rotation" }))),
		"GET /shifts": list(agenda(at)),
		"GET /invites/current": { name: "Bo Larsen", invitedBy: ANA.name },
		"GET /push/public-key": {
			publicKey: "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM",
		},
	};
}

const works = (one: Monitor): Monitor => (one.state === "down" ? { ...one, state: "up" } : one);

const team = (at: number) => ({
	...{ id: "tea_01JSHOP", name: "Shop" },
	memberIds: users(at)
		.slice(0, 3)
		.map(({ id }) => id),
});

function nowOf(scene: Scene, at: number): Now {
	const empty: Now = {
		...{ at: iso(at), onCall: [], firing: [], hasMoreFiring: false, devices: [], lastIncidentAt: null },
		me: { onCall: [], next: [] },
	};
	if (scene === "empty") return empty;
	const open = [burning(at), ...others(at), ...crowd(at)].filter((i) => i.state !== "resolved");
	const firing = scene === "full" ? open : [];
	return { ...empty, ...turns(at), firing, lastIncidentAt: iso(at - 2 * DAY) };
}

function meOf(at: number, isNew: boolean): Me {
	const created = iso(at - 40 * DAY);
	return {
		user: {
			...{ ...ANA, email: "ana@shop.example", role: "admin", timeZone: "Europe/Stockholm" },
			...{ notificationRules: null, version: 3 },
		},
		session: { id: "ses_01JNOW", createdAt: created },
		teamIds: ["tea_01JSHOP"],
		tapToAcknowledge: !isNew,
		recoveryCodesLeft: 9,
		passkeys: [
			{ id: "psk_01JANA", name: "Ana’s Pixel", createdAt: created, lastUsedAt: iso(at - 3 * DAY) },
			{ id: "psk_01JMAC", name: "Mac", createdAt: iso(at - 9 * DAY), lastUsedAt: null },
		],
		checklist: { monitor: !isNew, phone: !isNew, tested: !isNew },
	};
}

function sessions(at: number): Session[] {
	const android = "Mozilla/5.0 (Linux; Android 16; Pixel 10) Chrome/147.0 Mobile Safari/537.36";
	const mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/26.1 Safari/605.1.15";
	return [
		{
			id: "ses_01JNOW",
			createdAt: iso(at - 40 * DAY),
			lastSeenAt: iso(at),
			userAgent: android,
			current: true,
		},
		{
			id: "ses_01JMAC",
			createdAt: iso(at - 9 * DAY),
			lastSeenAt: iso(at - DAY),
			userAgent: mac,
			current: false,
		},
	];
}

function contactMethods(at: number): ContactMethod[] {
	const devices = turns(at).devices.map((device) => ({
		...{ id: device.id, version: 1, createdAt: iso(at - 30 * DAY), updatedAt: iso(at - DAY), userId: ANA.id },
		...{ kind: "push" as const, name: device.name, state: device.state, endpointHost: "fcm.googleapis.com" },
		...{ url: null, address: null, endpointHash: null, stateReason: null },
		...{ lastReceiptAt: device.lastReceiptAt, lastReceiptMs: device.lastReceiptMs },
		...(device.lastReceiptAt
			? { heard: "sound" as const, heardAt: iso(at - DAY) }
			: { heard: null, heardAt: null }),
	}));
	const mail: ContactMethod = {
		...{ id: "cm_01JMAIL", version: 1, createdAt: iso(at - DAY), updatedAt: iso(at - DAY), userId: ANA.id },
		...{ kind: "email", name: "Email", state: "unverified", address: "ana@shop.example" },
		...{ url: null, endpointHost: null, endpointHash: null, stateReason: null },
		...{ lastReceiptAt: null, lastReceiptMs: null, heard: null, heardAt: null },
	};
	const stateReason = "STOP was sent from this number. Send START to our number, then verify it again.";
	const text: ContactMethod = {
		...{ ...mail, id: "cm_01JTEXT", kind: "sms", name: "Text message", state: "disabled" },
		...{ address: "+4915112345678", stateReason },
	};
	return [...devices, mail, text];
}

/** One of each state that a list shows most. */
export function monitors(at: number): Monitor[] {
	const own: [string, string, Monitor["state"], string, number | null][] = [
		["Checkout, pay", "svc_01JCHECKOUT", "down", "https://shop.example/pay", 0.9931],
		["Search", "svc_01JSEARCH", "degraded", "https://shop.example/search?q=tea", 0.9978],
		["Storefront", "svc_01JSTOREFRONT", "up", "https://shop.example/", 0.9998],
		["Accounts", "svc_01JACCOUNTS", "up", "https://accounts.shop.example/healthz", 1],
		["Accounts database", "svc_01JACCOUNTS", "paused", "db.shop.example:5432", null],
	];
	const shop = own.map(([name, serviceId, state, target, month]): MonitorTold & { id: string } => ({
		...{ id: `mon_01J${name.toUpperCase().replace(/\W/g, "")}`, name, serviceId, state, target, month },
	}));
	const more = moreMonitors(services(at)).map((told, index) => ({ ...told, id: `mon_01JMORE${index}` }));
	const all = [...shop, ...more].map(({ id, name, serviceId, state, target, month }) => ({
		...{ id, version: 2 },
		...{ createdAt: iso(at - 40 * DAY), updatedAt: iso(at - DAY) },
		...{
			name,
			serviceId,
			state,
			target,
			kind: target.includes("://") ? ("http" as const) : ("tcp" as const),
		},
		...{
			intervalSeconds: 30,
			timeoutSeconds: 10,
			regions: ["weur", "enam", "apac"] as Monitor["regions"],
			quorum: 2,
		},
		...{ failureThreshold: 1, recoveryThreshold: 2, severity: null, paused: state === "paused" },
		request: {
			method: "GET",
			headers: {},
			body: null,
			followRedirects: true,
		} as unknown as Monitor["request"],
		expect: { status: ["200-299"] } as unknown as Monitor["expect"],
		pausedUntil: state === "paused" ? iso(at + 3 * 3_600_000) : null,
		history: historyOf(id.length + name.length, state, at),
		lastCheckedAt: iso(at - 24_000),
		uptime: { day: month, week: month, month, quarter: month },
	}));
	return all.map((monitor) => orHeartbeat(monitor, at));
}

/** The latest checks of one monitor, the newest first: a region each in turn, all of them while it is down. */
export function checks(monitor: Monitor, at: number): Check[] {
	if (monitor.kind === "heartbeat") return beats(monitor, at);
	const isDown = monitor.state === "down";
	return Array.from({ length: 120 }, (_, index): Check => {
		const region = monitor.regions[index % monitor.regions.length] ?? "weur";
		const failed = isDown && index < 60;
		return {
			...{ monitorId: monitor.id, region, at: iso(at - 24_000 - index * 10_000) },
			...{
				latencyMs: 212 + (index % 3) * 34,
				outcome: failed ? "down" : index % 31 === 30 ? "degraded" : "up",
			},
			...{ reason: failed ? "status" : null, detail: failed ? "HTTP 503" : "HTTP 200" },
		};
	});
}

function components(at: number): Component[] {
	return services(at).map(({ componentId, name }, position) => ({
		...{ id: componentId ?? `cmp_01J${position}`, name, position, version: 1 },
		...{ group: position % 5 === 0 ? null : "Shop", status: "operational" as const },
		...{ statusUntil: null, description: null, createdAt: iso(at), updatedAt: iso(at) },
	}));
}

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Instance, startInstance } from "../support/instance.ts";
import { signIn } from "../support/session.ts";
import { make, makeShop, nowhere, type Shop } from "../support/shop.ts";

let instance: Instance;
let shop: Shop;
let componentId: string;
beforeAll(async () => {
	instance = await startInstance();
	shop = await makeShop(instance);
	componentId = (await make(instance, "/api/v1/components", { name: "Storefront" })).id;
});
afterAll(async () => instance?.stop());

const read = async (path: string) => (await instance.api("GET", path)).body;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

interface Case {
	resource: string;
	/** The least that is needed. */
	body: () => object;
	/** What is answered beside that, without asking for it. */
	defaults: object;
	patch: object;
}

const CASES: Case[] = [
	{
		resource: "users",
		body: () => ({ name: "Chidi", email: "chidi@shop.example" }),
		defaults: { role: "responder", timeZone: "UTC", phone: null, notificationRules: null },
		patch: {
			timeZone: "Africa/Lagos",
			phone: "+2348012345678",
			notificationRules: { high: [{ method: "push", delaySeconds: 0 }], low: [] },
		},
	},
	{
		resource: "teams",
		body: () => ({ name: "Search" }),
		defaults: { memberIds: [], businessHours: null },
		patch: {
			businessHours: { timeZone: "Europe/Berlin", days: [1, 2, 3, 4, 5], from: "22:00", to: "06:00" },
		},
	},
	{
		resource: "schedules",
		body: () => ({ name: "Nights", timeZone: "Europe/Berlin" }),
		defaults: { layers: [] },
		patch: { timeZone: "America/Chicago" },
	},
	{
		resource: "escalation-policies",
		body: () => ({
			name: "Two levels",
			levels: [
				{ targets: [{ kind: "user", id: shop.anaId }], escalateAfterSeconds: 1 },
				{
					...{ targets: [{ kind: "team", id: shop.teamId }], escalateAfterSeconds: 60 },
					when: {
						hours: { timeZone: "Europe/Berlin", windows: [{ days: [6, 7], from: "00:00", to: "00:00" }] },
						severities: ["P1", "P2"],
					},
				},
			],
		}),
		defaults: { repeat: 0 },
		patch: { repeat: 9 },
	},
	{
		resource: "services",
		body: () => ({ name: "Storefront", escalationPolicyId: shop.policyId }),
		defaults: {
			teamId: null,
			defaultSeverity: "P2",
			dependsOn: [],
			runbookIds: [],
			ackTimeoutSeconds: 1_800,
			reopenWindowSeconds: 300,
			smokeChecks: [],
			links: [],
			notifyUserIds: [],
			supportHours: null,
			componentId: null,
		},
		patch: {
			ackTimeoutSeconds: 0,
			componentId: null,
			supportHours: { timeZone: "Europe/Berlin", windows: [{ days: [1, 5], from: "22:00", to: "06:00" }] },
		},
	},
	{
		resource: "monitors",
		body: () => ({
			name: "Checkout answers",
			serviceId: shop.serviceId,
			kind: "http",
			target: "https://checkout.example.com/",
			paused: true,
		}),
		defaults: {
			intervalSeconds: 30,
			timeoutSeconds: 10,
			regions: ["weur", "enam", "apac"],
			quorum: 2,
			failureThreshold: 1,
			recoveryThreshold: 2,
			severity: null,
			request: { method: "GET", headers: {}, body: null },
			expect: {
				status: ["200-299"],
				bodyContains: null,
				bodyOmits: null,
				bodyMatches: null,
				json: [],
				headers: {},
				latencyBelowMs: null,
				certificateDaysLeft: null,
			},
			state: "paused",
			uptime: { day: null, week: null, month: null, quarter: null },
		},
		patch: { intervalSeconds: 10, severity: "P1" },
	},
	{
		resource: "runbooks",
		body: () => ({ name: "Pool exhausted", steps: [{ kind: "check", title: "Look at the pool" }] }),
		defaults: {
			match: { serviceIds: [], monitorIds: [], errors: [], pattern: null },
			steps: [
				{
					...{ id: "step-1", kind: "check", title: "Look at the pool", text: "", expected: null },
					...{ command: null, options: [], remediationId: null },
				},
			],
		},
		patch: { match: { serviceIds: [], monitorIds: [], errors: ["timeout"], pattern: "pool|connection" } },
	},
	{
		resource: "components",
		body: () => ({ name: "Payments" }),
		defaults: { group: null, position: 0, status: "operational" },
		patch: { status: "degraded_performance", group: "Money" },
	},
	{
		resource: "maintenances",
		body: () => ({
			title: "New database",
			startsAt: "2031-01-05T02:00:00.000Z",
			endsAt: "2031-01-05T04:00:00.000Z",
			componentIds: [componentId],
		}),
		defaults: {
			...{ description: "", monitorIds: [], verifySeconds: 0, recurrence: null, state: "scheduled" },
			plannedStartsAt: "2031-01-05T02:00:00.000Z",
			workEndsAt: "2031-01-05T04:00:00.000Z",
		},
		patch: { recurrence: { cron: "0 2 * * 0", timeZone: "Europe/Berlin", until: null } },
	},
	{
		resource: "webhooks",
		body: () => ({ url: "https://hooks.example.com/tocsin" }),
		defaults: { events: ["*"] },
		patch: { name: "Ticket desk", url: "https://hooks.example.com/desk" },
	},
	{
		resource: "tokens",
		body: () => ({ name: "Terraform", role: "admin" }),
		defaults: { expiresAt: expect.stringMatching(INSTANT) },
		patch: { role: "observer", expiresAt: null },
	},
];

describe("what a team configures", () => {
	it.each(CASES)("keeps $resource from creating to deleting", async ({ resource, body, defaults, patch }) => {
		const path = `/api/v1/${resource}`;
		const created = await instance.api("POST", path, body());
		expect(created.status).toBe(201);
		expect(created.headers.get("etag")).toBe('"1"');
		expect(created.body).toMatchObject({
			...body(),
			...defaults,
			version: 1,
			createdAt: expect.stringMatching(INSTANT),
			updatedAt: expect.stringMatching(INSTANT),
		});
		const own = `${path}/${created.body.id}`;
		const { secret, ...shown } = created.body;
		expect(await read(own)).toEqual(shown);
		expect((await read(`${path}?limit=200`)).items).toContainEqual(shown);

		const patched = await instance.api("PATCH", own, patch, { "if-match": '"1"' });
		expect(patched.status).toBe(200);
		expect(patched.body).toEqual({ ...shown, ...patch, version: 2, updatedAt: patched.body.updatedAt });
		expect(await read(own)).toEqual(patched.body);

		const late = await instance.api("PATCH", own, patch, { "if-match": '"1"' });
		expect(late.status).toBe(412);
		expect(late.headers.get("etag")).toBe('"2"');
		expect(late.body).toMatchObject({ current: patched.body });

		expect((await instance.api("DELETE", own, undefined, { "if-match": '"1"' })).status).toBe(412);
		expect((await instance.api("DELETE", own)).status).toBe(204);
		for (const method of ["GET", "DELETE"]) expect((await instance.api(method, own)).status).toBe(404);
	});

	it("merges two changes that name no version, and takes one of twenty that name the same", async () => {
		const team = await make(instance, "/api/v1/teams", { name: "Accounts" });
		const path = `/api/v1/teams/${team.id}`;
		const loose = await Promise.all([
			instance.api("PATCH", path, { name: "Accounts and billing" }),
			instance.api("PATCH", path, { memberIds: [shop.anaId] }),
		]);
		expect(loose.map((answer) => answer.status)).toEqual([200, 200]);
		expect(await read(path)).toMatchObject({
			name: "Accounts and billing",
			memberIds: [shop.anaId],
			version: 3,
		});
		for (let version = 3; version < 9; version++) {
			const strict = await Promise.all(
				Array.from({ length: 20 }, (_, i) =>
					instance.api("PATCH", path, { name: `Name ${version}.${i}` }, { "if-match": `"${version}"` }),
				),
			);
			expect(strict.map((answer) => answer.status).sort()).toEqual([200, ...Array(19).fill(412)]);
			expect(await read(path)).toMatchObject({ version: version + 1 });
		}
		expect((await read(`/api/v1/audit-log?targetId=${team.id}`)).items).toHaveLength(9);
	});

	it("merges a monitor's request and expectation member by member", async () => {
		const monitor = await make(instance, "/api/v1/monitors", {
			name: "Search finds",
			serviceId: shop.serviceId,
			kind: "http",
			target: "https://search.example.com/",
			paused: true,
			expect: { bodyContains: "results" },
		});
		const patched = await instance.api("PATCH", `/api/v1/monitors/${monitor.id}`, {
			expect: { status: ["200"] },
		});
		expect(patched.body.expect).toMatchObject({ status: ["200"], bodyContains: "results" });
	});

	it("takes a quorum of one where there is one region", async () => {
		const monitor = await make(instance, "/api/v1/monitors", {
			name: "Mail answers",
			serviceId: shop.serviceId,
			kind: "tcp",
			target: "mail.example.com:25",
			regions: ["weur"],
			paused: true,
		});
		expect(monitor.quorum).toBe(1);
	});

	it("needs no word about the quorum when it is left with fewer regions", async () => {
		const monitor = await make(instance, "/api/v1/monitors", {
			name: "Orders answer",
			serviceId: shop.serviceId,
			kind: "tcp",
			target: "orders.example.com:443",
			paused: true,
		});
		const path = `/api/v1/monitors/${monitor.id}`;
		const fewer = await instance.api("PATCH", path, { regions: ["weur"] });
		expect([fewer.status, fewer.body.quorum]).toEqual([200, 1]);
		const more = await instance.api("PATCH", path, { regions: ["weur", "enam"] });
		expect([more.status, more.body.quorum]).toEqual([200, 1]);
		const both = await instance.api("PATCH", path, { regions: ["weur"], quorum: 2 });
		expect(both.body.errors).toMatchObject([{ pointer: "/quorum" }]);
	});
});

describe("what something else refers to", () => {
	it("F21: is not deleted, and says who needs it", async () => {
		const needed = {
			users: [shop.anaId, [shop.teamId, shop.scheduleId]],
			schedules: [shop.scheduleId, [shop.policyId]],
			teams: [shop.teamId, [shop.serviceId]],
			"escalation-policies": [shop.policyId, [shop.serviceId]],
		} as const;
		for (const [resource, [id, referrers]] of Object.entries(needed)) {
			const answer = await instance.api("DELETE", `/api/v1/${resource}/${id}`);
			expect(answer.status).toBe(409);
			expect(answer.body.type).toMatch(/\/in-use$/);
			expect(answer.body.referrers).toEqual(expect.arrayContaining([...referrers]));
		}
	});

	it("may go once nothing refers to it any more", async () => {
		const dee = await make(instance, "/api/v1/users", { name: "Dee", email: "dee@shop.example" });
		const team = await make(instance, "/api/v1/teams", { name: "Nights", memberIds: [dee.id] });
		const path = `/api/v1/users/${dee.id}`;
		expect((await instance.api("DELETE", path)).status).toBe(409);
		await instance.api("PATCH", `/api/v1/teams/${team.id}`, { memberIds: [] });
		expect((await instance.api("DELETE", path)).status).toBe(204);
	});

	it("keeps a service whose incident is open", async () => {
		const service = await make(instance, "/api/v1/services", {
			name: "Mail",
			escalationPolicyId: shop.policyId,
		});
		const incident = await make(instance, "/api/v1/incidents", { serviceId: service.id, title: "No mail" });
		const path = `/api/v1/services/${service.id}`;
		await expect.poll(async () => (await instance.api("DELETE", path)).status).toBe(409);
		await instance.api("PUT", `/api/v1/incidents/${incident.id}/resolution`, {});
		await expect.poll(async () => (await instance.api("DELETE", path)).status).toBe(204);
	});

	it("forgets a schedule's overrides with the schedule", async () => {
		const dee = await make(instance, "/api/v1/users", { name: "Dee", email: "dee@shop.example" });
		const schedule = await make(instance, "/api/v1/schedules", { name: "Holidays", timeZone: "UTC" });
		await make(instance, `/api/v1/schedules/${schedule.id}/overrides`, {
			startsAt: "2027-01-01T00:00:00Z",
			endsAt: "2027-01-02T00:00:00Z",
			userId: dee.id,
		});
		expect((await instance.api("DELETE", `/api/v1/users/${dee.id}`)).status).toBe(409);
		expect((await instance.api("DELETE", `/api/v1/schedules/${schedule.id}`)).status).toBe(204);
		expect((await instance.api("DELETE", `/api/v1/users/${dee.id}`)).status).toBe(204);
	});
});

describe("contact methods", () => {
	const subscription = {
		endpoint: "https://updates.push.services.mozilla.com/wpush/v2/anas-phone",
		expirationTime: null,
		keys: {
			p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
			auth: "BTBZMqHH6r4Tts7J_aSIgg",
		},
	};
	const methods = (userId: string) => `/api/v1/users/${userId}/contact-methods`;

	it("never shows a subscription's keys again", async () => {
		const made = await make(instance, methods(shop.anaId), {
			kind: "push",
			name: "Ana's Pixel",
			subscription,
		});
		expect(made).toMatchObject({
			kind: "push",
			name: "Ana's Pixel",
			state: "active",
			endpointHost: "updates.push.services.mozilla.com",
		});
		const everything = JSON.stringify([
			made,
			await read(methods(shop.anaId)),
			await read("/api/v1/audit-log"),
		]);
		for (const secret of [subscription.endpoint, subscription.keys.p256dh, subscription.keys.auth])
			expect(everything).not.toContain(secret);
	});

	it("keeps one row for one phone, and moves it to whoever logs in there", async () => {
		const again = await make(instance, methods(shop.anaId), { kind: "push", subscription });
		const [known] = (await read(methods(shop.anaId))).items;
		expect(again.id).toBe(known.id);
		const atOnce = await Promise.all(
			[shop.boId, shop.boId, shop.boId].map((id) =>
				instance.api("POST", methods(id), {
					kind: "push",
					subscription: { ...subscription, endpoint: `${subscription.endpoint}-2` },
				}),
			),
		);
		expect(new Set(atOnce.map((answer) => answer.body.id)).size).toBe(1);
		const moved = await make(instance, methods(shop.boId), { kind: "push", subscription });
		expect(moved.id).toBe(known.id);
		expect((await read(methods(shop.anaId))).items).toEqual([]);
		expect((await read(methods(shop.boId))).items).toHaveLength(2);
	});

	it("keeps an address that nobody has proven, unverified, and knows only a mailbox by itself", async () => {
		const mail = await make(instance, methods(shop.anaId), { kind: "email" });
		const { email } = await read(`/api/v1/users/${shop.anaId}`);
		expect(mail).toMatchObject({ name: "email", state: "unverified", address: email, endpointHash: null });
		const kind = "sms";
		const text = { kind, name: "Text", address: "+49 (30) 123-4567" };
		const kept = await make(instance, methods(shop.anaId), text);
		expect(kept).toMatchObject({ ...text, address: "+49301234567", state: "unverified", url: null });
		expect((await instance.api("POST", methods(shop.anaId), { kind })).body.errors).toMatchObject([
			{ pointer: "/address", message: "is missing" },
		]);
		const path = `${methods(shop.anaId)}/${kept.id}`;
		const foreign = await instance.api("PATCH", path, { url: "https://pager.example.com/a", subscription });
		expect(foreign.status).toBe(422);
		expect(foreign.body.errors).toMatchObject([
			{ pointer: "/subscription", message: `is not a field of ${kind}` },
			{ pointer: "/url", message: `is not a field of ${kind}` },
		]);
		const moved = await instance.api("PATCH", path, { address: "+49 30 7654321" });
		expect(moved.body).toMatchObject({ address: "+49307654321", state: "unverified" });
	});

	it("tells a webhook's secret once, and keeps it when the address changes", async () => {
		const made = await make(instance, methods(shop.anaId), {
			kind: "webhook",
			url: "https://hooks.example.com/ana",
		});
		expect(made).toMatchObject({ state: "active", url: "https://hooks.example.com/ana" });
		expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
		const path = `${methods(shop.anaId)}/${made.id}`;
		const patched = await instance.api("PATCH", path, {
			url: "https://hooks.example.com/ana2",
			state: "disabled",
		});
		expect(patched.body).toMatchObject({ url: "https://hooks.example.com/ana2", state: "disabled" });
		expect(JSON.stringify([patched.body, await read(path)])).not.toContain("whsec_");
	});

	it("pages no address that nobody confirmed", async () => {
		const made = await make(instance, methods(shop.anaId), { kind: "email" });
		expect(made).toMatchObject({ state: "unverified", address: "ana@shop.example" });
		const patched = await instance.api("PATCH", `${methods(shop.anaId)}/${made.id}`, { state: "active" });
		expect([patched.status, patched.body.state]).toEqual([200, "active"]);
	});

	it("stays while a notification rule names it", async () => {
		const made = await make(instance, methods(shop.boId), { kind: "sms", address: "+49 30 1234567" });
		const rules = { high: [{ method: made.id, delaySeconds: 0 }], low: [] };
		const bo = `/api/v1/users/${shop.boId}`;
		expect((await instance.api("PATCH", bo, { notificationRules: rules })).status).toBe(200);
		expect((await instance.api("DELETE", `${methods(shop.boId)}/${made.id}`)).status).toBe(409);
		const anasRules = await instance.api("PATCH", `/api/v1/users/${shop.anaId}`, {
			notificationRules: rules,
		});
		expect(anasRules.status).toBe(422);
		await instance.api("PATCH", bo, { notificationRules: null });
		expect((await instance.api("DELETE", `${methods(shop.boId)}/${made.id}`)).status).toBe(204);
	});
});

describe("services and their ways in", () => {
	it("publishes a service only by a component that was named, and makes none by itself", async () => {
		const checkout = await read(`/api/v1/services/${shop.serviceId}`);
		const before = (await read("/api/v1/components")).items.length;
		const hidden = await make(instance, "/api/v1/services", {
			name: "Ledger",
			escalationPolicyId: shop.policyId,
		});
		expect(hidden.componentId).toBeNull();
		expect((await read("/api/v1/components")).items).toHaveLength(before);
		expect(await (await fetch(`${instance.url}/`)).text()).not.toContain("Ledger");
		const shared = await make(instance, "/api/v1/services", {
			name: "Cart",
			escalationPolicyId: shop.policyId,
			componentId: checkout.componentId,
			dependsOn: [shop.serviceId],
		});
		expect(shared.componentId).toBe(checkout.componentId);
		expect((await instance.api("DELETE", `/api/v1/components/${checkout.componentId}`)).status).toBe(409);
		expect((await instance.api("DELETE", `/api/v1/services/${shop.serviceId}`)).status).toBe(409);
	});

	it("tells an integration's key once, and the key works at once", async () => {
		const path = `/api/v1/services/${shop.serviceId}/integrations`;
		const made = await make(instance, path, { kind: "generic", name: "Backups" });
		expect(made.url).toBe(`http://localhost:${instance.port}/inbound/generic/${made.key}`);
		const sent = () =>
			fetch(`${instance.url}/inbound/generic/${made.key}`, {
				method: "POST",
				body: JSON.stringify({ title: "No backup", dedupKey: "backup", severity: "P4" }),
			});
		expect((await sent()).status).toBe(202);
		expect(JSON.stringify([await read(path), await read(`${path}/${made.id}`)])).not.toContain(made.key);
		expect((await read(`${path}/${made.id}`)).url).toMatch(/\{key\}$/);
		await instance.api("PATCH", `${path}/${made.id}`, { disabled: true });
		expect((await sent()).status).toBe(401);
		expect((await instance.api("DELETE", `${path}/${made.id}`)).status).toBe(204);
	});
});

describe("who carries the pager", () => {
	it("says it now and for a span, overrides included", async () => {
		const path = `/api/v1/schedules/${shop.scheduleId}`;
		const from = "2026-11-02T00:00:00.000Z";
		const to = "2026-11-16T08:00:00.000Z";
		const cover = {
			startsAt: "2026-11-03T10:00:00+01:00",
			endsAt: "2026-11-03T12:00:00+01:00",
			userId: null,
		};
		const override = await make(instance, `${path}/overrides`, cover);
		expect(override).toMatchObject({
			scheduleId: shop.scheduleId,
			startsAt: "2026-11-03T09:00:00.000Z",
			replacesUserId: null,
		});
		const { items } = await read(`${path}/shifts?from=${from}&to=${to}`);
		expect(items[0].startsAt).toBe(from);
		expect(items.at(-1).endsAt).toBe(to);
		for (const [i, shift] of items.entries()) if (i > 0) expect(shift.startsAt).toBe(items[i - 1].endsAt);
		expect(items).toContainEqual({
			startsAt: "2026-11-03T09:00:00.000Z",
			endsAt: "2026-11-03T11:00:00.000Z",
			userId: null,
			source: "override",
		});
		const gap = await read(`/api/v1/on-call?at=2026-11-03T10:00:00Z&scheduleId=${shop.scheduleId}`);
		expect(gap.items).toEqual([expect.objectContaining({ userId: null, userName: null })]);
		const view = await read(`${path}/view?from=${from}&to=${to}`);
		expect(view.final).toEqual(items);
		expect(view.gaps).toEqual([{ startsAt: "2026-11-03T09:00:00.000Z", endsAt: "2026-11-03T11:00:00.000Z" }]);
		const { layers, timeZone } = await read(path);
		const draft = { timeZone, layers, scheduleId: shop.scheduleId, from, to };
		expect((await instance.api("POST", "/api/v1/schedule-previews", draft)).body).toEqual(view);
		const parts = await read(`${path}/shifts?from=${from}&to=${to}&limit=2`);
		const rest = await read(`${path}/shifts?from=${from}&to=${to}&cursor=${parts.nextCursor}`);
		expect([...parts.items, ...rest.items]).toEqual(items);
		const now = await read("/api/v1/on-call?limit=200");
		const shopNow = now.items.find((item: { scheduleId: string }) => item.scheduleId === shop.scheduleId);
		expect(shopNow).toMatchObject({ scheduleName: "Shop rotation", source: "Weekly" });
		expect(["Ana", "Bo"]).toContain(shopNow.userName);
	});
});

describe("a schedule's calendar", () => {
	it("is read at a secret address, the same one until it is revoked, and then at no address", async () => {
		const path = `/api/v1/schedules/${shop.scheduleId}/calendar`;
		const first = await instance.api("POST", path);
		expect(first.status).toBe(201);
		expect((await instance.api("POST", path)).body.url).toBe(first.body.url);
		const calendar = await fetch(first.body.url.replace(/^https?:\/\/[^/]+/, instance.url));
		expect(calendar.status).toBe(200);
		expect(calendar.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
		expect(await calendar.text()).toContain("is on call for");
		expect((await fetch(`${instance.url}/schedules/${"A".repeat(43)}.ics`)).status).toBe(404);
		expect((await instance.api("DELETE", path)).status).toBe(204);
		expect((await fetch(first.body.url.replace(/^https?:\/\/[^/]+/, instance.url))).status).toBe(404);
		expect((await instance.api("POST", path)).body.url).not.toBe(first.body.url);
		expect(JSON.stringify(await read("/api/v1/audit-log"))).not.toContain(first.body.url.split("/").at(-1));
	});
});

describe("the severity policy", () => {
	it("starts as the default and is replaced as a whole", async () => {
		const before = await read("/api/v1/severity-policy");
		expect(before.items.map((rule: { severity: string }) => rule.severity)).toEqual(["P1", "P2", "P3", "P4"]);
		expect(before.items[0]).toMatchObject({ urgency: "high", page: "always", alsoPage: ["backup", "team"] });
		const items = before.items.map((rule: { severity: string }) =>
			rule.severity === "P4" ? { ...rule, publicUpdateEverySeconds: 86_400 } : rule,
		);
		const put = (tag: string) =>
			instance.api("PUT", "/api/v1/severity-policy", { items }, { "if-match": tag });
		const [first, second] = await Promise.all([put('"1"'), put('"1"')]);
		expect([first.status, second.status].sort()).toEqual([200, 412]);
		expect(await read("/api/v1/severity-policy")).toMatchObject({ version: 2, items });
		const missing = await instance.api("PUT", "/api/v1/severity-policy", {
			items: items.map((rule: object) => ({ ...rule, notifyUserIds: [nowhere("usr")] })),
		});
		expect(missing.status).toBe(422);
		expect((await put('"2"')).body.version).toBe(3);
	});
});

it("takes a command on an incident as it was seen, and no other", async () => {
	const incident = await make(instance, "/api/v1/incidents", {
		serviceId: shop.serviceId,
		title: "Payments fail",
	});
	const path = `/api/v1/incidents/${incident.id}`;
	const late = await instance.api("PUT", `${path}/severity`, { severity: "P1" }, { "if-match": '"0"' });
	expect(late.status).toBe(412);
	expect(late.body.current).toMatchObject({ id: incident.id, severity: "P2" });
	const seen = await instance.api(
		"PUT",
		`${path}/resolution`,
		{},
		{ "if-match": late.headers.get("etag") ?? "" },
	);
	expect([200, 412]).toContain(seen.status);
	expect(
		(await instance.api("PUT", `${path}/severity`, { severity: "P3" }, { "if-match": "*" })).status,
	).not.toBe(412);
});

it("writes down who changed what, newest first, and no secret", async () => {
	const team = await make(
		instance,
		"/api/v1/teams",
		{ name: "Ops" },
		{ "x-request-id": "from-terraform-17" },
	);
	await instance.api("PATCH", `/api/v1/teams/${team.id}`, { name: "Operations" });
	await instance.api("DELETE", `/api/v1/teams/${team.id}`);
	const { items } = await read(`/api/v1/audit-log?targetId=${team.id}`);
	expect(items.map((entry: { action: string }) => entry.action)).toEqual([
		"team.deleted",
		"team.updated",
		"team.created",
	]);
	expect(items[1]).toMatchObject({
		actor: { kind: "token", name: "ADMIN_TOKEN" },
		target: { kind: "team", id: team.id },
		before: { name: "Ops" },
		after: { name: "Operations" },
	});
	expect(items[2]).toMatchObject({ requestId: "from-terraform-17", before: null });
	const found = async (query: string) =>
		(await read(`/api/v1/audit-log?targetId=${team.id}&${query}`)).items.length;
	expect(await found("action=team")).toBe(3);
	expect(await found("action=team.updated")).toBe(1);
	expect(await found("action=tea")).toBe(0);
	expect(await found(`since=${new Date(Date.now() - 60_000).toISOString()}`)).toBe(3);
	expect(await found(`since=${new Date(Date.now() + 60_000).toISOString()}`)).toBe(0);
	expect((await instance.api("GET", "/api/v1/audit-log?action=team;")).status).toBe(422);
	const refusedPatch = await instance.api(
		"PATCH",
		`/api/v1/teams/${shop.teamId}`,
		{ name: "x" },
		{ "if-match": '"9"' },
	);
	expect(refusedPatch.status).toBe(412);
	expect((await read(`/api/v1/audit-log?targetId=${shop.teamId}`)).items).toHaveLength(1);
});

describe("all that people configure, as a file", () => {
	it("is exported and applied by an admin who is signed in, and her own account stays", async () => {
		const headers = { ...(await signIn(instance, shop.anaId)), "content-type": "application/yaml" };
		const send = async (file: string, query: string) => {
			const answer = await fetch(`${instance.url}/api/v1/apply?${query}`, {
				method: "POST",
				headers,
				body: file,
			});
			return { status: answer.status, body: await answer.json() };
		};
		const file = await (await fetch(`${instance.url}/api/v1/export`, { headers })).text();
		expect(file).toMatch(/^tocsin: 1\nsettings:\n/);
		expect(await send(file, "prune=true")).toMatchObject({ status: 200, body: { state: "done", items: [] } });
		const renamed = file.replace("name: Shop rotation", "name: Shop by week");
		const { body } = await send(renamed, "dryRun=false");
		expect(body).toMatchObject({
			state: "done",
			items: [
				{
					section: "schedules",
					key: "shop-rotation",
					changes: [{ field: "name", from: "Shop rotation", to: "Shop by week" }],
				},
			],
		});
		expect(await read(`/api/v1/schedules/${shop.scheduleId}`)).toMatchObject({ name: "Shop by week" });
		const [entry] = (await read(`/api/v1/audit-log?targetId=${shop.scheduleId}`)).items;
		expect(entry).toMatchObject({ action: "schedule.updated", actor: { kind: "user", id: shop.anaId } });
		const pruned = await send("tocsin: 1\nusers: {}\n", "dryRun=true&prune=true");
		const own = pruned.body.items.find((item: { key: string }) => item.key === "ana");
		expect(own).toMatchObject({ action: "keep", reason: "It is your own account." });
	});
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MetricsWire } from "../../worker/metrics/contract.ts";
import { eventually } from "../support/wait.ts";
import { startWorld, type World } from "../support/world.ts";

describe("metrics", () => {
	let world: World;
	beforeAll(async () => {
		world = await startWorld({ monitor: false });
	});
	afterAll(() => world.stop());

	const call = (method: string, path: string, body?: object) => world.instance.api(method, path, body);
	const ask = async (query = ""): Promise<MetricsWire> => {
		const { status, body } = await call("GET", `/api/v1/metrics${query}`);
		expect(status).toBe(200);
		return body;
	};
	/** Once the projection has all of what was done. */
	const settled = (query: string, fits: (metrics: MetricsWire) => boolean) =>
		eventually("the figures", async () => {
			const metrics = await ask(query);
			return fits(metrics) && metrics.notCountedYet === 0 ? metrics : null;
		});

	it("are empty, not wrong, before the first incident", async () => {
		const metrics = await ask();
		expect(metrics).toMatchObject({
			count: 0,
			mttr: { count: 0, meanMs: null, medianMs: null, p90Ms: null },
		});
		expect(metrics.uptime.services).toMatchObject([{ serviceName: "Checkout", uptime: 1 }]);
		expect(Date.parse(metrics.to) - Date.parse(metrics.from)).toBe(90 * 86_400_000);
		expect(metrics.before.to).toBe(metrics.from);
	});

	it("count what Ana does, without waiting for a tick", async () => {
		const first = await world.declare({ title: "Payments fail", severity: "P1" });
		await world.declare({ title: "Carts are empty", severity: "P3" });
		const search = await world.addService("Search");
		await world.declare({ title: "Search is slow", severity: "P2", serviceId: search });
		await call("PUT", `/api/v1/incidents/${first.id}/acknowledgement`);
		await call("PUT", `/api/v1/incidents/${first.id}/resolution`, { disposition: "real" });
		const metrics = await settled("", ({ mttr }) => mttr.count === 1);
		expect(metrics).toMatchObject({
			count: 3,
			severityDistribution: { P1: 1, P2: 1, P3: 1, P4: 0 },
			mttd: { count: 3 },
			mtta: { count: 1, leftOut: { neverAcknowledged: 2 } },
			mttr: { count: 1, leftOut: { stillOpen: 2 } },
			dispositions: { falseAlarmRate: 0, count: 1 },
			acknowledgements: { count: 1, channels: [{ channel: "api", count: 1 }] },
			runbooks: { with: { count: 0, medianMs: null }, without: { count: 1 } },
			reviews: { count: 0, share: null },
		});
		const timeline = await world.client.timeline(first.id);
		const atOf = (type: string) => Date.parse(String(timeline.find((event) => event.type === type)?.at));
		expect(metrics.mtta.medianMs).toBe(atOf("acknowledged") - atOf("triggered"));
		expect(metrics.mttr.medianMs).toBe(atOf("resolved") - atOf("triggered"));
		expect(metrics.pages.people[0]).toMatchObject({ userName: "Ana" });
		const perDay = metrics.frequency.days.map(({ P1, P2, P3, P4 }) => P1 + P2 + P3 + P4);
		expect(perDay.reduce((sum, n) => sum + n, 0)).toBe(3);
	});

	it("count a reopened incident once, to its last resolve", async () => {
		const [closed] = (await call("GET", "/api/v1/incidents?state=resolved")).body.items;
		await call("POST", `/api/v1/incidents/${closed.id}/reopening`, { reason: "It is back." });
		await settled("", ({ mttr }) => mttr.count === 0);
		await call("PUT", `/api/v1/incidents/${closed.id}/resolution`, {});
		const metrics = await settled("", ({ mttr }) => mttr.count === 1);
		expect(metrics.count).toBe(3);
	});

	it("tell whether reviews and action items were on time, as soon as they are", async () => {
		const [closed] = (await call("GET", "/api/v1/incidents?state=resolved")).body.items;
		await call("PATCH", `/api/v1/reviews/${closed.id}`, { cause: "capacity" });
		await call("PUT", `/api/v1/reviews/${closed.id}/publication`, {});
		const item = { text: "Raise the limit", ownerId: world.people.ana.id, incidentId: closed.id };
		const late = await world.client.make("/api/v1/action-items", { ...item, dueAt: "2020-01-01T00:00:00Z" });
		const metrics = await settled("", ({ actionItems }) => actionItems.count === 1);
		expect(metrics).toMatchObject({
			reviews: { count: 1, onTime: 1, share: 1 },
			actionItems: { count: 1, overdue: 1, share: 0 },
			incidentTypes: { count: 1, types: [{ cause: "capacity", count: 1, share: 1 }] },
		});
		await call("PATCH", `/api/v1/action-items/${late.id}`, { state: "dropped" });
		const after = await settled("", ({ actionItems }) => actionItems.count === 0);
		expect(after.actionItems.leftOut).toMatchObject({ skipped: 1 });
	});

	it("are narrowed by service, severity, team and period", async () => {
		const { service, team } = world.ids;
		expect(await ask(`?serviceId=${service}`)).toMatchObject({ count: 2, uptime: { services: [{}] } });
		expect(await ask(`?serviceId=${service}&severity=P3`)).toMatchObject({ count: 1 });
		expect(await ask(`?teamId=${team}`)).toMatchObject({ count: 3 });
		const other = await world.client.make("/api/v1/teams", { name: "Nobody's", memberIds: [] });
		expect(await ask(`?teamId=${other.id}`)).toMatchObject({
			count: 0,
			uptime: { share: null, services: [] },
		});
		const later = await ask("?from=2099-01-01T00:00:00Z&to=2099-02-01T00:00:00Z&timeZone=Asia/Tokyo");
		expect(later).toMatchObject({ count: 0, before: { count: 0 } });
		expect(later.frequency.days[0]?.day).toBe("2099-01-01");
		expect(await ask("?from=2020-01-01T00:00:00%2B01:00&to=2020-01-02T00:00:00Z")).toMatchObject({
			count: 0,
		});
	});

	it.each([
		["?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "?to"],
		["?from=2026-01-02T00:00:00Z&to=2026-01-02T00:00:00Z", "?to"],
		["?from=2024-01-01T00:00:00Z&to=2026-01-01T00:00:00Z", "?to"],
		["?from=2099-01-01T00:00:00Z", "?from"],
		["?from=2000-01-01T00:00:00Z", "?from"],
		["?from=yesterday", "?from"],
		["?severity=P5", "?severity"],
		["?serviceId=42", "?serviceId"],
		["?timeZone=Mars/Olympus", "?timeZone"],
		["?format=xml", "?format"],
	])("refuse %s", async (query, pointer) => {
		const { status, body } = await call("GET", `/api/v1/metrics${query}`);
		expect(status).toBe(422);
		expect(body.errors[0]).toMatchObject({ pointer, code: "validation" });
	});

	it("are a table for other programs too, in which no name is a formula", async () => {
		await world.addService('=SUM("A1")');
		const { status, body, headers } = await call("GET", "/api/v1/metrics?format=csv");
		expect(status).toBe(200);
		expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
		const lines = String(body).split("\r\n");
		expect(lines.slice(0, 2)).toEqual(["figure,id,name,measure,value", "incidents,,,count,3"]);
		expect(lines).toContain("severityDistribution,,,P1,1");
		expect(
			lines.some((line) => line.startsWith("uptime,svc_") && line.includes(`"'=SUM(""A1"")",uptime,1`)),
		).toBe(true);
	});

	it("fold what waits in the minute tick, and are scraped by Prometheus", async () => {
		const { id } = await world.declare({ title: "Refunds fail", severity: "P4" });
		const db = await world.instance.database();
		const rows = async (sql: string) => (await db.prepare(sql).bind(id).all()).results;
		await eventually(
			"its projection",
			async () => (await rows("SELECT * FROM incidents WHERE id = ?")).length === 1,
		);
		await eventually("its facts", async () => {
			await world.instance.fireCron();
			return (await rows("SELECT * FROM incident_facts WHERE incident_id = ?")).length === 1;
		});
		const { body } = await call("GET", "/metrics");
		expect(body).toContain('oncall_incidents_30d{severity="P1"} 1\n');
		expect(body).toMatch(/oncall_incident_figure_seconds_30d\{figure="mtta",stat="p90"\} [\d.]+\n/);
		expect(body).toMatch(/oncall_pages_30d\{time="night"\} \d+\n/);
		expect(body).toContain('oncall_acknowledgements_30d{channel="api"} 1\n');
		expect(body).toContain('oncall_resolved_by_runbook_30d{runbook="with"} 0\n');
		expect(body).toContain('oncall_action_items_30d{outcome="late"} 0\n');
	});
});

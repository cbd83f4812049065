import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readBriefFacts, readReportRows } from "../../db/metrics/report-rows.ts";
import { catchUp, FOLDED_AT_ONCE } from "../../worker/metrics/catch-up.ts";
import { reportOf } from "../../worker/metrics/rules/report.ts";
import { days, hours, minutes } from "../../worker/platform/rules/time.ts";
import { type Counted, countedDatabase, type D1 } from "../support/counted-database.ts";
import { type Instance, startInstance } from "../support/instance.ts";
import { Timeline } from "../support/timelines.ts";

const YEAR_MS = days(365);
const TO = Date.UTC(2026, 10, 1);
const A_YEAR = { from: TO - YEAR_MS, to: TO };
const THE_YEAR_BEFORE = { from: TO - 2 * YEAR_MS, to: TO - YEAR_MS };
const PER_YEAR = 10_000;

/** Two years of 10,000 incidents each, on twenty services, with three pages each. */
const FILL = `
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${2 * PER_YEAR - 1}),
t AS (SELECT i, ${TO - 2 * YEAR_MS} + i * ${Math.floor(YEAR_MS / PER_YEAR)} AS at FROM n)
INSERT INTO incident_facts (incident_id, number, service_id, severity, source_kind, source_id, detected_at, triggered_at,
	acknowledged_at, resolved_at, resolved_by, reopened_count, is_drill, is_merged, disposition, pages, page_count,
	night_page_count, updates_kept, updates_late, last_seq, acknowledged_via, update_gaps, has_runbook, review, actions)
SELECT 'inc_' || i, i, 'svc_' || (i % 20), 'P' || (1 + i % 4), 'monitor', 'mon_' || (i % 50),
	at - 1000 * (i % 90), at, at + 60000 + i, at + 600000 + 7 * i, 'monitor', 0, i % 100 = 0, 0, NULL,
	json_array(json_array('usr_01JANA00000000000000000000', at, i % 168), json_array('usr_01JBO000000000000000000000', at, i % 168)),
	2, 1, 1, 0, 9, 'push', json_array(json_array(60000 * (i % 40), 900)), i % 3 = 0,
	json_object('dueAt', at + 172800000, 'publishedAt', at + 86400000 * (i % 4), 'isSkipped', json('false'), 'cause', 'change'),
	json_array(json_array(at + 172800000, NULL, json('false'))) FROM t`;

describe("a year of 10,000 incidents", () => {
	let instance: Instance;
	let counted: Counted;
	const cost = async (ask: () => Promise<unknown>) => {
		const before = { ...counted.seen };
		await ask();
		const { statements, rowsRead } = counted.seen;
		return { statements: statements - before.statements, rowsRead: rowsRead - before.rowsRead };
	};
	beforeAll(async () => {
		instance = await startInstance();
		const real = await instance.database();
		await real.prepare(FILL).run();
		counted = countedDatabase(real);
	});
	afterAll(() => instance?.stop());

	it("is five statements that read the rows of both years and no others", async () => {
		const year = await cost(() => readReportRows(counted.db, A_YEAR, THE_YEAR_BEFORE, {}));
		expect(year.statements).toBe(5);
		expect(year.rowsRead).toBeLessThanOrEqual(2 * PER_YEAR + 10);
		const [week, weekBefore] = [
			{ from: TO - days(7), to: TO },
			{ from: TO - days(14), to: TO - days(7) },
		];
		const short = await cost(() => readReportRows(counted.db, week, weekBefore, {}));
		expect(short.statements).toBe(5);
		expect(short.rowsRead).toBeLessThanOrEqual(400);
		const one = await cost(() => readReportRows(counted.db, A_YEAR, THE_YEAR_BEFORE, { serviceId: "svc_1" }));
		expect(one.rowsRead).toBeLessThanOrEqual((2 * PER_YEAR) / 20 + 10);
	});

	it("is answered through the API, whole", async () => {
		const { status, body } = await instance.api(
			"GET",
			`/api/v1/metrics?from=${wire(A_YEAR.from)}&to=${wire(TO)}`,
		);
		expect(status).toBe(200);
		expect(body).toMatchObject({ count: 9_900, mttr: { count: 9_900, leftOut: { drills: 100 } } });
		expect(body.pages.count).toBe(19_800);
		expect(body.before.count).toBe(9_900);
		expect(body).toMatchObject({
			acknowledgements: { count: 9_900, channels: [{ channel: "push", count: 9_900 }] },
			updateIntervals: { count: 9_900, policy: { count: 9_900 } },
			reviews: { count: 9_900 },
			actionItems: { count: 9_900, onTime: 0 },
			incidentTypes: { types: [{ cause: "change", count: 9_900, share: 1 }] },
			runbooks: { with: { count: 3_300 }, without: { count: 6_600 } },
		});
	});

	it("takes well under a second of a processor", async () => {
		const rows = await readReportRows(counted.db, A_YEAR, THE_YEAR_BEFORE, {});
		const began = process.cpuUsage();
		reportOf({ period: { ...A_YEAR, timeZone: "Europe/Berlin" }, now: TO, ...rows });
		expect(process.cpuUsage(began).user / 1_000).toBeLessThan(1_000);
	});

	it("is scraped by reading thirty days", async () => {
		const { statements } = await cost(() => readBriefFacts(counted.db, { from: TO - days(30), to: TO }));
		expect(statements).toBe(1);
	});
});

describe("catching up", () => {
	let instance: Instance;
	let counted: Counted;
	beforeAll(async () => {
		instance = await startInstance();
		counted = countedDatabase(await instance.database());
	});
	afterAll(() => instance?.stop());

	const began = TO - hours(5);
	/** As the projection writes it: the view's row, then the events. */
	async function project(id: string, line: Timeline, from = 0): Promise<void> {
		const { db } = counted;
		const seq = line.events.length;
		const events = line.events
			.slice(from)
			.map((event) =>
				db
					.prepare("INSERT INTO incident_events VALUES (?, ?, ?, ?, ?, ?)")
					.bind(id, event.seq, event.type, event.at, JSON.stringify(event.actor), JSON.stringify(event.data)),
			);
		await db.batch([db.prepare(PROJECTED).bind(id, Number(id.slice(4)), seq), ...events]);
	}
	const PROJECTED = `INSERT INTO incidents VALUES (?1, ?2, 'svc_1', 'P2', 'triggered', 'triage', '', 'user', 0, 0, ${began},
		NULL, NULL, '{}', NULL, ?3) ON CONFLICT (id) DO UPDATE SET last_seq = excluded.last_seq`;
	const lineOf = (id: string) => new Timeline(began, { incidentId: id, service: { id: "svc_1", name: "S" } });
	const facts = () => readReportRows(counted.db, A_YEAR, THE_YEAR_BEFORE, {}).then((rows) => rows.incidents);
	const waiting = async () => {
		const { results } = await counted.db.prepare("SELECT incident_id FROM unfolded_incidents").all();
		return results.length;
	};

	it("folds what was projected, and again when it goes on", async () => {
		const line = lineOf("inc_1").paged(began, "usr_1");
		await project("inc_1", line);
		await catchUp(counted.db);
		expect(await facts()).toMatchObject([{ acknowledgedAt: null, resolvedAt: null, pageCount: 1 }]);
		expect(await waiting()).toBe(0);
		line.acknowledged(began + minutes(1)).resolved(began + minutes(9), "real");
		await project("inc_1", line, 3);
		expect(await waiting()).toBe(1);
		await Promise.all([catchUp(counted.db), catchUp(counted.db)]);
		expect(await facts()).toMatchObject([
			{
				acknowledgedAt: began + minutes(1),
				resolvedAt: began + minutes(9),
				disposition: "real",
				pageCount: 1,
			},
		]);
	});

	it("reads one empty table while nothing waits", async () => {
		const before = counted.seen.statements;
		await catchUp(counted.db);
		expect(counted.seen.statements - before).toBe(1);
	});

	it("folds again when a review or an action item goes on, also while it is being folded", async () => {
		const { db } = counted;
		const one = async () => (await facts())[0];
		await db.prepare(REVIEW).run();
		expect(await waiting()).toBe(1);
		let isFirst = true;
		const slow = {
			prepare: db.prepare,
			batch: async (statements: Parameters<D1["batch"]>[0]) => {
				const answers = await db.batch(statements);
				if (isFirst) await db.prepare("UPDATE reviews SET cause = 'data' WHERE incident_id = 'inc_1'").run();
				isFirst = false;
				return answers;
			},
		} as unknown as D1;
		await catchUp(slow);
		expect(await waiting()).toBe(1);
		await catchUp(db);
		expect(await waiting()).toBe(0);
		expect(await one()).toMatchObject({
			review: { dueAt: 9, publishedAt: null, isSkipped: false, cause: "data" },
			actions: [],
		});
		await db.prepare(ITEM).run();
		await catchUp(db);
		expect(await one()).toMatchObject({ actions: [{ dueAt: 7, closedAt: null, isDropped: false }] });
		await db.prepare("DELETE FROM action_items").run();
		await db.prepare("DELETE FROM reviews").run();
		await catchUp(db);
		expect(await one()).toMatchObject({ review: null, actions: [] });
	});

	const REVIEW = `INSERT INTO reviews (id, created_at, updated_at, incident_id, service_id, state, due_at, drafted_seq,
		attendee_ids, cause) VALUES ('rev_1', 0, 0, 'inc_1', 'svc_1', 'draft', 9, 1, '[]', 'change')`;
	const ITEM = `INSERT INTO action_items (id, created_at, updated_at, text, owner_id, due_at, state, incident_id,
		would_have_prevented_incident_ids) VALUES ('act_1', 0, 0, 'Do it', 'usr_1', 7, 'open', 'inc_1', '[]')`;

	it("leaves what comes in between to the next turn, and never falls back", async () => {
		const line = lineOf("inc_2");
		await project("inc_2", line);
		const { db } = counted;
		let isFirst = true;
		const slow = {
			prepare: db.prepare,
			batch: async (statements: Parameters<D1["batch"]>[0]) => {
				const answers = await db.batch(statements);
				if (isFirst) await project("inc_2", line.acknowledged(began + minutes(2)), 1);
				isFirst = false;
				return answers;
			},
		} as unknown as D1;
		await catchUp(slow);
		expect(await waiting()).toBe(1);
		await catchUp(db);
		expect(await waiting()).toBe(0);
		expect((await facts())[1]).toMatchObject({ acknowledgedAt: began + minutes(2) });
	});

	it("takes a long timeline by itself, and a damaged one for none", async () => {
		const { db } = counted;
		await project("inc_3", lineOf("inc_3"));
		await project("inc_4", lineOf("inc_4"));
		await project("inc_5", lineOf("inc_5"));
		await db.batch([
			db.prepare("UPDATE incidents SET last_seq = 30000 WHERE id = 'inc_3'"),
			db.prepare("UPDATE incident_events SET data = '{}' WHERE incident_id = 'inc_4'"),
		]);
		await catchUp(db);
		expect(await waiting()).toBe(2);
		await catchUp(db);
		expect(await waiting()).toBe(0);
		expect((await facts()).map(({ incidentId }) => incidentId)).toEqual(["inc_1", "inc_2", "inc_3", "inc_5"]);
	});

	it("takes a bounded batch, and does not wait for a timeline that says nothing", async () => {
		const { db } = counted;
		await db
			.prepare(`WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 399)
			INSERT INTO incidents SELECT 'inc_' || i, i, 'svc_1', 'P2', 'triggered', 'triage', '', 'user', 0, 0, 0, NULL, NULL,
			'{}', NULL, 1 FROM n`)
			.run();
		expect(await waiting()).toBe(300);
		await catchUp(db);
		expect(await waiting()).toBe(300 - FOLDED_AT_ONCE);
		await catchUp(db);
		expect(await waiting()).toBe(0);
	});
});

const wire = (at: number) => new Date(at).toISOString();

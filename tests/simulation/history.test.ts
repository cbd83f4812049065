/** What a minute reads of D1 must not grow with the years: counted by D1 itself, which bills the rows that it looks at. */
import type { SQLInputValue } from "node:sqlite";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SEARCHED_INCIDENTS } from "../../worker/incidents/rules/search.ts";
import type { Edge } from "./edge/edge.ts";
import { play } from "./scene.ts";
import { ADMIN, migrationTexts, type Shape } from "./world.ts";

const NOW = Date.UTC(2031, 0, 6, 3);
const DAY_MS = 86_400_000;
const QUIET: Shape = {
	name: "A house with a past",
	startAt: NOW,
	levels: [{ page: ["ana"], afterSeconds: 300 }],
	repeat: 0,
	service: {},
	monitors: [{}],
	webhookMethods: [],
};

interface Bound {
	bind(...values: SQLInputValue[]): Bound;
	run(): Promise<unknown>;
	all(): Promise<{ meta: { rows_read: number } }>;
}
interface RealD1 {
	prepare(query: string): Bound;
	batch(statements: Bound[]): Promise<unknown>;
}
interface Asked {
	query: string;
	values: SQLInputValue[];
}

let runtime: Miniflare;
beforeAll(async () => {
	runtime = new Miniflare(
		convertV4MiniflareOptions({
			modules: true,
			script: "export default { fetch: () => new Response(null) }",
			compatibilityDate: "2026-10-01",
			d1Databases: ["FEW", "MANY"],
			cf: false,
			log: new Log(LogLevel.NONE),
		} as never),
	);
	await runtime.ready;
});
afterAll(() => runtime?.dispose());

/** Every statement that D1 is asked while `run` goes on. */
async function asked({ database }: Edge, run: () => Promise<void>): Promise<Asked[]> {
	const heard: Asked[] = [];
	const names = ["all", "raw", "run"] as const;
	for (const name of names) {
		const own = database[name].bind(database) as (query: string, values?: SQLInputValue[]) => unknown;
		const listening = (query: string, values: SQLInputValue[] = []) => {
			heard.push({ query, values });
			return own(query, values);
		};
		Object.assign(database, { [name]: listening });
	}
	await run();
	for (const name of names) Reflect.deleteProperty(database, name);
	return heard;
}

/** Resolved incidents of two years, each with an event, a published review, an item that is done, and its words. */
async function withHistory(name: "FEW" | "MANY", incidents: number): Promise<RealD1> {
	const db = (await runtime.getD1Database(name)) as unknown as RealD1;
	for (const text of migrationTexts())
		for (const statement of text.split("--> statement-breakpoint").filter((each) => each.trim() !== ""))
			await db.prepare(statement).run();
	const from = `WITH RECURSIVE past(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM past WHERE n < ${incidents})`;
	const at = `${NOW - 8 * DAY_MS} - n * ${Math.floor((700 * DAY_MS) / incidents)}`;
	const stored = `1, ${at}, ${at}`;
	await db.batch(
		[
			`INSERT INTO users (id, version, created_at, updated_at, name, email, role, time_zone)
				VALUES ('usr', 1, 0, 0, 'Ana', 'ana@example.com', 'admin', 'UTC')`,
			`INSERT INTO incidents (id, number, service_id, severity, state, status, title, source_kind, drill,
				detected_at, triggered_at, resolved_at, view, public, last_seq)
				${from} SELECT 'inc_' || n, n, 'svc', 'P1', 'resolved', 'resolved', 't', 'monitor', 0, ${at}, ${at}, ${at}, '{}', '{}', 1 FROM past`,
			`INSERT INTO incident_events (incident_id, seq, type, at, actor, data)
				${from} SELECT 'inc_' || n, 1, 'note_added', ${at}, '{}', '{}' FROM past`,
			`INSERT INTO reviews (id, version, created_at, updated_at, incident_id, service_id, state, resolved_at, due_at,
				drafted_seq, attendee_ids, public_text, published_at)
				${from} SELECT 'rev_' || n, ${stored}, 'inc_' || n, 'svc', 'published', ${at}, ${at}, 2, '[]', 'w', ${at} FROM past
				WHERE n > ${incidents} / 2`,
			`INSERT INTO action_items (id, version, created_at, updated_at, text, owner_id, due_at, state, incident_id,
				service_id, would_have_prevented_incident_ids, closed_at)
				${from} SELECT 'act_' || n, ${stored}, 't', 'usr', ${at}, 'done', 'inc_' || n, 'svc', '[]', ${at} FROM past`,
			`INSERT INTO reminders (subject_id, kind, deadline_at, user_id, made_at, attempts, claimed_until, settled_at, outcome)
				${from} SELECT 'act_' || n, 'overdue', ${at}, 'usr', ${at}, 1, 0, ${at}, 'delivered' FROM past`,
			`INSERT INTO digests (user_id, week, due_at, attempts, claimed_until, settled_at, outcome)
				${from} SELECT 'usr', n, ${at}, 1, 0, ${at}, 'delivered' FROM past`,
			"DELETE FROM unfolded_incidents",
		].map((text) => db.prepare(text)),
	);
	return db;
}

async function rowsRead(db: RealD1, minute: Asked[]): Promise<{ rows: number; worst: string }> {
	let rows = 0;
	let worst = { query: "", read: 0 };
	for (const { query, values } of minute) {
		const { meta } = await db
			.prepare(query)
			.bind(...values)
			.all();
		rows += meta.rows_read;
		if (meta.rows_read > worst.read) worst = { query, read: meta.rows_read };
	}
	return { rows, worst: `${worst.read} by ${worst.query}` };
}

let past: Promise<RealD1> | undefined;
const longPast = (): Promise<RealD1> => {
	past ??= withHistory("MANY", 10_000);
	return past;
};

describe("a search among 10,000 incidents", () => {
	it("reads a bounded stretch of them for words that none has, and one row for a number", async () => {
		const asking = async (query: string) => {
			let heard: Asked[] = [];
			await play(QUIET, 1, async (scene) => {
				const path = `/api/v1/incidents?q=${encodeURIComponent(query)}`;
				heard = await asked(scene.world.edge, async () => {
					const { status } = await scene.answer(scene.world.edge.http("GET", path, undefined, ADMIN));
					expect(status).toBe(200);
				});
			});
			return rowsRead(
				await longPast(),
				heard.filter(({ query: text }) => text.includes('"incidents"')),
			);
		};
		const [words, number] = [await asking("no such words"), await asking("#17")];
		console.info(`rows read: ${words.rows} for words, ${number.rows} for a number`);
		expect(words.rows, words.worst).toBeGreaterThan(SEARCHED_INCIDENTS);
		expect(words.rows, words.worst).toBeLessThanOrEqual(2 * SEARCHED_INCIDENTS + 10);
		expect(number.rows, number.worst).toBeLessThanOrEqual(2);
	}, 180_000);
});

describe("a minute in which nothing happens", () => {
	it("reads as many rows of D1 after 10,000 incidents as after 10", async () => {
		let minute: Asked[] = [];
		await play(QUIET, 1, async (scene) => {
			await scene.pass(600);
			minute = await asked(scene.world.edge, () => scene.pass(300));
		});
		expect(minute.length).toBeGreaterThan(50);
		const few = await rowsRead(await withHistory("FEW", 10), minute);
		const many = await rowsRead(await longPast(), minute);
		console.info(`rows read in five minutes: ${few.rows} after 10 incidents, ${many.rows} after 10,000`);
		expect(few.rows).toBeGreaterThan(0);
		expect(many.rows, many.worst).toBeLessThanOrEqual(few.rows * 1.1 + 10);
	}, 180_000);
});

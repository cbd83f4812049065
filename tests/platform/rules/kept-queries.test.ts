import { asc, gt, sql } from "drizzle-orm";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { expect, it } from "vitest";
import { batchOf, kept, literal } from "../../../db/platform/client.ts";
import { databaseOf } from "../../simulation/edge/database.ts";
import { Store } from "../../simulation/edge/sqlite.ts";

type D1 = Parameters<typeof batchOf>[0];

const notes = sqliteTable("notes", {
	id: integer("id").primaryKey(),
	words: text("words", { mode: "json" }).$type<string[]>(),
});

const AFTER = kept((orm, limit) =>
	orm
		.select()
		.from(notes)
		.where(gt(notes.id, sql.placeholder("after")))
		.orderBy(asc(notes.id))
		.limit(literal(limit))
		.prepare(),
);
const COUNT = kept((orm) => orm.select({ count: sql<number>`count(*)` }).from(notes).prepare());

/** A database with notes 1, 2, … of these words, and every SQL text that it was asked. */
function databaseWith(...words: string[]) {
	const store = new Store({ read: 0, written: 0 });
	store.all("CREATE TABLE notes (id INTEGER PRIMARY KEY, words TEXT)");
	for (const word of words) store.all("INSERT INTO notes (words) VALUES (?)", [JSON.stringify([word])]);
	const real = databaseOf(store, async (work) => work()) as D1;
	const asked: string[] = [];
	const d1 = {
		prepare: (query: string) => {
			asked.push(query);
			return real.prepare(query);
		},
		batch: (statements: Parameters<D1["batch"]>[0]) => real.batch(statements),
	} as D1;
	return { d1, asked };
}

const wordsOf = (rows: { words: string[] | null }[]) => rows.flatMap(({ words }) => words ?? []);

it("a kept query asks the database and for the values that it is given, whoever used it first", async () => {
	const [one, other] = [databaseWith("a", "b", "c"), databaseWith("x", "y")];
	expect(wordsOf(await AFTER(one.d1, 10).all({ after: 1 }))).toEqual(["b", "c"]);
	expect(wordsOf(await AFTER(other.d1, 10).all({ after: 0 }))).toEqual(["x", "y"]);
	const [first, second] = [AFTER(one.d1, 10).all({ after: 2 }), AFTER(other.d1, 10).all({ after: 1 })];
	expect([wordsOf(await first), wordsOf(await second)]).toEqual([["c"], ["y"]]);
});

it("a kept query holds each of its limits, written into the SQL", async () => {
	const { d1, asked } = databaseWith("a", "b", "c");
	expect(await AFTER(d1, 2).all({ after: 0 })).toHaveLength(2);
	expect(await AFTER(d1, 1).all({ after: 0 })).toHaveLength(1);
	expect(await AFTER(d1, 2).all({ after: 0 })).toHaveLength(2);
	expect(asked.at(-1)).toContain("limit 2");
	expect(asked.join()).not.toContain("limit ?");
});

it("kept queries in one batch answer the rows of each, as their columns decode them", async () => {
	const { d1 } = databaseWith("a", "b", "c");
	const [rows, [counted]] = await batchOf(d1, { after: 1 }, AFTER(d1, 5), COUNT(d1));
	expect(wordsOf(rows)).toEqual(["b", "c"]);
	expect(counted?.count).toBe(3);
});

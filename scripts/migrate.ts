import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./root.ts";

const FOLDER = join(ROOT, "db/migrations");

/** What this needs of D1; Miniflare's handle and the platform's binding both have it. */
export interface Database {
	prepare(sql: string): { bind(...values: unknown[]): unknown; all(): Promise<{ results: unknown[] }> };
	batch(statements: unknown[]): Promise<unknown>;
}

/** File names in the order in which they apply. */
export function migrationNames(): string[] {
	if (!existsSync(FOLDER)) return [];
	return readdirSync(FOLDER)
		.filter((name) => name.endsWith(".sql"))
		.sort();
}

/** Applies what is missing; each file with its mark in one transaction, so a kill leaves nothing half done. The table is wrangler's. */
export async function applyMigrations(db: Database): Promise<void> {
	await db.prepare(CREATE_MARKS).all();
	const { results } = await db.prepare("SELECT name FROM d1_migrations").all();
	const done = new Set((results as { name: string }[]).map((row) => row.name));
	for (const name of migrationNames().filter((name) => !done.has(name))) {
		const statements = statementsOf(readFileSync(join(FOLDER, name), "utf8"));
		const mark = db.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name);
		await db.batch([...statements.map((sql) => db.prepare(sql)), mark]);
	}
}

const CREATE_MARKS = `CREATE TABLE IF NOT EXISTS d1_migrations(
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT UNIQUE,
	applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`;

/** Drizzle's break comments divide a file; a file written by hand without them is divided at line ends after `;`. */
function statementsOf(sql: string): string[] {
	const parts = sql.includes("--> statement-breakpoint")
		? sql.split("--> statement-breakpoint")
		: sql.split(/;[ \t]*$/m);
	return parts.map((part) => part.replace(/^\s*--.*$/gm, "").trim()).filter((part) => part !== "");
}

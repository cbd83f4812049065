import { type Told, together } from "../rules/told.ts";

/** The last messages of the live feed, numbered from 1 without a hole. */
export class LiveStore {
	private readonly sql: SqlStorage;

	constructor(storage: DurableObjectStorage) {
		this.sql = storage.sql;
		this.sql.exec(
			"CREATE TABLE IF NOT EXISTS messages (seq INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL)",
		);
		const knowsWhen = "SELECT 1 FROM pragma_table_info('messages') WHERE name = 'at'";
		if (this.sql.exec(knowsWhen).toArray().length === 0)
			this.sql.exec("ALTER TABLE messages ADD COLUMN at INTEGER NOT NULL DEFAULT 0");
	}

	/** Keeps the messages and at most `keep` in all; answers them as they go over the wire. */
	append(messages: Record<string, unknown>[], keep: number, at: number): string[] {
		const numbered = messages.map((body) => {
			const insert = "INSERT INTO messages (body, at) VALUES (?, ?) RETURNING seq";
			const { seq } = this.sql.exec<{ seq: number }>(insert, JSON.stringify(body), at).one();
			return { seq, body };
		});
		const newest = numbered.at(-1)?.seq ?? 0;
		if (newest > keep) this.sql.exec("DELETE FROM messages WHERE seq <= ?", newest - keep);
		return numbered.map(wire);
	}

	after(seq: number): string[] {
		return this.rows("SELECT seq, body FROM messages WHERE seq > ? ORDER BY seq", seq).map(wire);
	}

	/** What was told since, an incident's news in one; null when some of it is no longer kept. */
	since(at: number): { after: number; texts: string[] } | null {
		const told = this.rows("SELECT seq, body FROM messages WHERE at >= ? ORDER BY seq", at);
		const { newest, oldest } = this.range();
		const after = (told[0]?.seq ?? newest + 1) - 1;
		const isWhole = after >= oldest || oldest <= 1;
		return isWhole ? { after, texts: together(told).map(wire) } : null;
	}

	/** Both 0 before the first message. */
	range(): { oldest: number; newest: number } {
		const row = this.sql
			.exec<{ oldest: number | null; newest: number | null }>(
				"SELECT min(seq) AS oldest, max(seq) AS newest FROM messages",
			)
			.one();
		return { oldest: row.oldest ?? 0, newest: row.newest ?? 0 };
	}

	private rows(query: string, from: number): Told[] {
		return this.sql
			.exec<{ seq: number; body: string }>(query, from)
			.toArray()
			.map(({ seq, body }) => ({ seq, body: JSON.parse(body) }));
	}
}

const wire = ({ seq, body }: Told): string => JSON.stringify({ type: "incident", seq, ...body });

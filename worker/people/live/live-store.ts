/** The last messages of the live feed, numbered from 1 without a hole. */
export class LiveStore {
	private readonly sql: SqlStorage;

	constructor(storage: DurableObjectStorage) {
		this.sql = storage.sql;
		this.sql.exec(
			"CREATE TABLE IF NOT EXISTS messages (seq INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL)",
		);
	}

	/** Keeps the messages and at most `keep` in all; answers them as they go over the wire. */
	append(messages: Record<string, unknown>[], keep: number): string[] {
		const numbered = messages.map((message) => {
			const insert = "INSERT INTO messages (body) VALUES (?) RETURNING seq";
			const { seq } = this.sql.exec<{ seq: number }>(insert, JSON.stringify(message)).one();
			return { seq, message };
		});
		const newest = numbered.at(-1)?.seq ?? 0;
		if (newest > keep) this.sql.exec("DELETE FROM messages WHERE seq <= ?", newest - keep);
		return numbered.map(({ seq, message }) => JSON.stringify({ type: "incident", seq, ...message }));
	}

	after(seq: number): string[] {
		return this.sql
			.exec<{ seq: number; body: string }>("SELECT seq, body FROM messages WHERE seq > ? ORDER BY seq", seq)
			.toArray()
			.map((row) => JSON.stringify({ type: "incident", seq: row.seq, ...JSON.parse(row.body) }));
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
}

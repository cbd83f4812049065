import { getTableColumns, type Table } from "drizzle-orm";

type Raw = Record<string, unknown>;

/** What D1 answered to `SELECT * FROM <table>`, by the names and forms of the table's fields. */
export function rowsOf<Of extends Table>(table: Of, answer: D1Result<Raw> | undefined): Of["$inferSelect"][] {
	const columns = Object.entries(getTableColumns(table));
	return (answer?.results ?? []).map((raw) => {
		const fields = columns.map(([field, column]) => {
			const value = raw[column.name] ?? null;
			return [field, value === null ? null : column.mapFromDriverValue(value)];
		});
		return Object.fromEntries(fields) as Of["$inferSelect"];
	});
}

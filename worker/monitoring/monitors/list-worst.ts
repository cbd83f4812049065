import { type MonitorRow, monitorRowsOf, standingsInDatabase } from "../../../db/monitoring/monitors.ts";
import type { AppContext } from "../../platform/http/app-env.ts";
import { makeCursor, readCursor } from "../../platform/http/cursor.ts";
import { fieldError } from "../../platform/http/input.ts";
import { invalid } from "../../platform/http/problems.ts";
import { log } from "../../platform/log.ts";
import { vaultOf, watchOf } from "../../platform/stubs.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import { pageAfter, type Standing, totalsOf } from "../rules/worst-first.ts";

/** A Watch that does not answer by then is left out of the order: its monitors are `unknown`. */
const WATCH_TIMEOUT_MS = 3_000;

interface Query {
	limit: number;
	cursor?: string | undefined;
	serviceId?: string | undefined;
}

/**
 * A page of monitors, what is wrong first, and how many there are in each state. The Watches know both: the database is
 * asked for the rows of the page alone. A monitor whose state changes between two pages may be in both or in neither.
 */
export async function listWorstFirst(
	c: AppContext,
	query: Query,
	show: (c: AppContext, rows: MonitorRow[]) => Promise<Record<string, unknown>[]>,
): Promise<Response> {
	const list = `${c.req.path}?order=worst`;
	const text = query.cursor === undefined ? null : await readCursor(c.env, list, query.cursor);
	if (query.cursor !== undefined && text === null)
		return invalid(c, [fieldError("?cursor", "is not a valid cursor for this list")]);
	const standings = await standingsOf(c, query.serviceId);
	const { page, more } = pageAfter(standings, text === null ? null : placeOf(text), query.limit);
	const rows = await monitorRowsOf(
		c.env.DB,
		page.map(({ id }) => id),
	);
	const byId = new Map(rows.map((row) => [row.id, row]));
	const shown = page.flatMap(({ id }) => byId.get(id) ?? []);
	const last = page.at(-1);
	const nextCursor = more && last ? await makeCursor(c.env, list, textOf(last)) : null;
	return c.json({ items: await show(c, shown), nextCursor, totals: totalsOf(standings) });
}

async function standingsOf({ env }: AppContext, serviceId: string | undefined): Promise<Standing[]> {
	const slices = await vaultOf(env).slices();
	const answers = await Promise.all(
		slices.map(async (slice) => {
			try {
				return await withTimeout(watchOf(env, slice).standings(serviceId ?? null), WATCH_TIMEOUT_MS);
			} catch (error) {
				log("monitor.standings_failed", { slice, error });
				return standingsInDatabase(env.DB, slice, serviceId ?? null);
			}
		}),
	);
	return answers.flat();
}

function textOf({ id, name, state }: Standing): string {
	return JSON.stringify([state, id, name]);
}

/** Only what `textOf` made gets here: the cursor carries our mark. */
function placeOf(text: string): Standing {
	const [state, id, name] = JSON.parse(text) as [Standing["state"], string, string];
	return { id, name, state };
}

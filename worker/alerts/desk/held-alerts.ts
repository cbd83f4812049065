import type { Alert } from "../../incidents/rules/alert.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import { asItIs, storedShape } from "../../platform/rules/stored-shape.ts";
import { type Instant, seconds, toWire } from "../../platform/rules/time.ts";
import type { PlannedTime } from "../rules/planned-time.ts";
import { plannedUntil } from "../rules/planned-time.ts";
import type { KeyName, Sql } from "./desk-rows.ts";
import type { IncomingAlert } from "./incoming-alert.ts";

interface HeldBody {
	alert: Alert;
	alertId: string;
	actor: Actor;
	heldAt: Instant;
}

const HELD_BODY = storedShape<HeldBody>(asItIs);
/** So many are released at once; the others follow after this time. */
const AT_ONCE = 100;
const NEXT_MS = seconds(1);

export interface ReleasedAlert {
	incoming: IncomingAlert;
	/** How often it came while it was held. */
	received: number;
}

/**
 * Alerts of other tools that came during a maintenance window: one row for each, in the order in which they began. One that
 * ends in the window stays as a record, and pages nobody. The table is made with the Desk's others.
 */
export class HeldAlerts {
	constructor(
		private readonly sql: Sql,
		private readonly windows: () => readonly PlannedTime[],
	) {}

	isHolding(now: Instant): boolean {
		return plannedUntil(this.windows(), now) !== null;
	}

	hold({ scope, alert, alertId, actor, isRedelivery }: IncomingAlert, now: Instant): void {
		const { dedupKey, memberKey } = alert;
		const times = isRedelivery ? 0 : 1;
		const known = this.rows(
			"SELECT id, body, ended_at FROM held WHERE scope = ? AND dedup_key = ? AND member_key IS ?",
			...[scope, dedupKey, memberKey],
		)[0];
		if (!known) {
			const body = HELD_BODY.toText({ alert, alertId, actor, heldAt: now });
			const insert = "INSERT INTO held (scope, dedup_key, member_key, body, received) VALUES (?, ?, ?, ?, ?)";
			this.sql.exec(insert, scope, dedupKey, memberKey, body, times);
			return;
		}
		const isOn = known.ended_at === null;
		const first = isOn ? HELD_BODY.fromText(String(known.body)).value : { alertId, heldAt: now };
		const body = HELD_BODY.toText({ alert, actor, alertId: first.alertId, heldAt: first.heldAt });
		this.sql.exec(
			"UPDATE held SET body = ?, received = received + ?, ended_at = NULL WHERE id = ?",
			...[body, times, Number(known.id)],
		);
	}

	/** It is over: of a member, under whatever key it is held. True when it was held. */
	end({ scope, dedupKey }: KeyName, memberKey: string | null, now: Instant): boolean {
		const [column, value] = memberKey === null ? ["dedup_key", dedupKey] : ["member_key", memberKey];
		const ended = this.rows(
			`UPDATE held SET ended_at = ? WHERE scope = ? AND ${column} = ? AND ended_at IS NULL RETURNING id`,
			...[now, scope, value],
		);
		return ended.length > 0;
	}

	/** Takes out what still fires when no work is planned any more: at most so many at once, the oldest first. */
	release(now: Instant): ReleasedAlert[] {
		if (this.isEmpty() || this.isHolding(now)) return [];
		const oldest = `SELECT id FROM held WHERE ended_at IS NULL ORDER BY id LIMIT ${AT_ONCE}`;
		return this.rows(`DELETE FROM held WHERE id IN (${oldest}) RETURNING id, scope, body, received`)
			.toSorted((a, b) => Number(a.id) - Number(b.id))
			.map(({ scope, body, received }) => ({
				incoming: released(String(scope), HELD_BODY.fromText(String(body)).value, Number(received), now),
				received: Number(received),
			}));
	}

	/** Until when what is held stays so; `now` where no work is planned any more. */
	until(now: Instant): Instant {
		return plannedUntil(this.windows(), now) ?? now;
	}

	/** When the next release is due; null when nothing is held. */
	nextAt(now: Instant): Instant | null {
		if (this.isEmpty()) return null;
		return plannedUntil(this.windows(), now) ?? now + NEXT_MS;
	}

	/** Forgets what ended before. */
	prune(before: Instant): void {
		this.sql.exec("DELETE FROM held WHERE ended_at < ?", before);
	}

	private isEmpty(): boolean {
		return this.rows("SELECT 1 FROM held WHERE ended_at IS NULL LIMIT 1").length === 0;
	}

	private rows(query: string, ...bindings: (string | number | null)[]) {
		return this.sql.exec(query, ...bindings).toArray();
	}
}

/** It counts as detected when it is released: before that, the work explained it. */
function released(
	scope: string,
	{ alert, alertId, actor, heldAt }: HeldBody,
	received: number,
	now: Instant,
): IncomingAlert {
	const details = { ...alert.details, heldSince: toWire(heldAt) };
	return {
		...{ scope, alert: { ...alert, details }, alertId, actor, detectedAt: now, evidence: null, signal: null },
		isRedelivery: received === 0,
	};
}

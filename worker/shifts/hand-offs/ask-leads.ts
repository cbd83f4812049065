import { incidentsLedBy } from "../../../db/shifts/leads.ts";
import { onCallAt } from "../../oncall/rules/rotation.ts";
import type { Schedule } from "../../oncall/rules/schedule.ts";
import type { Env } from "../../platform/env.ts";
import { SYSTEM } from "../../platform/rules/caller.ts";
import type { Instant } from "../../platform/rules/time.ts";
import { incidentOf } from "../../platform/stubs.ts";
import { begunShift } from "../rules/hand-off.ts";

/** An invocation asks few things; the next look asks the others. */
const MOST_ASKED = 5;

/**
 * Asks whoever leads an open P1 or P2, and whose shift ended within the last half hour, whether they hand over to who has
 * it now. The incident knows for which shift it asked, so that looking again asks nothing twice.
 */
export async function askLeads(env: Env, schedules: Schedule[], now: Instant): Promise<void> {
	const changes = schedules.flatMap((schedule) => {
		const shift = begunShift(schedule, now);
		const leadId = shift && onCallAt(schedule, shift.startsAt - 1).userId;
		if (!shift || leadId === null) return [];
		return [{ scheduleId: schedule.id, startsAt: shift.startsAt, leadId, userId: shift.userId }];
	});
	if (changes.length === 0) return;
	const led = await incidentsLedBy(
		env.DB,
		changes.map(({ leadId }) => leadId),
	);
	const asked = changes.flatMap((change) =>
		led.filter(({ leadId }) => leadId === change.leadId).map(({ id }) => ({ id, change })),
	);
	await Promise.all(
		asked
			.slice(0, MOST_ASKED)
			.map(({ id, change }) =>
				incidentOf(env, id).command(
					{ kind: "suggest_handover", ...change },
					{ actor: SYSTEM, idempotency: null, requestId: "" },
				),
			),
	);
}

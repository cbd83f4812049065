/** What an instance would answer about planned work. */
import type { Maintenance } from "../state/wire.ts";
import { iso } from "./cast.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function maintenances(at: number): Maintenance[] {
	return [
		{
			...maintenance(1, at, "New version of the payment database", "in_progress", at - 20 * MINUTE, 2 * HOUR),
			componentIds: ["cmp_01JCHECKOUT"],
		},
		maintenance(2, at, "Move Search to larger machines", "scheduled", at + 3 * DAY, HOUR),
		{
			...maintenance(3, at, "Weekly restart of the search index", "scheduled", at + 5 * DAY, 30 * MINUTE),
			recurrence: { cron: "0 2 * * 0", timeZone: "Europe/Berlin", until: null },
		},
		maintenance(4, at, "Renew certificates", "completed", at - 9 * DAY, 40 * MINUTE),
	];
}

function maintenance(
	n: number,
	at: number,
	title: string,
	state: Maintenance["state"],
	startsAt: number,
	lengthMs: number,
): Maintenance {
	const times = { startsAt: iso(startsAt), endsAt: iso(startsAt + lengthMs) };
	return {
		...{ id: `mnt_01J${n}`, version: 1, createdAt: iso(at - 12 * DAY), updatedAt: iso(at - 10 * DAY) },
		...{ title, state, description: "You can place orders meanwhile. Some pages may load slowly." },
		...{ componentIds: [], monitorIds: ["mon_01JCHECKOUTPAY"], verifySeconds: 0, recurrence: null },
		...{ ...times, workEndsAt: times.endsAt, plannedStartsAt: times.startsAt, plannedEndsAt: times.endsAt },
	};
}

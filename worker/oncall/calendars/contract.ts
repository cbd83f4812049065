import { z } from "@hono/zod-openapi";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { storedOut } from "../../platform/contract/stored.ts";

const tag = "schedules";

/** What the audit log keeps: never the address. */
export const calendarOut = z
	.object({ ...storedOut("calendar"), scheduleId: z.string() })
	.openapi("ScheduleCalendar");

export const calendarCalls = {
	create: endpoint("post /api/v1/schedules/{scheduleId}/calendar", {
		tag,
		summary: "The secret address of this schedule as a calendar, the same one until it is revoked",
		role: "responder",
		scope: "configure",
		ids: { scheduleId: "schedule" },
		secrets: ["url"],
		answer: calendarOut.extend({ url: z.string().nullable() }),
		status: 201,
	}),
	remove: endpoint("delete /api/v1/schedules/{scheduleId}/calendar", {
		tag,
		summary: "Revoke the address: it answers 404 from now on, and the next one is another",
		role: "responder",
		scope: "configure",
		team: "scheduleId",
		ids: { scheduleId: "schedule" },
		answer: null,
	}),
};

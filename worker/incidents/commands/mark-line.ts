import { z } from "@hono/zod-openapi";
import { NOTHING, refuse } from "../rules/decision.ts";
import type { NewEvent } from "../rules/events.ts";
import { LINE_MARKS } from "../rules/triage.ts";
import { command } from "./command.ts";

/** A timeline with so many events takes no further marks; what pages and ends an incident is always taken. */
const MARKS_UP_TO = 10_000;
const TIMELINE_FULL = `This incident has ${MARKS_UP_TO.toLocaleString("en-US")} events: choose its lines in its review.`;
const STAYS = "This line stays in sight: it begins or ends the incident, or others were told of it.";

/** The event stays as it was written. Whoever marks it, and takes the mark back, is on the timeline. */
export const markLine = command({
	call: {
		method: "put",
		path: "timeline/{seq}",
		summary: "Pin a line of the timeline for the review, hide it, or take that back",
		body: z
			.strictObject({
				pinned: z.boolean().optional().openapi({ description: "Offered first in the review" }),
				hidden: z.boolean().optional().openapi({
					description: "Left out of the review’s draft and of replay links; the team reads it behind a press",
				}),
			})
			.refine((said) => Object.keys(said).length > 0, "must say pinned or hidden"),
		texts: ["seq"],
	},
	afterResolve: true,
	decide({ incident, actor }, { seq, ...wanted }) {
		const line = /^[1-9]\d{0,8}$/.test(seq) ? Number(seq) : 0;
		if (line === 0 || line > incident.seq) return refuse("not_found", "The timeline has no such line.");
		const changed = LINE_MARKS.filter(
			(mark) => wanted[mark] !== undefined && wanted[mark] !== incident.marks[mark].has(line),
		);
		if (changed.length === 0) return NOTHING;
		if (changed.includes("hidden") && incident.staysInSight.has(line)) return refuse("conflict", STAYS);
		if (incident.seq >= MARKS_UP_TO) return refuse("conflict", TIMELINE_FULL);
		const events = changed.map((mark): NewEvent => {
			const data = { line, mark, on: wanted[mark] === true };
			return { type: "line_marked", actor, data };
		});
		return { events };
	},
});

import { z } from "@hono/zod-openapi";
import { instant, line } from "../../platform/contract/fields.ts";
import { minutes, toWire } from "../../platform/rules/time.ts";
import { refuse } from "../rules/decision.ts";
import { command } from "./command.ts";
import { TEXT_LENGTH } from "./fields.ts";

/** A timeline with so many events takes no further notes; what pages and ends an incident is always taken. */
const NOTES_UP_TO = 10_000;
const TIMELINE_FULL = `This incident has ${NOTES_UP_TO.toLocaleString("en-US")} events: write on in its review.`;

/** By so much the clock of whoever tells it may be fast. */
const CLOCKS_DIFFER_MS = minutes(1);
const AHEAD = "A note tells what happened: occurredAt is in the future.";

export const note = command({
	call: {
		method: "post",
		path: "notes",
		summary: "Add an internal note",
		body: z.strictObject({
			text: line(TEXT_LENGTH),
			occurredAt: instant.optional().openapi({
				description: "When it happened, where that is before it is told: the timeline says both times",
			}),
		}),
	},
	afterResolve: true,
	decide({ incident, actor, now }, { text, occurredAt }) {
		if (incident.seq >= NOTES_UP_TO) return refuse("conflict", TIMELINE_FULL);
		if (occurredAt !== undefined && occurredAt > now + CLOCKS_DIFFER_MS) return refuse("conflict", AHEAD);
		const told = occurredAt === undefined ? {} : { occurredAt: toWire(occurredAt) };
		return { events: [{ type: "note_added", actor, data: { text, ...told } }] };
	},
});

import { z } from "@hono/zod-openapi";
import { line } from "../../platform/contract/fields.ts";
import { refuse } from "../rules/decision.ts";
import { command } from "./command.ts";
import { TEXT_LENGTH } from "./fields.ts";

/** A timeline with so many events takes no further notes; what pages and ends an incident is always taken. */
const NOTES_UP_TO = 10_000;
const TIMELINE_FULL = `This incident has ${NOTES_UP_TO.toLocaleString("en-US")} events: write on in its review.`;

export const note = command({
	call: {
		method: "post",
		path: "notes",
		summary: "Add an internal note",
		body: z.strictObject({ text: line(TEXT_LENGTH) }),
	},
	afterResolve: true,
	decide({ incident, actor }, { text }) {
		if (incident.seq >= NOTES_UP_TO) return refuse("conflict", TIMELINE_FULL);
		return { events: [{ type: "note_added", actor, data: { text } }] };
	},
});

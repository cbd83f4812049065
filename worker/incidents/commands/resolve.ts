import { z } from "@hono/zod-openapi";
import { line, text } from "../../platform/contract/fields.ts";
import { NOTHING, refuse } from "../rules/decision.ts";
import type { Incident } from "../rules/incident.ts";
import { DISPOSITIONS } from "../rules/incident-types.ts";
import { closingOf } from "../rules/incident-view.ts";
import { endOrSoak, resolving } from "../rules/soak.ts";
import { take } from "./acknowledge.ts";
import { command } from "./command.ts";
import { CLOSING_LENGTH, REASON_LENGTH, TEXT_LENGTH } from "./fields.ts";

const call = {
	method: "put",
	path: "resolution",
	summary: "Verify and resolve",
	body: z.strictObject({
		note: text(TEXT_LENGTH).optional(),
		disposition: z.enum(DISPOSITIONS).optional(),
		overrideReason: line(REASON_LENGTH).optional(),
		publicMessage: line(CLOSING_LENGTH).optional().openapi({
			description:
				"The closing words for customers, instead of those that `publicClosing` says. Refused where they are told nothing",
		}),
		soak: z.boolean().optional().openapi({
			description:
				"False: it is resolved at once, also where its service wants it watched first, or while it is",
		}),
	}),
} as const;

/** What the checks that run before it found: the object's, see `recovery-check.ts`. */
export interface Checked {
	isFailing?: boolean | undefined;
}

/**
 * What works again is watched first where its service wants it; who overrides failing checks has decided. The same again,
 * while it is watched or resolved, changes nothing.
 */
export const resolve = command<typeof call, Checked>({
	call,
	afterResolve: true,
	decide({ incident, paging, actor, now }, fields) {
		const { soak = true, isFailing = false } = fields;
		const isWatched = incident.soak !== null;
		if (incident.state === "resolved" || (isWatched && soak)) return NOTHING;
		if (fields.publicMessage !== undefined && closingOf(incident) === null)
			return refuse("conflict", NOT_PUBLIC);
		const ending = endingOf(incident, fields);
		if (!soak || isFailing) return { events: resolving(incident, actor, now, ending) };
		const end = endOrSoak(incident, paging, actor, now, ending);
		// Whoever says that it works has it: nobody is to be asked for it when it fails no more.
		const isHuman = actor.kind === "user" || actor.kind === "token";
		const takes = end[0]?.type === "soak_started" && isHuman && incident.state === "triggered";
		const taken = takes ? take({ incident, paging, actor }, {}) : NOTHING;
		return { events: ["events" in taken ? taken.events : [], end].flat() };
	},
});

const NOT_PUBLIC = "Customers are told nothing of this incident. Leave publicMessage out.";

type Fields = z.output<typeof call.body>;

/** What was said when the watch began still holds where nothing else is said now. */
function endingOf({ soak }: Incident, { note, disposition, publicMessage }: Fields) {
	const closing = publicMessage ?? soak?.publicMessage ?? null;
	return {
		note: note ?? soak?.note ?? null,
		disposition: disposition ?? soak?.disposition ?? null,
		...(closing !== null && { publicMessage: closing }),
	};
}

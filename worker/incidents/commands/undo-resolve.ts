import { NOTHING, refuse } from "../rules/decision.ts";
import { mayUndo } from "../rules/ending.ts";
import { stopSoak, UNDO_MS } from "../rules/soak.ts";
import { take } from "./acknowledge.ts";
import { command } from "./command.ts";
import { empty } from "./fields.ts";

/**
 * It is not over after all. What is watched is open again as before; a resolve is taken back as long as the public was not
 * told. Nobody is paged: whoever takes it back has it.
 */
export const undoResolve = command({
	call: {
		method: "delete",
		path: "resolution",
		summary: "Take a resolve back, or end the watch: it is not over, and nobody is paged",
		body: empty,
	},
	afterResolve: true,
	decide({ incident, paging, actor, now }) {
		if (incident.soak !== null) {
			const had = incident.state === "triggered" ? take({ incident, paging, actor }, {}) : NOTHING;
			return { events: [...stopSoak(incident, actor), ...("events" in had ? had.events : [])] };
		}
		if (incident.state !== "resolved") return NOTHING;
		if (!mayUndo(incident, now)) return refuse("conflict", TOO_LATE);
		const data = { reason: "The resolve was taken back", firstPageAt: null, undone: true as const };
		const taken = { pageId: null, occurredAt: null, becomesLead: false };
		return {
			events: [
				{ type: "reopened", actor, data },
				{ type: "acknowledged", actor, data: taken },
			],
		};
	},
});

const TOO_LATE = `A person's resolve can be taken back for ${UNDO_MS / 1_000} s, until the public is told. Reopen it instead.`;

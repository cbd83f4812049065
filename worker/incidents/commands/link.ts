import { NOTHING, refuse } from "../rules/decision.ts";
import type { NamedIncident } from "../rules/incident-types.ts";
import { linkEvents } from "../rules/linking.ts";
import { command } from "./command.ts";
import { empty } from "./fields.ts";

/** The other of the two, which was told before this is decided: see `object/link-command.ts`. */
export interface OtherIncident {
	other?: NamedIncident | undefined;
}

const path = { path: "linked-incidents/{otherId}", body: empty, texts: ["otherId"] } as const;

const linkCall = {
	method: "put",
	...path,
	summary: "Link with another incident: both show it, and nothing else follows from it",
} as const;

const unlinkCall = {
	method: "delete",
	...path,
	summary: "Remove the link with another incident, from both",
} as const;

export const link = command<typeof linkCall, OtherIncident>({
	call: linkCall,
	afterResolve: true,
	decide({ incident, actor }, { other }) {
		const events = other ? linkEvents(incident, { kind: "link", other, actor }) : null;
		return events ? { events } : refuse("not_found", "The incident to link was not found.");
	},
});

/** Of what is not linked it removes nothing, and is done. */
export const unlink = command<typeof unlinkCall, OtherIncident>({
	call: unlinkCall,
	afterResolve: true,
	decide({ incident, actor }, { other }) {
		const events = other ? linkEvents(incident, { kind: "unlink", other, actor }) : null;
		return events ? { events } : NOTHING;
	},
});

import type { Incident } from "../../state/wire.ts";

/** The one act that the bottom of the screen is for. It follows from the state alone and never has a neighbour's place. */
export type Primary = "acknowledge" | "resolve" | "reopen";

const OF_STATE: Record<Incident["state"], Primary> = {
	triggered: "acknowledge",
	acknowledged: "resolve",
	resolved: "reopen",
};

export const primaryOf = (incident: Pick<Incident, "state">): Primary => OF_STATE[incident.state];

export const PRIMARY_WORDS: Record<Primary, string> = {
	acknowledge: "Acknowledge",
	resolve: "Verify and resolve",
	reopen: "Reopen",
};

/** What else can be done, by state: a resolved incident takes words only, one that nobody has cannot be given back. */
export type Further = "note" | "update" | "severity" | "escalate" | "giveBack" | "resolve";

export function furtherActs(incident: Pick<Incident, "state" | "source">): Further[] {
	// A test page ends with its acknowledgement: there is nothing to steer.
	if (incident.source.kind === "test") return ["note"];
	if (incident.state === "resolved") return ["note", "update"];
	if (incident.state === "triggered") return ["note", "update", "severity", "escalate", "resolve"];
	return ["note", "update", "severity", "escalate", "giveBack"];
}

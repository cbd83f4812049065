import type { CastName } from "../support/cast.ts";
import { OFFERS, type OfferName } from "./hand-overs.ts";
import type { CommandName } from "./story.ts";
import { PRIVATE, type World } from "./world.ts";

/** Where there is none, somebody asks for one all the same. */
const NO_REMEDIATION = "rem_01M8000000000000000000N0NE";
const LOOKING = { status: "investigating", message: "We are looking into it." };

/** Given through the API by a script; the others are given in another way. */
export type PlainCommand = Exclude<CommandName, "resolve-as-user" | "merge" | "split" | OfferName>;

export const isOffer = (what: CommandName): what is OfferName => OFFERS.some((one) => one === what);

interface Facts {
	world: World;
	seconds: number;
	who: CastName;
	/** The last line of its timeline. */
	lastLine: number;
}

/** Method, path below the incident, and body. */
export function commandCall(
	what: PlainCommand,
	{ world: { users, remediations }, seconds, who, lastLine }: Facts,
): [string, string, unknown] {
	const userId = users[who];
	switch (what) {
		case "acknowledge":
			return ["PUT", "acknowledgement", undefined];
		case "unacknowledge":
			return ["DELETE", "acknowledgement", undefined];
		case "resolve":
			return ["PUT", "resolution", { note: `${PRIVATE} it was the disk` }];
		case "resolve-at-once":
			return ["PUT", "resolution", { soak: false, disposition: "real" }];
		case "undo":
			return ["DELETE", "resolution", undefined];
		case "disposition":
			return ["PUT", "disposition", { disposition: "noise" }];
		case "override":
			return ["PUT", "resolution", { overrideReason: `${PRIVATE} the check is wrong` }];
		case "reopen":
			return ["POST", "reopening", { reason: `${PRIVATE} it came back` }];
		case "raise":
			return ["PUT", "severity", { severity: "P1" }];
		case "lower":
			return ["PUT", "severity", { severity: "P3" }];
		case "quiet":
			return ["PUT", "severity", { severity: "P4" }];
		case "escalate":
			return ["POST", "escalations", {}];
		case "snooze":
			return ["PUT", "snooze", { seconds }];
		case "responders":
			return ["POST", "responders", { targets: [{ kind: "user", id: userId }] }];
		case "note":
			return ["POST", "notes", { text: `${PRIVATE} looking at it` }];
		case "update":
			return [
				"POST",
				"updates",
				{ audience: "public", status: "identified", message: "We found the cause." },
			];
		case "promise":
			return ["POST", "updates", { ...LOOKING, audience: "public", nextUpdateInSeconds: seconds }];
		case "tell-stakeholders":
			return ["POST", "updates", { ...LOOKING, audience: "stakeholders", nextUpdateInSeconds: seconds }];
		case "status":
			return ["PUT", "status", { status: "monitoring" }];
		case "remediate": {
			const remediationId = remediations[seconds % Math.max(1, remediations.length)] ?? NO_REMEDIATION;
			return ["POST", "remediation-runs", { remediationId }];
		}
		case "role":
			return ["PUT", "roles/scribe", { userId }];
		case "triage":
			return ["PUT", "triage", { finding: seconds % 2 ? "real" : "noise", customersAffected: true }];
		case "pin":
			return ["PUT", `timeline/${lastLine}`, { pinned: true }];
		case "hide":
			return ["PUT", `timeline/${lastLine - 1}`, { hidden: true }];
		case "title":
			return ["PUT", "title", { title: `${PRIVATE} payments fail, cards only` }];
	}
}

import type { Alert } from "../../../incidents/rules/alert.ts";
import { severityOfWord } from "../../../paging/rules/severity.ts";
import type { InboundNote } from "../../rpc.ts";
import type { Asked } from "../inbound-format.ts";
import { boundedDetails, boundedKey, oneLine } from "../plain.ts";
import { type OpsgenieAlert, opsgenieAct, opsgenieAlert } from "./payload.ts";

const MOST_NOTE = 4_000;

/** Field by field what is wrong, as Opsgenie answers it. */
export type OpsgenieErrors = Record<string, string>;
export type ActReading =
	| { ok: true; alerts: Alert[]; notes: InboundNote[] }
	| { ok: false; errors: OpsgenieErrors };

const NO_OBJECT: OpsgenieErrors = { body: "Body must be a JSON object." };

/** Without an alias the alert is called as `newKey` says: `made`, which is null for one with an alias. */
export function readCreated(
	payload: unknown,
	newKey: () => string,
): { ok: true; alert: Alert; made: string | null } | { ok: false; errors: OpsgenieErrors } {
	const parsed = opsgenieAlert.safeParse(payload);
	if (!parsed.success) return { ok: false, errors: NO_OBJECT };
	const title = oneLine(parsed.data.message);
	if (!title) return { ok: false, errors: { message: "Message can not be empty." } };
	const alias = boundedKey(parsed.data.alias.trim());
	const made = alias ? null : newKey();
	const { priority, source, entity } = parsed.data;
	const alert: Alert = {
		action: "trigger",
		dedupKey: made ?? alias,
		memberKey: null,
		title,
		severity: severityOfWord(priority),
		source: oneLine(source || entity, 255) || "opsgenie",
		details: boundedDetails(detailsOf(parsed.data)),
		links: [],
	};
	return { ok: true, alert, made };
}

/** An act on an alert that was created before; a note that comes with it is kept as a note. */
export function readAct(
	action: "acknowledge" | "resolve" | null,
	payload: unknown,
	newKey: () => string,
	asked: Asked,
): ActReading {
	const parsed = opsgenieAct.safeParse(payload);
	if (!parsed.success) return { ok: false, errors: NO_OBJECT };
	const dedupKey = boundedKey(asked.id);
	const { note, user } = parsed.data;
	const errors = refused(action, asked.query("identifierType"), note);
	if (errors) return { ok: false, errors };
	const about = { memberKey: null, title: "", severity: null, source: "", details: {}, links: [] };
	return {
		ok: true,
		alerts: action ? [{ action, dedupKey, ...about }] : [],
		notes: note.trim() ? [{ id: newKey(), dedupKey, text: noteText(note, user) }] : [],
	};
}

/** An alert has no number of Opsgenie's here: `tiny` names none. */
function refused(action: string | null, identifierType: string, note: string): OpsgenieErrors | null {
	if (!["", "id", "alias"].includes(identifierType))
		return { identifierType: "identifierType must be id or alias." };
	return action === null && !note.trim() ? { note: "Note can not be empty." } : null;
}

function noteText(note: string, user: string): string {
	const by = oneLine(user, 200);
	return (by ? `${by}: ${note.trim()}` : note.trim()).slice(0, MOST_NOTE);
}

function detailsOf(alert: OpsgenieAlert): Record<string, unknown> {
	const { description, entity, note, user, tags, actions, responders, details } = alert;
	const given = { description, entity, note, user, tags, actions, responders, details };
	const says = (value: unknown) => value !== "" && Object.keys(Object(value)).length > 0;
	return Object.fromEntries(Object.entries(given).filter(([, value]) => says(value)));
}

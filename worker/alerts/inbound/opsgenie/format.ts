import { type Complaint, type InboundDoor, type InboundFormat, KB, type Reading } from "../inbound-format.ts";
import { type OpsgenieErrors, readAct, readCreated } from "./reader.ts";
import { words } from "./words.ts";

const PROCESSED = "Request will be processed";

const act = (name: string, action: "acknowledge" | "resolve" | null): InboundDoor => ({
	path: `/v2/alerts/:id/${name}`,
	mayBeEmpty: true,
	read(payload, newKey, asked): Reading {
		const reading = readAct(action, payload, newKey, asked);
		if (!reading.ok) return { ok: false, complaint: notProcessable(reading.errors) };
		const { alerts, notes } = reading;
		return { ok: true, alerts, notes, answer: (_, request) => answer(request.requestId, request.tookMs) };
	},
});

/** What speaks to Opsgenie reads its answers too, so we answer as Opsgenie does. */
export const opsgenie = {
	kind: "opsgenie",
	words,
	path: "/v2/alerts",
	maxBytes: 512 * KB,
	key: { in: "authorization", of: (header) => /^GenieKey\s+(\S+)$/i.exec(header.trim())?.[1] ?? "" },
	read(payload, newKey) {
		const created = readCreated(payload, newKey);
		if (!created.ok) return { ok: false, complaint: notProcessable(created.errors) };
		// Of an alert without an alias the request's id is the only name that its sender learns.
		const { alert, made } = created;
		return {
			ok: true,
			alerts: [alert],
			answer: (_, { requestId, tookMs }) => answer(made ?? requestId, tookMs),
		};
	},
	also: [act("acknowledge", "acknowledge"), act("close", "resolve"), act("notes", null)],
	says: {
		notJson: own(400, { message: "Request body is not a valid JSON." }),
		unknownKey: own(401, { message: "Could not authenticate" }),
	},
} as const satisfies InboundFormat;

const answer = (requestId: string, tookMs: number) => ({
	result: PROCESSED,
	took: tookMs / 1_000,
	requestId,
});

function notProcessable(errors: OpsgenieErrors): Complaint {
	return own(422, { message: "Request body is not processable. Please check the errors.", errors });
}

function own(status: 400 | 401 | 422, body: object): Complaint {
	return { as: "own", status, body };
}

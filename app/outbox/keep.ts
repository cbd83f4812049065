/** The commands that may wait on this device: what each sends, and what others may do meanwhile that makes it another act. */
import type { IncidentRole } from "../../worker/incidents/rules/incident-types.ts";
import { NOT_CONFIRMED } from "../../worker/platform/rules/phrases.ts";
import type { StepState } from "../../worker/runbooks/rules/progress.ts";
import { myId } from "../state/session.ts";
import type { Incident } from "../state/wire.ts";
import { commandOutbox } from "./device-outbox.ts";
import type { Kept, Unless } from "./kept.ts";

type Command = Pick<Kept, "method" | "path" | "body" | "words" | "unless"> & Partial<Pick<Kept, "step">>;

/** `waiting`: on this device, and sent once there is a network. A refusal at once is the form's to show. */
export type Came = { kind: "done" } | { kind: "waiting" } | { kind: "refused"; why: string };

/** A form waits so long for the first answer before it says that the change waits. */
const FIRST_ANSWER_MS = 3_000;

/** A note is a note, whatever happened meanwhile. `occurredAt`: when it happened, where that was earlier. */
export const noteCommand = (text: string, occurredAt?: string): Command => ({
	...{ method: "POST", path: "notes", body: { text, ...(occurredAt && { occurredAt }) }, unless: [] },
	words: `Note: ${text}`,
});

export function roleCommand(
	role: IncidentRole,
	{ id, name }: { id: string; name: string },
	roleName: string,
): Command {
	return {
		...{ method: "PUT", path: `roles/${role}`, body: { userId: id } },
		words: `${roleName}: ${name}`,
		unless: [{ type: "role_assigned", field: "role", is: role }, ...ANOTHER_EPOCH],
	};
}

export const titleCommand = (title: string): Command => ({
	...{ method: "PUT", path: "title", body: { title }, words: `Title: ${title}` },
	unless: [{ type: "title_changed" }],
});

/** What is said of a step. It is meant for this runbook, as it was begun. */
export function stepCommand(
	runbookId: string,
	step: { id: string; title: string },
	word: { state: StepState; note?: string; choice?: string },
	words: string,
): Command {
	return {
		...{ method: "POST", path: `runbook-steps/${encodeURIComponent(step.id)}`, words },
		body: { ...word, runbookId },
		unless: [
			{ type: "runbook_step", field: "stepId", is: step.id },
			{ type: "runbook_attached" },
			...ANOTHER_EPOCH,
		],
		step: { runbookId, stepId: step.id, title: step.title, note: null, choice: null, ...word },
	};
}

const ANOTHER_EPOCH: Unless[] = [{ type: "reopened" }];

/** Keeps it on this device, sends it, and says what came of the first try. */
export async function keepCommand(
	incident: Pick<Incident, "id" | "version">,
	command: Command,
): Promise<Came> {
	const key = crypto.randomUUID();
	const kept: Kept = {
		...{ step: null, ...command, key },
		incidentId: incident.id,
		userId: myId() ?? "",
		seenSeq: incident.version,
		occurredAt: new Date().toISOString(),
		...{ attempts: 0, outcome: null, toldAt: null },
	};
	const trying = commandOutbox.keep(key, () => kept).catch(() => null);
	const late = new Promise<Kept>((done) => setTimeout(() => done(kept), FIRST_ANSWER_MS));
	const after = await Promise.race([trying, late]);
	if (after === null) return { kind: "refused", why: NOT_CONFIRMED };
	if (after.outcome?.kind === "done") return { kind: "done" };
	if (after.outcome?.kind === "refused") {
		await commandOutbox.forget(key);
		return { kind: "refused", why: after.outcome.why };
	}
	void askForSync();
	return { kind: "waiting" };
}

/** Once more: over what somebody did first, as if the person had seen it; what was refused as a new act, since its key has its answer. */
export async function sendAnyway(kept: Kept): Promise<void> {
	const { outcome } = kept;
	const isOvertaken = outcome?.kind === "overtaken";
	const key = isOvertaken ? kept.key : crypto.randomUUID();
	const seenSeq = isOvertaken ? outcome.by.seq : kept.seenSeq;
	await commandOutbox.keep(key, () => ({ ...kept, key, seenSeq, outcome: null }));
	if (!isOvertaken) await commandOutbox.forget(kept.key);
}

/** Takes it off this device. Answers how to put it back. */
export async function discard(kept: Kept): Promise<() => void> {
	await commandOutbox.forget(kept.key);
	return () => void commandOutbox.keep(kept.key, () => kept);
}

/** The browser then wakes the service worker when the network is back. Most browsers have nothing of the kind. */
async function askForSync(): Promise<void> {
	const registration = await navigator.serviceWorker?.getRegistration("/app/");
	const { sync } = (registration ?? {}) as { sync?: { register(tag: string): Promise<void> } };
	await sync?.register("outbox").catch(() => undefined);
}

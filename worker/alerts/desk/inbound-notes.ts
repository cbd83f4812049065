import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import { incidentOf } from "../../platform/stubs.ts";
import type { InboundNote } from "../rpc.ts";
import type { DeskStore } from "./desk-store.ts";

/** Writes each note on the incident of its key, once. Throws when an incident did not answer: then the tool sends it again. */
export async function addNotes(
	env: Env,
	store: DeskStore,
	actor: Actor & { id: string },
	notes: InboundNote[],
): Promise<void> {
	for (const { id, dedupKey, text } of notes) {
		const incidentId = store.key({ scope: actor.id, dedupKey })?.incidentId;
		if (incidentId === undefined) continue;
		const idempotency = { key: `note:${actor.id}:${id}`, bodyHash: text };
		const command = { kind: "note", text } as const;
		const answer = await incidentOf(env, incidentId).command(command, { actor, idempotency, requestId: id });
		if (!answer.ok) log("desk.note_refused", { incidentId, code: answer.refusal.code });
	}
}

import { z } from "@hono/zod-openapi";
import { line } from "../../platform/contract/fields.ts";
import { answerCall as decide } from "../rules/answer-call.ts";
import { CALL_ANSWERS } from "../rules/called-in.ts";
import { refuse } from "../rules/decision.ts";
import { command } from "./command.ts";
import { REASON_LENGTH } from "./fields.ts";

/** Whoever was called in says whether they come, and may say another word later. The ladder goes on as it would. */
export const answerCall = command({
	call: {
		method: "put",
		path: "responders/answer",
		summary: "Accept or decline to come, as somebody who was called in",
		body: z.strictObject({
			answer: z.enum(CALL_ANSWERS),
			reason: line(REASON_LENGTH).nullable().default(null),
		}),
	},
	decide({ incident, actor }, { answer, reason }) {
		const called = actor.kind === "user" ? incident.calledIn.get(actor.id ?? "") : undefined;
		if (!called) return refuse("conflict", "Nobody called you in to this incident.");
		return { events: decide(incident, called, answer, reason) };
	},
});

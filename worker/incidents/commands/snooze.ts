import { z } from "@hono/zod-openapi";
import { seconds } from "../../platform/contract/fields.ts";
import { seconds as spanOf, toWire } from "../../platform/rules/time.ts";
import { refuse } from "../rules/decision.ts";
import { take } from "./acknowledge.ts";
import { command } from "./command.ts";
import { LONGEST_SNOOZE_SECONDS, WATCHED } from "./fields.ts";

const NEEDS_TWO = "Two people have to acknowledge before it can be snoozed.";

export const snooze = command({
	call: {
		method: "put",
		path: "snooze",
		summary: "Snooze, then page again",
		body: z.strictObject({ seconds: seconds(1, LONGEST_SNOOZE_SECONDS) }),
	},
	decide(facts, { seconds: forSeconds }) {
		const { actor, now, incident } = facts;
		if (incident.soak !== null) return refuse("conflict", WATCHED);
		const data = { seconds: forSeconds, untilAt: toWire(now + spanOf(forSeconds)) };
		const first = take(facts, {});
		const events = "events" in first ? first.events : [];
		if (incident.state === "triggered" && !events.some(({ type }) => type === "acknowledged"))
			return refuse("conflict", NEEDS_TWO);
		return { events: [...events, { type: "snoozed", actor, data }] };
	},
});

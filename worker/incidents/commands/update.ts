import { z } from "@hono/zod-openapi";
import { ruleFor } from "../../paging/rules/severity.ts";
import { instant, line, seconds } from "../../platform/contract/fields.ts";
import { toWireOrNull } from "../../platform/rules/time.ts";
import { withdrawn } from "../rules/cadence-events.ts";
import { refuse } from "../rules/decision.ts";
import type { EventData } from "../rules/events.ts";
import { nameFor } from "../rules/incident.ts";
import { AUDIENCES, INCIDENT_STATUSES } from "../rules/incident-types.ts";
import { dueAfter } from "../rules/promised.ts";
import { announcing } from "../rules/soak.ts";
import { type CommandFacts, command } from "./command.ts";
import { LONGEST_SNOOZE_SECONDS, TEXT_LENGTH, WATCHED } from "./fields.ts";

const neverPublic = (severity: string) =>
	`The severity policy never publishes ${severity}. Change severity, or tell the stakeholders.`;

const body = z
	.strictObject({
		audience: z.enum(AUDIENCES),
		status: z.enum(INCIDENT_STATUSES),
		message: line(TEXT_LENGTH),
		nextUpdateInSeconds: seconds(1, LONGEST_SNOOZE_SECONDS).optional(),
		estimatedResolutionAt: instant.optional(),
	})
	.superRefine((update, context) => {
		if (update.audience === "public" || update.estimatedResolutionAt === undefined) return;
		const message = "is told to the public alone: leave it out, or send a public update";
		context.addIssue({ code: "custom", path: ["estimatedResolutionAt"], message });
	});

export const update = command({
	call: { method: "post", path: "updates", summary: "Publish a public or stakeholder update", body },
	afterResolve: true,
	decide(facts, told) {
		const { incident, paging, actor } = facts;
		const isOver = incident.state === "resolved";
		if (!isOver && told.status === "resolved")
			return refuse("conflict", "Resolve the incident instead of publishing that it is resolved.");
		const isHeldBack = ruleFor(paging.severityPolicy, incident.severity).publish === "never";
		// What the public knows already is told to its end.
		if (told.audience === "public" && isHeldBack && !incident.published)
			return refuse("conflict", neverPublic(incident.severity));
		if (told.audience === "public" && incident.mergedInto !== null)
			return refuse("conflict", `The public reads on in ${nameFor(incident.mergedInto)}. Publish it there.`);
		if (incident.soak !== null && told.status !== "monitoring") return refuse("conflict", WATCHED);
		const data = publishing(facts, told);
		const satisfied = told.audience === "public" ? AUDIENCES : (["stakeholders"] as const);
		// A further word about the end is a word that it ended.
		const first = told.audience === "public" ? announcing(incident, actor) : [];
		return {
			events: [
				...first,
				{ type: "update_published", actor, data },
				...withdrawn(incident, satisfied, "updated"),
			],
		};
	},
});

function publishing(
	{ incident, now, newId }: CommandFacts,
	{ audience, status, message, ...told }: z.output<typeof body>,
): EventData["update_published"] {
	const isOver = incident.state === "resolved";
	const next = (everySeconds: number | null) => (isOver ? null : toWireOrNull(dueAfter(now, everySeconds)));
	const given = told.nextUpdateInSeconds;
	const stakeholders = audience === "stakeholders" ? given : undefined;
	const stakeholdersDueAt = next(stakeholders ?? incident.stakeholderUpdateEverySeconds);
	const publicDueAt = next(given ?? incident.publicUpdateEverySeconds);
	return {
		updateId: newId("update"),
		audience,
		status: isOver ? "resolved" : status,
		message,
		nextUpdateDueAt: audience === "public" ? publicDueAt : stakeholdersDueAt,
		stakeholdersDueAt,
		estimatedResolutionAt: isOver ? null : toWireOrNull(told.estimatedResolutionAt ?? null),
	};
}

import { NOTHING } from "../rules/decision.ts";
import type { CommandDefinition } from "./command.ts";

export interface SuggestedHandover {
	scheduleId: string;
	/** When the shift of `userId` began. */
	startsAt: number;
	/** Who had it before. */
	leadId: string;
	userId: string;
}

/**
 * The shift of whoever leads a P1 or P2 ended: they are asked whether to hand over to who has it now. Once for a shift, of
 * a schedule that the incident pages by, and only while nobody else is asked. Who keeps the lead is not asked again for what
 * changed before. Without an answer nothing changes.
 */
export const suggestHandover: CommandDefinition<SuggestedHandover, null> = {
	call: null,
	names: ({ userId }) => [{ kind: "user", id: userId }],
	decide({ incident, paging, actor }, { scheduleId, startsAt, leadId, userId }) {
		const { severity, roles, handovers, suggestion } = incident;
		const shift = `${scheduleId}.${startsAt}`;
		const isOwn = paging.policy.levels.some(({ targets }) => targets.some(({ id }) => id === scheduleId));
		const person = paging.people.find(({ id }) => id === userId);
		const isLed = roles.lead?.id === leadId;
		const isKept = suggestion?.leadId === leadId && startsAt <= (suggestion.keptAt ?? 0);
		const isWanted = (severity === "P1" || severity === "P2") && isOwn && isLed && !isKept;
		if (!isWanted || !person || handovers.lead || suggestion?.shift === shift) return NOTHING;
		const data = { userId, userName: person.name, leadId, shift };
		return { events: [{ type: "handover_suggested", actor, data }] };
	},
};

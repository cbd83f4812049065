import type { WeeklyWindow } from "../../platform/rules/windows.ts";

export const METHOD_KINDS = [
	"push",
	"email",
	"sms",
	"voice",
	"slack",
	"discord",
	"teams",
	"telegram",
	"ntfy",
	"pushover",
	"webhook",
] as const;
export type MethodKind = (typeof METHOD_KINDS)[number];

/** After `delaySeconds`, use `method`: a contact method's id or a kind, which stands for all active ones of it. */
export interface NotificationRule {
	method: string;
	delaySeconds: number;
}

export interface NotificationRules {
	high: NotificationRule[];
	low: NotificationRule[];
}

/** When what is not urgent waits, on the clocks of the person's own time zone; a window like business hours. */
export interface QuietHours {
	days: number[];
	from: string;
	to: string;
}

/** From `from` to `to` on `days` (1 = Monday) in `timeZone`; a window whose `to` is not after `from` runs past midnight. */
export interface BusinessHours {
	timeZone: string;
	days: number[];
	from: string;
	to: string;
}

/** Weekly windows on the clocks of one zone. */
export interface Hours {
	timeZone: string;
	windows: WeeklyWindow[];
}

export interface Team {
	id: string;
	name: string;
	memberIds: string[];
	businessHours: BusinessHours | null;
}

/**
 * Somebody who is told and never paged: a person by their own phones or webhooks, or without a person an outgoing
 * webhook, whose id `channel` then is.
 */
export interface Stakeholder {
	name: string;
	userId?: string | null;
	channel: string;
}

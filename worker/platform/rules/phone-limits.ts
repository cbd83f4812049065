/** What texts and calls cost money for is bounded: within an hour, for one person and for all together. */
import { hours, type Instant } from "./time.ts";

export const PHONE_KINDS = ["sms", "voice"] as const;
export type PhoneKind = (typeof PHONE_KINDS)[number];

/** Pages and codes of any one hour, texts and calls each by themselves. */
export const PHONE_LIMITS: Record<PhoneKind, { person: number; organization: number }> = {
	sms: { person: 20, organization: 200 },
	voice: { person: 10, organization: 100 },
};
export const PHONE_WINDOW_MS = hours(1);

/** Whose share is used up; "admitted" while nobody's is. */
export type PhoneVerdict = "admitted" | "person_limit" | "organization_limit";

/** What comes of one more, after so many within the window. */
export function phoneVerdict(kind: PhoneKind, sent: { person: number; organization: number }): PhoneVerdict {
	if (sent.person >= PHONE_LIMITS[kind].person) return "person_limit";
	return sent.organization >= PHONE_LIMITS[kind].organization ? "organization_limit" : "admitted";
}

/** "2026-11", in UTC: the month to which something is counted. */
export const monthOf = (at: Instant): string => new Date(at).toISOString().slice(0, 7);

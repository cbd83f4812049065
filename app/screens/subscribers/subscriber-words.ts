import type { Frequency, SubscriberKind } from "../../../worker/subscribers/rules/subscription.ts";

const KINDS: Record<SubscriberKind, string> = {
	email: "Email",
	push: "Browser",
	webhook: "Webhook",
	slack: "Slack",
};

interface Choice {
	componentIds: string[] | null;
	incidentId?: string | null;
	frequency?: Frequency;
}

interface Standing {
	kind: SubscriberKind;
	state: "unconfirmed" | "active";
	failures: number;
}

/** "Email · not confirmed". Failing is only said of who has confirmed. */
export function standingWords({ kind, state, failures }: Standing): string {
	if (state === "unconfirmed") return `${KINDS[kind]} · not confirmed`;
	return failures === 0 ? KINDS[kind] : `${KINDS[kind]} · ${failures} not delivered`;
}

const OFTEN: Record<Frequency, string> = { each: "", daily: ", daily", weekly: ", weekly" };

/** "All components, weekly", or their names; one that is gone is not named. */
export function choiceWords(
	{ componentIds, incidentId, frequency }: Choice,
	components: { id: string; name: string }[],
): string {
	// What a device remembers from before there was a choice has neither.
	if (incidentId) return "One incident";
	const often = OFTEN[frequency ?? "each"];
	if (componentIds === null) return `All components${often}`;
	const names = components.filter(({ id }) => componentIds.includes(id)).map(({ name }) => name);
	return `${names.length > 0 ? names.join(", ") : `${componentIds.length} components`}${often}`;
}

/** Absent from what a device remembers of another list. */
export interface Counts {
	active?: number;
	unconfirmed?: number;
	waiting?: number;
}

/** "12 subscribers, 3 not confirmed, 5 messages waiting" */
export function countWords({ active = 0, unconfirmed = 0, waiting = 0 }: Counts): string {
	return [
		`${active.toLocaleString("en")} ${active === 1 ? "subscriber" : "subscribers"}`,
		...(unconfirmed > 0 ? [`${unconfirmed} not confirmed`] : []),
		...(waiting > 0 ? [`${waiting} ${waiting === 1 ? "message" : "messages"} waiting`] : []),
	].join(", ");
}

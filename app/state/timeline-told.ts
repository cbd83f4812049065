/** Sentences of the timeline about what was done to mend it, and who was asked for news: steps of a runbook, remediations, checks, updates. */
import { SECOND_NEEDED } from "../../worker/platform/rules/phrases.ts";
import type { EventFields } from "./page-delivery.ts";
import type { TimelineEvent } from "./wire.ts";
import { listOfNames } from "./words.ts";

/** `down`, `degraded`, `well` as everywhere; `person` for what a human did, `quiet` for the machinery. */
export type TimelineTone = "down" | "degraded" | "well" | "person" | "quiet";

/** A sentence, how it is meant, and what someone wrote in their own words. */
export interface Told {
	text: string;
	tone: TimelineTone;
	quote?: string;
}

export const quiet = (text: string): Told => ({ text, tone: "quiet" });
export const degraded = (text: string): Told => ({ text, tone: "degraded" });
export const down = (text: string): Told => ({ text, tone: "down" });
export const well = (text: string): Told => ({ text, tone: "well" });
export const person = (text: string, quote?: unknown): Told => ({
	text,
	tone: "person",
	quote: quoteOf(quote),
});
export const quoteOf = (quote: unknown) => (typeof quote === "string" && quote !== "" ? quote : undefined);

/** `until`: it waits for the end of somebody's quiet hours. */
export const queuedWords = (device: string, until: string | null): Told =>
	quiet(
		until === null ? `Page queued for ${device}` : `Quiet hours: the page to ${device} waits until ${until}`,
	);

/** "Ana completed “Restart one instance”", with what was seen. */
export function stepWords(who: string, { title, state, choice, note }: EventFields): Told {
	if (state === "did-not-work")
		return { ...degraded(`“${title}” didn’t work for ${who === "You" ? "you" : who}`), quote: quoteOf(note) };
	if (choice) return person(`${who} answered “${title}”: ${choice}`, note);
	const did = { done: "completed", skipped: "skipped" }[String(state)] ?? "took back";
	return person(`${who} ${did} “${title}”`, note);
}

export function startOfRun(who: string, data: EventFields, at: (field: string) => string): Told {
	if (!data.automatic) return person(`${who} started ${data.name}`);
	const holds = data.holdsPagesUntilAt ? `. The page waits for it until ${at("holdsPagesUntilAt")}` : "";
	return degraded(`${data.name} started by itself${holds}`);
}

export function endOfRun(data: EventFields): Told {
	const told = RUN_ENDS[String(data.result)] ?? quiet("ended");
	return { ...told, text: `${data.name} ${told.text}${data.reason ? `. ${data.reason}` : ""}` };
}

const RUN_ENDS: Record<string, Told> = {
	recovered: well("worked: all checks pass"),
	not_recovered: down("ran and didn’t help"),
	unverified: quiet("ran"),
	failed: down("failed"),
	late: down("failed"),
	cancelled: quiet("was canceled"),
};

export function recoveryWords(data: EventFields): Told {
	if (data.result === "recovered") return { text: "All checks passed", tone: "well" };
	if (data.result === "nothing_to_check") return { text: "No checks to run", tone: "quiet" };
	if (data.result === "incomplete") return { text: "Not every check could be run", tone: "degraded" };
	const quote = typeof data.overrideReason === "string" ? data.overrideReason : undefined;
	return { text: "Checks were still failing", tone: "down", quote };
}

export function soakWords(event: TimelineEvent, who: string, until: string): Told {
	const isHuman = event.actor.kind === "user" || event.actor.kind === "token";
	return well(`${isHuman ? `${who} verified the fix.` : "It works again."} Watched until ${until}`);
}

/** What another severity plans anew: ". Acknowledge within 5 min, public update every 15 min". */
export function timesWords(data: EventFields): string {
	const minutes = (field: string, words: string) => {
		const seconds = data[field];
		return typeof seconds === "number" ? [`${words} ${Math.max(1, Math.round(seconds / 60))} min`] : [];
	};
	// A timeline from before there were such times says nothing of them.
	if (data.acknowledgeWithinSeconds === undefined) return "";
	const times = [
		...minutes("acknowledgeWithinSeconds", "acknowledge within"),
		...minutes("publicUpdateEverySeconds", "public update every"),
		...minutes("stakeholderUpdateEverySeconds", "stakeholder update every"),
	].join(", ");
	return times === ""
		? ". No times are promised anymore"
		: `. ${times.charAt(0).toUpperCase()}${times.slice(1)}`;
}

/** Who was asked for the next update, or paged since it is late. */
export function reminderWords({ audience, stage, people }: EventFields): Told {
	const names = listOfNames(((people ?? []) as { name: string }[]).map(({ name }) => name)) || "no one";
	const update = `${audience === "public" ? "public" : "stakeholder"} update`;
	return stage === "soon"
		? quiet(`Reminded ${names} of the next ${update}`)
		: degraded(`Paged ${names} for the overdue ${update}`);
}

/** What was written for customers stands beside what was noted for the team, and says for whom it is. */
export function endOfIt(who: string, data: EventFields): Told {
	const [note, closing] = [quoteOf(data.note), quoteOf(data.publicMessage)];
	const words = closing && (note ? `${note}\nTo customers: ${closing}` : closing);
	// Customers read them once it cannot be undone; that is an event of its own.
	const text =
		closing && !note ? `${who} resolved the incident with closing words` : `${who} resolved the incident`;
	return { ...person(text, words ?? note), tone: "well" };
}

export function alertEnd(event: TimelineEvent, who: string, data: EventFields): Told {
	if (data.reason) return { text: `Alert resolved: ${data.reason}`, tone: "quiet" };
	return { text: event.actor.kind === "monitor" ? `${who} recovered` : "Alert resolved", tone: "well" };
}

/** "Ana said it’s real", and whether customers feel it. */
export function triageTold(who: string, { finding, customersAffected }: EventFields): Told {
	const found = { real: "it’s real", noise: "it’s noise", unsure: "it’s not clear yet" }[String(finding)];
	const customers = customersAffected ? "customers are affected" : "customers aren’t affected";
	const said = [found, customersAffected === undefined ? undefined : customers].filter(Boolean);
	return person(`${who} said ${said.join(" and ")}`);
}

/** Told under "All" alone: a line that is hidden says itself who hid it. */
export function markWords(who: string, { mark, on }: EventFields): Told {
	if (mark === "hidden") return quiet(on ? `${who} hid a line` : `${who} showed a hidden line again`);
	return quiet(on ? `${who} pinned a line for the review` : `${who} unpinned a line`);
}

/** Where a level needs two people and nobody else could be the second, one is enough. */
export function acknowledgedWords(who: string, { alone }: EventFields, late: string): Told {
	if (!alone) return well(`${who} acknowledged${late}`);
	const { level } = alone as { level: number };
	return well(`${who} acknowledged alone: no one else can be reached on level ${level}`);
}

export const firstAcknowledgedWords = (who: string, late: string): Told =>
	well(`${who} acknowledged${late}: ${SECOND_NEEDED}`);

export function emptyWords({ level, isAnswered, isSkipped }: EventFields): Told {
	if (isSkipped) return quiet(`Level ${level} was skipped: it doesn’t apply now`);
	return isAnswered
		? quiet(`Everyone on level ${level} has acknowledged`)
		: down(`No one on level ${level} can be reached`);
}

export function source(data: EventFields): string {
	const from = data.source as { kind?: string; name?: string } | undefined;
	return from?.name || from?.kind || "Tocsin";
}

export function escalationWords(data: EventFields): string {
	if (data.reason === "asked") return "Escalated to";
	if (data.reason === "hours_began") return "Support hours began. Paged";
	if (data.reason === "not_reachable") return "No one could be reached. Escalated to";
	return data.level === 1 && data.round === 1 ? "Paged" : "Escalated to";
}

/** Who is paged next, and why that is news. */
export const rosterWords = ({ firstPageAt, next }: EventFields): string =>
	`${firstPageAt ? "Support hours changed. " : ""}The next page goes to ${listOfNames((next ?? []).map(({ name }) => name)) || "no one"}`;

/** Whoever was called in says whether they come. */
export const comingWords = (who: string, { answer, reason }: EventFields): Told =>
	answer === "accepted"
		? { ...well(`${who} ${who === "You" ? "are" : "is"} coming`), quote: quoteOf(reason) }
		: { ...degraded(`${who} can’t come`), quote: quoteOf(reason) };

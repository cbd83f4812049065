import {
	nothingNewWords,
	phaseOf,
	publicDraft,
	stakeholderDraft,
} from "../../../../../worker/incidents/rules/update-words.ts";
import type { Incident, TimelineEvent } from "../../../../state/wire.ts";
import { ms } from "../../../../state/words.ts";
import type { Phase } from "../update-words.ts";

export type Writes = "note" | "stakeholders" | "public";

export interface Template {
	title: string;
	text: string;
}

interface Offered extends Template {
	phase: Phase;
	/** Absent: for every severity. */
	of?: readonly Incident["severity"][];
}

/** `{name}` is filled in from the incident; what stands in brackets is left to whoever writes. */
const TEMPLATES: readonly Offered[] = [
	{ phase: "investigating", title: "We know of it", text: "We are looking into a problem with {name}." },
	{
		phase: "investigating",
		title: "Many are affected",
		text: "{name} does not work for most of you just now. We are looking for the cause.",
		of: ["P1"],
	},
	{
		phase: "investigating",
		title: "Some are affected",
		text: "{name} is slow or fails for some of you. We are looking for the cause.",
		of: ["P2", "P3", "P4"],
	},
	{
		phase: "investigating",
		title: "Our first fix did not work",
		text: "Our first fix for {name} did not work. We are trying the next one.",
	},
	{
		phase: "identified",
		title: "Cause found, fix under way",
		text: "We have found the cause of the problem with {name} and are working on a fix. [What works meanwhile]",
	},
	{
		phase: "identified",
		title: "Going back to an older version",
		text: "A release caused the problem with {name}. We are going back to the version before it.",
	},
	{
		phase: "identified",
		title: "A provider has a problem",
		text: "[Company], which we rely on, has a problem, and {name} is affected. We are in touch with them.",
	},
	{
		phase: "identified",
		title: "A way around it",
		text: "We are working on a fix for {name}. Until then: [what people can do]",
		of: ["P2", "P3", "P4"],
	},
	{
		phase: "monitoring",
		title: "It works again",
		text: "{name} works again. We are watching it to make sure that it stays so.",
	},
	{
		phase: "monitoring",
		title: "It works, and is catching up",
		text: "{name} works again. What was delayed is being caught up: [until when].",
	},
];

/** Those of a phase and a severity, with the name that customers know in them. */
export function templatesFor(phase: Phase, severity: Incident["severity"], name: string): Template[] {
	return TEMPLATES.filter((one) => one.phase === phase && (one.of?.includes(severity) ?? true)).map(
		({ title, text }) => ({ title, text: text.replaceAll("{name}", name) }),
	);
}

/** What is still to be written: "[What works meanwhile]"; null when nothing is. */
export const leftOpen = (text: string): string | null => /\[[^\]]+\]/.exec(text)?.[0] ?? null;

/** What customers call it, and under which title. Of an incident that they see, as they see it. */
export function publicOf(incident: Incident, events: readonly TimelineEvent[]) {
	const data = events[0]?.data as
		| { component?: { name: string } | null; publicTitle?: string | null }
		| undefined;
	const name = data?.component?.name ?? incident.publicClosing?.component ?? null;
	return { name, title: data?.publicTitle ?? null };
}

const lastUpdate = (events: readonly TimelineEvent[]) =>
	events.findLast(({ type, data }) => type === "update_published" && data.audience === "public");

/** The words before anybody writes: for customers by the status alone, for stakeholders also how far it is. */
export function suggestion(
	writes: Writes,
	phase: Phase,
	incident: Incident,
	events: readonly TimelineEvent[],
	now: number,
): string {
	const name = publicOf(incident, events).name ?? incident.service.name;
	if (writes === "public") {
		const told = lastUpdate(events)?.data.status as Incident["status"] | undefined;
		return publicDraft({ name, status: phase, toldStatus: told ?? null });
	}
	if (writes === "note") return "";
	return stakeholderDraft({
		severity: incident.severity,
		service: incident.service.name,
		status: phase,
		openMs: now - ms(incident.triggeredAt),
		lead: incident.lead?.name ?? null,
		runbook: null,
		tried: null,
	});
}

/** "Nothing new" is offered where it is true: the public was told of this phase before, or it has only begun. */
export function nothingNew(incident: Incident, events: readonly TimelineEvent[]): string | null {
	const told = (lastUpdate(events)?.data.status as Incident["status"] | undefined) ?? "investigating";
	const name = publicOf(incident, events).name;
	if (name === null || phaseOf(told) !== phaseOf(incident.status)) return null;
	return nothingNewWords(incident.status, name);
}

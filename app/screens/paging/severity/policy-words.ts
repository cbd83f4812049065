import type { SeverityRule } from "../../../../worker/paging/rules/severity.ts";
import type { SeverityPolicy } from "../../../state/wire.ts";

export type Rule = SeverityPolicy["items"][number];

export const URGENCY: { value: Rule["urgency"]; name: string }[] = [
	{ value: "high", name: "Loud" },
	{ value: "low", name: "Quiet" },
];
export const PAGE: { value: Rule["page"]; name: string }[] = [
	{ value: "always", name: "At once" },
	{ value: "businessHours", name: "In business hours" },
	{ value: "never", name: "Never" },
];
export const REVIEW: { value: Rule["review"]; name: string }[] = [
	{ value: "required", name: "Required" },
	{ value: "optional", name: "Optional" },
	{ value: "none", name: "None" },
];
export const PUBLISH: { value: Rule["publish"]; name: string }[] = [
	{ value: "automatic", name: "At once" },
	{ value: "draft", name: "With the first update" },
	{ value: "never", name: "Never" },
];

/** Spans that are offered, the present one among them whatever it is. */
export function spans(present: number | null | undefined, offered: readonly number[]): number[] {
	const all = present ? [...offered, present] : [...offered];
	return [...new Set(all)].sort((a, b) => a - b);
}

/** "15 min", "2 h", "3 days", "Never". */
export function spanName(seconds: number | null | undefined, none: string): string {
	if (!seconds) return none;
	if (seconds % 86_400 === 0) return seconds === 86_400 ? "1 day" : `${seconds / 86_400} days`;
	if (seconds % 3_600 === 0) return `${seconds / 3_600} h`;
	return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

export interface Change {
	severity: Rule["severity"];
	text: string;
}

type Name = (id: string) => string;

/** What would be another, in a sentence each: "Public update: every 15 min → every 30 min". */
export function changesOf(before: readonly Rule[], after: readonly Rule[], nameOf: Name): Change[] {
	return after.flatMap((rule) => {
		const old = before.find(({ severity }) => severity === rule.severity);
		if (!old) return [];
		return FIELDS.flatMap(({ name, words }) => {
			const [from, to] = [words(old, nameOf), words(rule, nameOf)];
			return from === to ? [] : [{ severity: rule.severity, text: `${name}: ${from} → ${to}` }];
		});
	});
}

const named = <Value extends string>(options: { value: Value; name: string }[], value: Value): string =>
	options.find((option) => option.value === value)?.name ?? value;

const FIELDS: { name: string; words(rule: SeverityRule, nameOf: Name): string }[] = [
	{ name: "Urgency", words: (rule) => named(URGENCY, rule.urgency) },
	{ name: "Level 1 is paged", words: (rule) => named(PAGE, rule.page) },
	{
		name: "Also paged",
		words: ({ alsoPage }) => (alsoPage.length === 0 ? "nobody" : [...alsoPage].sort().join(" and ")),
	},
	{ name: "Escalates by itself", words: ({ escalates }) => (escalates ? "yes" : "no") },
	{
		name: "Also told",
		words: ({ notifyUserIds }, nameOf) => notifyUserIds.map(nameOf).sort().join(", ") || "nobody",
	},
	{ name: "Public", words: (rule) => named(PUBLISH, rule.publish) },
	{ name: "Acknowledge within", words: (rule) => spanName(rule.acknowledgeWithinSeconds, "no target") },
	{ name: "Public update every", words: (rule) => spanName(rule.publicUpdateEverySeconds, "no promise") },
	{
		name: "Stakeholder update every",
		words: (rule) => spanName(rule.stakeholderUpdateEverySeconds, "no promise"),
	},
	{ name: "Review", words: (rule) => named(REVIEW, rule.review) },
	{ name: "Review due after", words: (rule) => spanName(rule.reviewDueSeconds, "48 h") },
	{ name: "Ticket", words: (rule, nameOf) => ticketName(rule, nameOf) },
];

function ticketName({ ticketTrackerId, ticketWebhookId }: SeverityRule, nameOf: Name): string {
	const id = ticketTrackerId ?? ticketWebhookId;
	return id ? nameOf(id) : "none";
}

/** What differs between `mine` and `base`, put over `theirs`: nobody's change of another field is lost. */
export function rebased(base: readonly Rule[], mine: readonly Rule[], theirs: readonly Rule[]): Rule[] {
	return theirs.map((rule) => {
		const from = base.find(({ severity }) => severity === rule.severity);
		const own = mine.find(({ severity }) => severity === rule.severity);
		if (!from || !own) return rule;
		const changed = Object.entries(own).filter(
			([name, value]) => JSON.stringify(value) !== JSON.stringify(from[name as keyof Rule]),
		);
		return { ...rule, ...Object.fromEntries(changed) };
	});
}

/** By what a person is paged after how long, in words and in the form. */
import type {
	NotificationRule,
	NotificationRules,
	QuietHours,
} from "../../../../worker/people/rules/person.ts";
import type { ContactMethod } from "../../../state/wire.ts";
import { listOfNames, span } from "../../../state/words.ts";

export type Urgency = keyof NotificationRules;
type Method = Pick<ContactMethod, "id" | "kind" | "name" | "state">;

export const URGENCIES: { urgency: Urgency; name: string; about: string }[] = [
	{ urgency: "high", name: "Urgent pages", about: "P1 and P2, unless your team chose otherwise" },
	{ urgency: "low", name: "Less urgent pages", about: "P3, unless your team chose otherwise" },
];

const KINDS: Record<Method["kind"], string> = {
	...{ push: "push", email: "email", sms: "text message", voice: "call", slack: "Slack", discord: "Discord" },
	...{
		teams: "Microsoft Teams",
		telegram: "Telegram",
		ntfy: "ntfy",
		pushover: "Pushover",
		webhook: "webhook",
	},
};

/** "push on Ana’s phone"; of a rule for a whole kind "every push". */
export function methodWords(method: string, own: readonly Method[]): string {
	const found = own.find(({ id }) => id === method);
	if (found) return `${KINDS[found.kind]} on ${found.name}`;
	return method in KINDS ? `every ${KINDS[method as Method["kind"]]}` : "a method that is gone";
}

const isAble = (rule: NotificationRule, own: readonly Method[]): boolean =>
	own.some(({ id, kind, state }) => state === "active" && (id === rule.method || kind === rule.method));

/** "At once", "After 1 min". */
export const delayWords = (seconds: number): string =>
	seconds === 0 ? "At once" : `After ${span(seconds * 1_000)}`;

const DEFAULT_WORDS =
	"Every push device at once. Every other method after 20 s, unless a push arrived. Without a push device, all at once.";

/**
 * "At once: push on Ana’s phone. After 1 min: email on Ana." Rules of which none works count as none, as they do when
 * somebody is paged.
 */
export function rulesWords(rules: readonly NotificationRule[], own: readonly Method[]): string {
	const able = rules.filter((rule) => isAble(rule, own));
	if (able.length === 0) return DEFAULT_WORDS;
	const delays = [...new Set(able.map(({ delaySeconds }) => delaySeconds))].toSorted((a, b) => a - b);
	return delays
		.map((delay) => {
			const now = able.filter(({ delaySeconds }) => delaySeconds === delay);
			return `${delayWords(delay)}: ${listOfNames(now.map(({ method }) => methodWords(method, own)))}.`;
		})
		.join(" ");
}

/** What is wrong with rules that the server would take; null when nothing is. */
export function warningWords(rules: readonly NotificationRule[], own: readonly Method[]): string | null {
	if (rules.length === 0) return null;
	const able = rules.filter((rule) => isAble(rule, own));
	if (able.length === 0) return "None of these methods works now, so the default applies.";
	const first = Math.min(...able.map(({ delaySeconds }) => delaySeconds));
	if (first > 0) return `Nothing pages you in the first ${span(first * 1_000)}.`;
	const dead = rules.filter((rule) => !isAble(rule, own)).map(({ method }) => methodWords(method, own));
	return dead.length === 0 ? null : `Doesn’t work now: ${listOfNames(dead)}.`;
}

/** What is true of all rules, whatever they say. */
export const SOONER_WORDS =
	"If a push isn’t received within 20 s, the next method follows at once. If nothing works, the next level is paged.";

const EVERY_DAY = 7;

/** "22:00 to 07:00, every day": in the person's own time zone. */
export function quietWords(hours: QuietHours | null): string {
	if (hours === null || hours.days.length === 0) return "None: less urgent pages come at any hour";
	const { days, from, to } = hours;
	const when = days.length === EVERY_DAY ? "every day" : listOfNames(days.map((day) => DAYS[day - 1] ?? ""));
	return from === to ? `All day, ${when}` : `${from} to ${to}, ${when}`;
}

export const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** What is offered to whoever has none. */
export const USUAL_QUIET: QuietHours = { days: [1, 2, 3, 4, 5, 6, 7], from: "22:00", to: "07:00" };

const DELAYS = [0, 20, 60, 120, 300, 600, 900, 1_800];

/** The usual delays, and what it is where that is another. */
export const delayOptions = (present: number): { value: string; name: string }[] =>
	[...new Set([...DELAYS, present])]
		.toSorted((a, b) => a - b)
		.map((seconds) => ({ value: String(seconds), name: delayWords(seconds) }));

/** What is saved: no rules at all are the default. */
export const savedRules = (draft: NotificationRules): NotificationRules | null =>
	draft.high.length === 0 && draft.low.length === 0 ? null : draft;

/** An escalation policy, and what is wrong with it, in sentences. */
import type { ShapeName } from "../../../parts/shape.tsx";
import { hoursWords } from "../../../state/hours-words.ts";
import type { Policy } from "../../../state/wire.ts";
import { listOfNames, span } from "../../../state/words.ts";
import { spanWords } from "../../oncall/schedule/weeks.ts";
import type { Finding } from "./wire.ts";

type Target = Policy["levels"][number]["targets"][number];

interface Named {
	id: string;
	name: string;
}

/** Whatever a target may be called by. What is not known yet has a word that is true all the same. */
export interface TargetBook {
	users: readonly Named[];
	schedules: readonly Named[];
	teams: readonly Named[];
	webhooks: readonly Named[];
}

/** "Bo Larsen", "Primary", "Everyone in Shop", "Ticket desk": who it is at an instant is told beside it. */
export function targetWords({ kind, id }: Target, book: TargetBook): string {
	const nameIn = (list: readonly Named[]) => list.find((one) => one.id === id)?.name;
	switch (kind) {
		case "user":
			return nameIn(book.users) ?? "Someone";
		case "schedule":
			return nameIn(book.schedules) ?? "Whoever is on call";
		case "team": {
			const team = nameIn(book.teams);
			return team ? `Everyone in ${team}` : "Everyone in a team";
		}
		case "webhook":
			return nameIn(book.webhooks) ?? "A webhook";
	}
}

/** "5 min"; "0 min" for the first page. */
export const afterWords = (seconds: number): string => (seconds === 0 ? "0 min" : span(seconds * 1_000));

/** How often the last level is paged once the rounds are over. */
export const LAST_LEVEL_EVERY_SECONDS = 600;

export interface LadderTimes {
	levels: number[];
	/** When the levels begin anew, or end. */
	again: number;
	/** When the last level is paged for the first time after all rounds. */
	afterAll: number;
}

/** When each level is paged, in seconds from the first page on, if each reaches somebody. */
export function timesOf({ levels, repeat }: Pick<Policy, "levels" | "repeat">): LadderTimes {
	let again = 0;
	const times = levels.map(({ escalateAfterSeconds }) => {
		const at = again;
		again += escalateAfterSeconds;
		return at;
	});
	return { levels: times, again, afterAll: again * (repeat + 1) + LAST_LEVEL_EVERY_SECONDS };
}

/** "Weekdays 09:00–17:00, Europe/Berlin, P1 and P2 only"; null: always. */
export function whenWords({ when }: Pick<Policy["levels"][number], "when">): string | null {
	if (!when) return null;
	const hours = when.hours ? [hoursWords(when.hours.windows), when.hours.timeZone.replaceAll("_", " ")] : [];
	const severities = when.severities ? [`${listOfNames(when.severities)} only`] : [];
	return [...hours, ...severities].join(", ");
}

/** "Primary, then Backup after 5 min, then Everyone in Shop after 10 min." */
export function ladderWords(policy: Pick<Policy, "levels" | "repeat">, book: TargetBook): string {
	const times = timesOf(policy).levels;
	const parts = policy.levels.map((level, n) => {
		const when = whenWords(level);
		const names = listOfNames(level.targets.map((target) => targetWords(target, book)));
		const who = when === null ? names : `${names} (${when})`;
		return n === 0 ? who : `then ${who} after ${afterWords(times[n] ?? 0)}`;
	});
	return `${parts.join(", ")}.`;
}

/** "Repeats twice", "Doesn’t repeat". */
export function repeatWords(repeat: number): string {
	if (repeat === 0) return "Doesn’t repeat";
	return repeat === 1 ? "Repeats once" : repeat === 2 ? "Repeats twice" : `Repeats ${repeat} times`;
}

/** "Used by Checkout and Search", "Not used by any service". */
export function usedWords(services: readonly Named[]): string {
	const names = services.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b));
	if (names.length === 0) return "Not used by any service";
	const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
	return `Used by ${listOfNames(shown)}`;
}

/** "2 things to fix"; null where all is well. */
export const countWords = (findings: readonly Finding[]): string | null =>
	findings.length === 0
		? null
		: findings.length === 1
			? "1 thing to fix"
			: `${findings.length} things to fix`;

/** What it looks like beside the words: the worst is a diamond. */
export const findingShape = ({ kind }: Finding): ShapeName => (kind === "nobody" ? "down" : "degraded");

/** What is wrong, and when: "No one is paged Sat Oct 31 09:00 to 21:00, and 7 more times." */
export function findingWords(finding: Finding, zone?: string): string {
	const severities = "severities" in finding ? finding.severities : undefined;
	return severities
		? `For ${listOfNames(severities)}: ${wrongWords(finding, zone)}`
		: wrongWords(finding, zone);
}

function wrongWords(finding: Finding, zone?: string): string {
	switch (finding.kind) {
		case "nobody":
			return `No person is paged ${timesWords(finding, zone)}.`;
		case "one_person":
			return `Only ${finding.user.name} is paged ${timesWords(finding, zone)}. Add a second person.`;
		case "level_empty":
			return `Level ${finding.level} has no one ${timesWords(finding, zone)}. It’s skipped.`;
		case "needs_two":
			return `Level ${finding.level} needs two people and reaches fewer ${timesWords(finding, zone)}. Then one is enough after its time.`;
		case "slow_second_person":
			return `The second person is paged ${afterWords(finding.afterSeconds)} after the first.`;
		case "empty_schedule":
			return `No one is on call in ${finding.schedule.name} in the next eight weeks.`;
		case "unreachable_person":
			return `${finding.user.name} can’t be paged: no verified device.`;
		case "unproven_person":
			return `${finding.user.name} has never received a page. Ask them to send themselves a test page.`;
	}
}

const AHEAD_MS = 55 * 86_400_000;

interface Times {
	fromAt: string;
	untilAt: string;
	times: number;
}

/** Where it never changes in the eight weeks, dates say nothing. */
function timesWords({ fromAt, untilAt, times }: Times, zone?: string): string {
	if (Date.parse(untilAt) - Date.parse(fromAt) > AHEAD_MS) return "at any time";
	const when = spanWords({ startsAt: fromAt, endsAt: untilAt }, zone);
	const more = times - 1;
	return more === 0 ? when : `${when}, and ${more} more ${more === 1 ? "time" : "times"}`;
}

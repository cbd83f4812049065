/** A heartbeat in words: when its job is expected, when it last reported, and by how much it is late. */
import type { Monitor } from "../../state/wire.ts";
import { ms, span, whenWords } from "../../state/words.ts";
import { everyWords } from "./rule-words.ts";

export const isHeartbeat = ({ kind }: Pick<Monitor, "kind">): boolean => kind === "heartbeat";

type Terms = Pick<Monitor, "intervalSeconds" | "schedule" | "graceSeconds">;

/** "Expected every 5 min, 1 min grace", "Expected at 0 2 * * *, Europe/Berlin, 5 min grace". */
export function termsWords({ intervalSeconds, schedule, graceSeconds }: Terms): string {
	const when = schedule ? `at ${schedule.cron}, ${schedule.timeZone}` : everyWords(intervalSeconds ?? 0);
	return `Expected ${when}, ${span((graceSeconds ?? 0) * 1_000)} grace`;
}

/** "Late by 12 min", "Next beat expected by 02:05", "Waiting for the first beat". */
export function expectedWords(of: Pick<Monitor, "state" | "heartbeat">, now: number): string {
	const { expectedAt = null, lateAt = null } = of.heartbeat ?? {};
	if (of.state === "pending" || expectedAt === null) return "Waiting for the first beat";
	if (lateAt !== null && ms(lateAt) <= now)
		return `Late by ${span(now - Math.min(ms(lateAt), ms(expectedAt)))}`;
	return `Next beat expected by ${whenWords(expectedAt, now)}`;
}

/** What makes it page, in a sentence. */
export const heartbeatRule = ({ graceSeconds }: Terms): string =>
	`Down when no beat came ${span((graceSeconds ?? 0) * 1_000)} after it was expected, when a run takes longer than that, or when the job reports a failure. Up again at the next beat.`;

/** The line that a job ends with. */
export const curlLine = (url: string): string => `curl -fsS -m 10 --retry 5 ${url}`;

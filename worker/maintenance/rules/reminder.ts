import { hours, type Instant } from "../../platform/rules/time.ts";
import { instantOnClocks, spanOnClocks } from "../../shifts/rules/span-on-clocks.ts";

/** So long before it begins, admins are reminded of it. */
export const REMINDED_MS = hours(3);

/** Whoever planned it within that time knows of it. */
export const isToBeReminded = ({ createdAt, startsAt }: { createdAt: Instant; startsAt: Instant }): boolean =>
	createdAt <= startsAt - REMINDED_MS;

interface Reminded {
	title: string;
	startsAt: Instant;
	endsAt: Instant;
	/** On whose clocks it is told. */
	timeZone: string;
}

/** What a phone shows. */
export const reminderWords = ({ title, startsAt, endsAt, timeZone }: Reminded) => ({
	title: `Maintenance begins ${instantOnClocks(startsAt, timeZone)}: ${title}`,
	body: `${spanOnClocks(startsAt, endsAt, timeZone)}. It begins by itself: move or delete it if it should not.`,
});

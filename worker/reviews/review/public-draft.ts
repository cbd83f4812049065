import { publicName, toldName } from "../../incidents/rules/public-name.ts";
import type { Instant } from "../../platform/rules/time.ts";
import { lasting } from "../../status/rules/lengths.ts";
import { ofType, type Story, textOf, wasPublic } from "../rules/story.ts";
import { moment } from "../rules/words.ts";

/**
 * What the public text of a review may begin with: what the status page says already, never a title, a severity, a region
 * or a name of ours. Null where the public never heard of the incident, and while it is not over.
 */
export function publicDraftOf({ view, events }: Story): string | null {
	const [opening] = events;
	const { severity, triggeredAt, resolvedAt } = view;
	const componentName = (opening?.data.component as { name?: string } | null | undefined)?.name;
	if (!opening || !componentName || !wasPublic(events) || resolvedAt === null) return null;
	const name = publicName(componentName, severity, null);
	// A title of the team's own says that the usual words do not fit.
	const what =
		textOf(opening, "publicTitle") === ""
			? toldName({ name, componentName, severity, resolvedAt })
			: `${componentName} had a problem`;
	const times = ofType(events, "reopened").length === 0 ? "" : " more than once";
	const long = times === "" ? ` (${lasting(resolvedAt - triggeredAt)})` : "";
	return `${what}${times} ${fromTo(triggeredAt, resolvedAt)}${long}.`;
}

/** "on Nov 26, 2026, from 03:12 to 03:35 UTC", or with both days. */
function fromTo(from: Instant, to: Instant): string {
	const [[fromDay, fromTime], [toDay, toTime]] = [dayAndTime(from), dayAndTime(to)];
	return fromDay === toDay
		? `on ${fromDay}, from ${fromTime} to ${toTime} UTC`
		: `from ${fromDay}, ${fromTime} UTC to ${toDay}, ${toTime} UTC`;
}

function dayAndTime(at: Instant): [day: string, time: string] {
	const [, day = "", time = ""] = /^(.+), (\d\d:\d\d):\d\d UTC$/.exec(moment(at)) ?? [];
	return [day, time];
}

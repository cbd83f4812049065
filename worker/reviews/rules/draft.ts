import { seconds } from "../../platform/rules/time.ts";
import { type Line, linesOf, sourceName, timelineMarkdown } from "./event-lines.ts";
import { findingsOf, goodNews, proposedActions } from "./findings.ts";
import { pagedLines } from "./paged-people.ts";
import type { SectionName } from "./review.ts";
import { figuresOf, ofType, publicUpdates, type Story, wasPublic } from "./story.ts";
import { bullets, counted, lasting, moment, quoted } from "./words.ts";

export type Draft = Record<SectionName, string>;

/**
 * The sections as far as the incident's own timeline can write them, in Markdown; the root cause is left to people. It
 * looks at the system: a name appears only as who answered when. Never throws, whatever the timeline lacks.
 */
export function draftOf(story: Story, lines: Line[] = linesOf(story)): Draft {
	return {
		summary: summary(story),
		timeline: timelineMarkdown(lines, []),
		rootCause: "",
		detectionAndResponse: detectionAndResponse(story),
		wentWell: bullets(goodNews(story)),
		toImprove: bullets(findingsOf(story).map(({ text }) => text)),
		actionItems: bullets(proposedActions(story).map(({ text }) => text)),
	};
}

const WAS: Record<string, string> = {
	P1: "was down",
	P2: "was partly down",
	P3: "was degraded",
	P4: "had a minor problem",
};

function summary(story: Story): string {
	const { view, events } = story;
	const began = Math.min(view.detectedAt, view.triggeredAt);
	const what = `${view.service?.name ?? "The service"} ${WAS[view.severity] ?? "had a problem"} (${view.severity}): ${quoted(view.title)}.`;
	const howLong =
		view.resolvedAt === null
			? `It began at ${moment(began)} and is not resolved.`
			: `It lasted ${lasting(view.resolvedAt - began)}, from ${moment(began)} to ${moment(view.resolvedAt)}.`;
	const back = ofType(events, "reopened").length;
	const again = back > 0 ? [`It came back ${counted(back, "time")} in between.`] : [];
	return [what, howLong, ...again, customersWords(story)].join(" ");
}

function customersWords({ events }: Story): string {
	if (!wasPublic(events)) return "Nothing was published for customers.";
	const count = publicUpdates(events).length;
	return count === 0
		? "Customers saw it on the status page."
		: `Customers saw it on the status page and got ${counted(count, "update")} from the team.`;
}

function detectionAndResponse(story: Story): string {
	const { events } = story;
	const [triggered] = events;
	const { detectMs, acknowledgeMs, resolveMs } = figuresOf(story);
	const figure = (ms: number | null, missing: string) => (ms === null ? missing : lasting(ms));
	const paged = pagedLines(events);
	const parts = [
		triggered?.type === "triggered" ? `The alert came from ${sourceName(triggered)}.` : "",
		bullets([
			`Time to detect (MTTD): ${figure(detectMs, "not known")}`,
			`Time to acknowledge (MTTA): ${figure(acknowledgeMs, "not acknowledged")}`,
			`Time to resolve (MTTR): ${figure(resolveMs, "not resolved")}`,
		]),
		paged.length === 0 ? "No one was paged." : `Paged:\n\n${bullets(paged)}`,
		updatesWords(story),
	];
	return parts.filter((part) => part !== "").join("\n\n");
}

function updatesWords({ events, rule }: Story): string {
	if (!wasPublic(events)) return "The incident was not public.";
	const count = publicUpdates(events).length;
	const overdue = ofType(events, "update_overdue").length;
	const every = rule.publicUpdateEverySeconds;
	const promise = every === null ? "" : ` One is due every ${lasting(seconds(every))}.`;
	const late = overdue === 0 ? "None was overdue." : `${counted(overdue, "was", "were")} overdue.`;
	const posted = count === 0 ? "No public update was posted." : `${counted(count, "public update")}.`;
	return `${posted}${promise} ${late}`;
}

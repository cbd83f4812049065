import type { TimelineEvent } from "../../incidents/rules/incident-types.ts";
import { seconds } from "../../platform/rules/time.ts";
import { type Line, linesOf, nameOf, sourceName, timelineMarkdown } from "./event-lines.ts";
import { findingsOf, goodNews, proposedActions } from "./findings.ts";
import { pagedLines } from "./paged-people.ts";
import type { SectionName } from "./review.ts";
import { figuresOf, ofType, publicUpdates, type Story, textOf, wasPublic } from "./story.ts";
import { bullets, counted, lasting, moment, oneLine, quoted, timesWords } from "./words.ts";

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
	const again = back > 0 ? [`It came back ${timesWords(back)} in between.`] : [];
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
		triedWords(events),
		updatesWords(story),
	];
	return parts.filter((part) => part !== "").join("\n\n");
}

/** Each run of a remediation with what it came to; one that never ended says so. */
function triedWords(events: TimelineEvent[]): string {
	const ends = ofType(events, "remediation_finished");
	const lines = ofType(events, "remediation_started").map((started) => {
		const runId = textOf(started, "runId");
		const end = ends.find(
			(event) => event.seq > started.seq && (runId === "" || textOf(event, "runId") === runId),
		);
		const result = end ? textOf(end, "result") || textOf(end, "outcome") || "no result" : "did not end";
		const reason = end ? textOf(end, "reason") : "";
		const why = reason === "" ? "" : ` (${oneLine(reason)})`;
		return `${quoted(nameOf(started))} at ${moment(started.at)}: ${result.replaceAll("_", " ")}${why}.`;
	});
	return lines.length === 0 ? "" : `Remediation tried:\n\n${bullets(lines)}`;
}

function updatesWords({ view, events, rule }: Story): string {
	if (!wasPublic(events)) return "The incident was not public.";
	const count = publicUpdates(events).length;
	const overdue = ofType(events, "update_overdue").length;
	const every = rule.publicUpdateEverySeconds;
	const promise = every === null ? "" : ` One is due every ${lasting(seconds(every))}.`;
	const late = overdue === 0 ? "None was overdue." : `${counted(overdue, "was", "were")} overdue.`;
	const posted = count === 0 ? "No public update was posted." : `${counted(count, "public update")}.`;
	const [first] = publicUpdates(events);
	const after = first
		? ` The first came ${lasting(first.at - view.triggeredAt)} after the incident opened.`
		: "";
	return `${posted}${after}${promise} ${late}`;
}

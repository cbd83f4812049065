import { linesMarked } from "../../worker/incidents/rules/triage.ts";
import type { TimelineLine } from "./timeline-text.ts";
import type { TimelineEvent } from "./wire.ts";
import { ms } from "./words.ts";

/** The lines with what the team has marked: kept for the review, or out of sight. */
export function withMarks(lines: TimelineLine[], events: TimelineEvent[], meId?: string): TimelineLine[] {
	const [pinned, hidden] = [linesMarked(events, "pinned"), linesMarked(events, "hidden")];
	if (pinned.size + hidden.size === 0) return lines;
	return lines.map((line): TimelineLine => {
		const hiding = hidden.get(line.seq);
		const isMine = hiding?.actor.kind === "user" && hiding.actor.id === meId;
		return {
			...line,
			...(pinned.has(line.seq) && { isPinned: true }),
			...(hiding && { hidden: { by: isMine ? "you" : hiding.actor.name, at: ms(hiding.at) } }),
		};
	});
}

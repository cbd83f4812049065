import { NOT_SENT, NOT_SENT_BECAUSE } from "../../../../worker/platform/rules/phrases.ts";
import type { Kept } from "../../../outbox/kept.ts";
import { timelineLines } from "../../../state/timeline-text.ts";
import { timeToSecond } from "../../../state/words.ts";

/** What asks the person for a decision: nothing is sent before. */
export const asks = ({ outcome }: Kept): boolean =>
	outcome?.kind === "overtaken" || outcome?.kind === "refused";

/** How one change stands, in a sentence or two. */
export function keptWords(kept: Kept, meId?: string): string {
	const { outcome, occurredAt } = kept;
	if (outcome?.kind === "refused") return `Not accepted: ${outcome.why || "no reason given."}`;
	if (outcome?.kind === "overtaken") {
		const [line] = timelineLines([outcome.by], { meId }, true);
		const what = line?.text.replace(/\.$/, "") ?? "The incident changed";
		return `${what} at ${timeToSecond(outcome.by.at)}. ${NOT_SENT_BECAUSE}.`;
	}
	return `${NOT_SENT}. Made at ${timeToSecond(occurredAt)}.`;
}

/** All of an incident's in a line. */
export function sumWords(kept: Kept[]): string {
	const asking = kept.filter(asks).length;
	const count = (n: number) => (n === 1 ? "1 change" : `${n} changes`);
	if (asking > 0) return `${count(asking)} not sent. Choose what to do.`;
	return kept.length === 1
		? `${NOT_SENT}: ${kept[0]?.words}`
		: `${count(kept.length)} saved on this device, not sent yet`;
}

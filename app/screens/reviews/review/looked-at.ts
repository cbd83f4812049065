import { SECTIONS, type SectionName } from "../../../../worker/reviews/rules/review.ts";
import { draft } from "../../../state/draft.ts";
import type { Review } from "../wire.ts";

/** Which sections somebody has edited, or this person has opened on this device. */
export function lookedAt(incidentId: string) {
	const [opened, write] = draft(`review-opened:${incidentId}`);
	const names = () => opened().split(" ");
	const has = (review: Review, name: SectionName) =>
		!review.sections[name].prefilled || names().includes(name);
	return {
		has,
		count: (review: Review) => SECTIONS.filter((name) => has(review, name)).length,
		mark: (name: SectionName) => {
			if (!names().includes(name)) write(`${opened()} ${name}`.trim());
		},
	};
}

export type LookedAt = ReturnType<typeof lookedAt>;

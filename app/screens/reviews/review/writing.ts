import { createEffect, on, onCleanup } from "solid-js";
import { SECTIONS, type SectionName } from "../../../../worker/reviews/rules/review.ts";
import type { Autosave } from "../../../outbox/written/autosave.ts";
import { onSectionSaved, reviewEntries, reviewText } from "../../../outbox/written/review-texts.ts";
import type { TimelineEntries } from "../../../outbox/written/timeline-entries.ts";
import { online } from "../../../state/online.ts";
import type { Resource } from "../../../state/resource.ts";
import type { Review, ReviewSection } from "../wire.ts";

export interface Writing {
	texts: Record<SectionName, Autosave>;
	entries: TimelineEntries;
}

/** The seven texts of a review, as long as its screen is there. What the device holds of an earlier time is sent at once. */
export function writingOf(of: Resource<Review>, review: Review, userId: string): Writing {
	const writer = { userId, incidentId: review.incidentId };
	const each = SECTIONS.map((name) => [name, reviewText(writer, name, review.sections[name])] as const);
	const entries = reviewEntries(writer);
	const flushAll = () => {
		for (const [, one] of each) void one.flush();
		void entries.flush();
	};
	const unfollow = onSectionSaved((incidentId, name, section) => {
		if (incidentId === review.incidentId) of.set((before) => withSection(before, name, section));
	});
	createEffect(
		on(
			() => of.value?.sections,
			(sections) => {
				for (const [name, one] of each) if (sections) one.take(sections[name]);
			},
		),
	);
	createEffect(on(online, (isOnline) => isOnline && flushAll()));
	const onHidden = () => document.hidden && flushAll();
	document.addEventListener("visibilitychange", onHidden);
	onCleanup(() => {
		document.removeEventListener("visibilitychange", onHidden);
		flushAll();
		unfollow();
	});
	return { texts: Object.fromEntries(each) as Record<SectionName, Autosave>, entries };
}

const withSection = (review: Review | undefined, name: SectionName, section: ReviewSection) =>
	review && { ...review, sections: { ...review.sections, [name]: section } };

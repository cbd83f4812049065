import { createEffect, on, onCleanup } from "solid-js";
import { SECTIONS, type SectionName } from "../../../../worker/reviews/rules/review.ts";
import { api } from "../../../state/api.ts";
import { online } from "../../../state/online.ts";
import type { Resource } from "../../../state/resource.ts";
import { draft } from "../../incidents/incident/draft.ts";
import type { Review, ReviewSection } from "../wire.ts";
import { Autosave, type Device, type Kept } from "./autosave.ts";

export type Writing = Record<SectionName, Autosave>;

/** The seven texts of a review. What the device holds of an earlier time is sent as soon as they are there. */
export function writingOf(of: Resource<Review>, review: Review): Writing {
	const each = SECTIONS.map((name) => {
		const path = `/reviews/${review.incidentId}/sections/${name}` as const;
		const send = async (text: string, version: number) => {
			const answer = await api<ReviewSection>("PATCH", path, { text }, { ifMatch: version });
			if (answer.ok) of.set((before) => withSection(before, name, answer.value));
			return answer;
		};
		const device = deviceOf(`review:${review.incidentId}:${name}`);
		return [name, new Autosave(device, review.sections[name], send)] as const;
	});
	const flushAll = () => {
		for (const [, one] of each) void one.flush();
	};
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
		for (const [, one] of each) one.stop();
	});
	return Object.fromEntries(each) as Writing;
}

const withSection = (review: Review | undefined, name: SectionName, section: ReviewSection) =>
	review && { ...review, sections: { ...review.sections, [name]: section } };

function deviceOf(key: string): Device {
	const [text, write, drop] = draft(key);
	return {
		read: () => keptIn(text()),
		write: (kept) => write(JSON.stringify(kept)),
		drop,
	};
}

function keptIn(json: string): Kept | null {
	try {
		return JSON.parse(json) as Kept;
	} catch {
		return null;
	}
}

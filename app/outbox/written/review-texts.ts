/** What somebody wrote in reviews on this device: one text a section, whichever screen is open. */
import type { sectionOut } from "../../../worker/reviews/review/contract/review.ts";
import { SECTIONS, type SectionName } from "../../../worker/reviews/rules/review.ts";
import { api } from "../../state/api.ts";
import { Autosave } from "./autosave.ts";
import { deviceText, keysOnDevice, onOtherTabs, type Saved } from "./device-text.ts";
import { TimelineEntries } from "./timeline-entries.ts";

export type Section = (typeof sectionOut)["_output"];

/** What is written belongs to whoever wrote it: the next person on this device neither sees nor sends it. */
export interface Writer {
	userId: string;
	incidentId: string;
}

type Listener = (incidentId: string, name: SectionName, section: Section) => void;

const texts = new Map<string, Autosave>();
const entries = new Map<string, TimelineEntries>();
const listeners = new Set<Listener>();
onOtherTabs((key) => texts.get(key)?.look());

/** The same text wherever it is asked for; `server` is what the server last said of it. */
export function reviewText({ userId, incidentId }: Writer, name: SectionName, server: Saved): Autosave {
	const key = `review:${userId}:${incidentId}:${name}`;
	const known = texts.get(key);
	if (known) {
		known.take(server);
		return known;
	}
	const path = `/reviews/${incidentId}/sections/${name}` as const;
	const send = async (text: string, version: number) => {
		const answer = await api<Section>("PATCH", path, { text }, { ifMatch: version });
		if (answer.ok) tell(incidentId, name, answer.value);
		return answer;
	};
	const made = new Autosave(deviceText(key), server, send);
	texts.set(key, made);
	return made;
}

/** What of the timeline is hidden or noted here, and not known to the server yet. */
export function reviewEntries({ userId, incidentId }: Writer): TimelineEntries {
	const key = `review-entries:${userId}:${incidentId}`;
	const known = entries.get(key);
	if (known) return known;
	const path = `/reviews/${incidentId}/sections/timeline` as const;
	const made = new TimelineEntries(
		deviceText(key),
		() => api<Section>("GET", path),
		async (next, version) => {
			const answer = await api<Section>("PATCH", path, { entries: next }, { ifMatch: version });
			if (answer.ok) tell(incidentId, "timeline", answer.value);
			return answer;
		},
	);
	entries.set(key, made);
	return made;
}

/** Calls `listener` with each section that the server took; answers how to stop. */
export function onSectionSaved(listener: Listener): () => void {
	listeners.add(listener);
	return () => void listeners.delete(listener);
}

/**
 * Sends all that this person wrote here and the server does not know, of whichever review. What it refused is tried once
 * more only where something is new: `isNew`.
 */
export async function sendUnsent(userId: string, isNew: boolean): Promise<void> {
	const sending = keysOnDevice(`review:${userId}:`).map(async (rest) => {
		const [incidentId = "", section] = rest.split(":");
		const name = SECTIONS.find((one) => one === section);
		if (!name) return;
		// Of the server's text nothing is known yet: any that it tells is newer.
		const text = reviewText({ userId, incidentId }, name, { text: "", version: 0 });
		text.look();
		if (text.state !== "refused" || isNew) await text.flush();
	});
	await Promise.all(sending);
	const noted = keysOnDevice(`review-entries:${userId}:`);
	await Promise.all(noted.map((incidentId) => reviewEntries({ userId, incidentId }).flush()));
}

/** Whether this person wrote something in this review that the server does not know. */
export function hasUnsent({ userId, incidentId }: Writer): boolean {
	const own = keysOnDevice(`review:${userId}:${incidentId}:`);
	return own.length > 0 || keysOnDevice(`review-entries:${userId}:`).includes(incidentId);
}

function tell(incidentId: string, name: SectionName, section: Section): void {
	for (const listener of listeners) listener(incidentId, name, section);
}

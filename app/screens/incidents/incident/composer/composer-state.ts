import { createSignal } from "solid-js";
import { api } from "../../../../state/api.ts";
import { now } from "../../../../state/clock.ts";
import { draft } from "../../../../state/draft.ts";
import { severityPolicyResource } from "../../../../state/lists.ts";
import { cached } from "../../../../state/resource.ts";
import type { Incident, TimelineEvent } from "../../../../state/wire.ts";
import { ms } from "../../../../state/words.ts";
import { likelyPhase, type Phase } from "../update-words.ts";
import { type Preview, previewOf, type Written } from "./preview.ts";
import { leftOpen, publicOf, suggestion, type Writes } from "./templates.ts";

/** How soon it is expected to be over; empty: nobody says, `kept`: as customers were told. */
export type Eta = "" | "kept" | "900" | "1800" | "3600" | "7200" | "14400";

/** What is chosen beside the text. */
function choices(incident: Incident, first: Writes) {
	const [writes, setWrites] = createSignal<Writes>(first);
	const [phase, setPhase] = createSignal<Phase>(likelyPhase(incident));
	const [next, setNext] = createSignal("");
	const [eta, setEta] = createSignal<Eta>(incident.estimatedResolutionAt ? "kept" : "");
	const [happened, setHappened] = createSignal("");
	return { writes, setWrites, phase, setPhase, next, setNext, eta, setEta, happened, setHappened };
}

/** Each reader's text, kept on this device until it is sent. Before anybody writes, it is what `suggested` says. */
function texts(id: string, writes: () => Writes, suggested: () => string) {
	const kept = {
		note: draft(`note:${id}`),
		stakeholders: draft(`stakeholders:${id}`),
		public: draft(`update:${id}`),
	};
	const [touched, setTouched] = createSignal<Partial<Record<Writes, true>>>({});
	const own = () => kept[writes()][0]();
	return {
		text: () => (own() === "" && !touched()[writes()] ? suggested() : own()),
		write(words: string) {
			setTouched({ ...touched(), [writes()]: true });
			kept[writes()][1](words);
		},
		drop: () => kept[writes()][2](),
	};
}

/** What is being written to whom, and what the public page would say then. */
export function composing(incident: () => Incident, events: () => TimelineEvent[], first: Writes) {
	const chosen = choices(incident(), first);
	const { writes, phase } = chosen;
	const isOver = () => incident().state === "resolved";
	const written = texts(incident().id, writes, () =>
		isOver() ? "" : suggestion(writes(), phase(), incident(), events(), now()),
	);
	const times = promised(incident, chosen);
	const settings = cached<{ timeZone: string | null }>("/settings", () => api("GET", "/settings"));
	const shown = () => publicOf(incident(), events());
	const message = () => written.text().trim();
	const preview = (): Preview | null => {
		const { name, title } = shown();
		if (writes() !== "public" || name === null) return null;
		const it: Written = isOver()
			? { phase: "resolved", message: message(), dueAt: null, endsAt: null }
			: { phase: phase(), message: message(), dueAt: times.dueAt(), endsAt: times.endsAt() };
		return previewOf(incident(), { name, title }, it, now(), settings.value?.timeZone ?? null);
	};
	const body = () => {
		if (message() === "" || leftOpen(message()) !== null) return null;
		if (writes() === "note") return { text: message() };
		const status = isOver() ? "resolved" : phase();
		return { audience: writes(), status, message: message(), ...(!isOver() && times.sent()) };
	};
	return {
		...chosen,
		...written,
		...times,
		isOver,
		body,
		preview,
		shown,
		open: () => leftOpen(written.text()),
		/** When what a note tells happened, where that was earlier. */
		occurredAt: () => (chosen.happened() ? new Date(chosen.happened()).toISOString() : undefined),
	};
}

/** By when they hear again, and for customers when it should be over. */
function promised(incident: () => Incident, { writes, next, eta }: ReturnType<typeof choices>) {
	const policy = severityPolicyResource();
	const usualSeconds = () => {
		const rule = policy.value?.items.find(({ severity }) => severity === incident().severity);
		const every =
			writes() === "public" ? rule?.publicUpdateEverySeconds : rule?.stakeholderUpdateEverySeconds;
		return every ?? null;
	};
	const dueAt = () => {
		const seconds = next() === "" ? usualSeconds() : Number(next());
		return seconds === null ? null : now() + seconds * 1_000;
	};
	const endsAt = () => {
		if (writes() !== "public" || eta() === "") return null;
		return eta() === "kept" ? ms(incident().estimatedResolutionAt ?? "") : now() + Number(eta()) * 1_000;
	};
	const sent = () => {
		const at = endsAt();
		return {
			...(next() !== "" && { nextUpdateInSeconds: Number(next()) }),
			...(at !== null && { estimatedResolutionAt: new Date(at).toISOString() }),
		};
	};
	return { usualSeconds, dueAt, endsAt, sent };
}

export type Composing = ReturnType<typeof composing>;

import { createSignal, For, onMount, Show } from "solid-js";
import { CAUSES, type Cause, SECTIONS, type SectionName } from "../../../../worker/reviews/rules/review.ts";
import type { SaveState } from "../../../outbox/written/autosave.ts";
import { Badge } from "../../../parts/badge.tsx";
import { SelectField, TextArea } from "../../../parts/field.tsx";
import type { ShapeName } from "../../../parts/shape.tsx";
import { Notice } from "../../../parts/states.tsx";
import { nameBook, usersResource } from "../../../state/name-book.ts";
import { CAUSE_WORDS, SECTION_WORDS } from "../review-words.ts";
import type { Review } from "../wire.ts";
import { blamelessHints } from "./blameless.ts";
import { FiveWhys } from "./five-whys.tsx";
import type { LookedAt } from "./looked-at.ts";
import { ReviewActions } from "./review-actions.tsx";
import type { SavingFields } from "./saving.ts";
import { TimelineLines } from "./timeline-lines.tsx";
import type { Writing } from "./writing.ts";
import "../shared.css";

const STATES: Record<SaveState, [ShapeName, string]> = {
	saved: ["well", "Saved"],
	saving: ["unknown", "Saving…"],
	waiting: ["degraded", "On this device, not sent yet"],
	refused: ["degraded", "On this device. Tocsin didn’t take it."],
};

const CAUSE_OPTIONS = [
	{ value: "" as const, name: "Not decided yet" },
	...CAUSES.map((value) => ({ value, name: CAUSE_WORDS[value] })),
];

export interface SectionProps {
	review: Review;
	writing: Writing;
	fields: SavingFields;
	looked: LookedAt;
	may: boolean;
}

/** One text of the review with what helps to write it. */
export function SectionView(props: SectionProps & { name: SectionName; isAlone: boolean }) {
	const mark = () => props.looked.mark(props.name);
	onMount(() => props.isAlone && mark());
	const text = () => props.writing.texts[props.name];
	const words = () => SECTION_WORDS[props.name];
	const place = () => `${SECTIONS.indexOf(props.name) + 1} of ${SECTIONS.length}`;
	return (
		<section class="stack review-text" id={`section-${props.name}`} tabindex={-1} onFocusIn={mark}>
			<div class="line" role="status">
				<SaveBadge {...props} />
				<Show when={props.isAlone}>
					<span class="dim">{place()}</span>
				</Show>
			</div>
			<Show when={text().isMerged}>
				<Notice>Someone else changed it. Both texts are below, yours first.</Notice>
			</Show>
			<Show
				when={props.name === "timeline" && props.review.sections.timeline.lines}
				fallback={<Text {...props} label={words().name} />}
			>
				<TimelineText {...props} />
			</Show>
			<Show when={props.name === "actionItems"}>
				<ReviewActions review={props.review} may={props.may} />
			</Show>
			<Show when={props.name === "rootCause"}>
				<CauseParts {...props} />
			</Show>
		</section>
	);
}

function Text(props: SectionProps & { name: SectionName; label: string }) {
	const text = () => props.writing.texts[props.name];
	return (
		<>
			<TextArea
				label={props.label}
				hint={SECTION_WORDS[props.name].hint}
				value={text().text}
				onValue={(next) => text().type(next)}
				readOnly={!props.may}
				maxlength={50_000}
				rows={4}
			/>
			<Show when={props.may}>
				<Hints text={text().text} />
			</Show>
		</>
	);
}

/** What is told of the events is chosen by tapping; whoever wants other words writes them below. */
function TimelineText(props: SectionProps) {
	const text = () => props.writing.texts.timeline;
	return (
		<>
			<h2 class="field-name">{SECTION_WORDS.timeline.name}</h2>
			<p class="hint-words dim">{SECTION_WORDS.timeline.hint}</p>
			<TimelineLines
				section={props.review.sections.timeline}
				entries={props.writing.entries}
				may={props.may}
				text={text().text}
				onText={(next) => text().type(next)}
			/>
			<details class="by-hand" open={text().state !== "saved"}>
				<summary>The text itself</summary>
				<Text {...props} name="timeline" label="Timeline as text" />
			</details>
		</>
	);
}

function CauseParts(props: SectionProps) {
	const text = () => props.writing.texts.rootCause;
	return (
		<Show when={props.may}>
			<FiveWhys
				incidentId={props.review.incidentId}
				title={props.review.incident?.title ?? "this incident"}
				text={text().text}
				onText={(next) => text().type(next)}
			/>
			<SelectField<Cause | "">
				label="What kind of thing broke?"
				hint="Insights count incidents by this"
				options={CAUSE_OPTIONS}
				value={props.fields.shown().cause ?? ""}
				onValue={(cause) => props.fields.save({ cause: cause === "" ? null : cause })}
			/>
			<Show when={props.fields.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</Show>
	);
}

/** Said to the writer alone: nothing of it leaves this browser. */
function Hints(props: { text: string }) {
	const [dismissed, setDismissed] = createSignal<string[]>([]);
	const names = () => [
		...(usersResource().value?.items ?? []).map(({ name }) => name),
		...(nameBook().users ?? []).map(({ name }) => name),
	];
	const hints = () =>
		blamelessHints(props.text, names()).filter(({ sentence }) => !dismissed().includes(sentence));
	return (
		<For each={hints().slice(0, 3)}>
			{(hint) => (
				<Notice plain act="Dismiss" onAct={() => setDismissed((all) => [...all, hint.sentence])}>
					“{hint.sentence}” names {hint.name}. What in the system let this happen, or didn’t stop it?
				</Notice>
			)}
		</For>
	);
}

function SaveBadge(props: SectionProps & { name: SectionName }) {
	const shown = () => {
		const text = props.writing.texts[props.name];
		const isWaiting = props.name === "timeline" && props.writing.entries.waiting.length > 0;
		const state = text.state === "saved" && isWaiting ? "waiting" : text.state;
		const { prefilled, text: words } = props.review.sections[props.name];
		const isDraft = prefilled && words !== "" && state === "saved";
		const isBlank = state === "saved" && words === "";
		if (isDraft) return ["note", "Drafted for you"] as const;
		return isBlank ? (["unknown", "Not written yet"] as const) : STATES[state];
	};
	return <Badge shape={shown()[0]}>{shown()[1]}</Badge>;
}

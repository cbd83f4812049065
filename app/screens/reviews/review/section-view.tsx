import { onMount, Show } from "solid-js";
import type { SectionName } from "../../../../worker/reviews/rules/review.ts";
import { Badge } from "../../../parts/badge.tsx";
import { TextArea } from "../../../parts/field.tsx";
import type { ShapeName } from "../../../parts/shape.tsx";
import { Notice } from "../../../parts/states.tsx";
import { SECTION_WORDS } from "../review-words.ts";
import type { Review } from "../wire.ts";
import type { Autosave, SaveState } from "./autosave.ts";
import type { LookedAt } from "./looked-at.ts";

const STATES: Record<SaveState, [ShapeName, string]> = {
	saved: ["well", "Saved"],
	saving: ["unknown", "Saving …"],
	waiting: ["degraded", "On this device, not sent yet"],
	refused: ["degraded", "On this device: Tocsin did not take it"],
};

interface SectionViewProps {
	name: SectionName;
	review: Review;
	text: Autosave;
	looked: LookedAt;
	may: boolean;
}

/** One text of the review, by itself. */
export function SectionView(props: SectionViewProps) {
	onMount(() => props.looked.mark(props.name));
	const words = () => SECTION_WORDS[props.name];
	const isDraft = () => {
		const { prefilled, text } = props.review.sections[props.name];
		return prefilled && text !== "" && props.text.state === "saved";
	};
	return (
		<div class="stack review-text">
			<div class="line" role="status">
				<SaveBadge of={props.text} isDraft={isDraft()} />
			</div>
			<Show when={props.text.isMerged}>
				<Notice>Somebody else changed it. Both texts are below, yours first.</Notice>
			</Show>
			<TextArea
				label={words().name}
				hint={words().hint}
				value={props.text.text}
				onValue={(text) => props.text.type(text)}
				readOnly={!props.may}
				maxlength={50_000}
				rows={10}
			/>
		</div>
	);
}

function SaveBadge(props: { of: Autosave; isDraft: boolean }) {
	const state = () => (props.isDraft ? (["note", "Drafted for you"] as const) : STATES[props.of.state]);
	return <Badge shape={state()[0]}>{state()[1]}</Badge>;
}

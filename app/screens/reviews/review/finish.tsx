import { createSignal, For, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Section } from "../../../shell/screen.tsx";
import type { Resource } from "../../../state/resource.ts";
import type { Review } from "../wire.ts";
import { type FinishAct, finishActs } from "./finish-acts.ts";
import { FinishSheet } from "./finish-sheet.tsx";

/** What takes the review further, and what takes that back. */
export function Finish(props: { of: Resource<Review>; review: Review }) {
	const [chosen, setChosen] = createSignal<FinishAct>();
	return (
		<Section title="Finish">
			<div class="stack">
				<For each={finishActs(props.review)}>
					{(act) => (
						<Button wide kind={act.isMain ? "brass" : "plain"} onClick={() => setChosen(act)}>
							{act.name} …
						</Button>
					)}
				</For>
			</div>
			<Show when={chosen()} keyed>
				{(act) => (
					<FinishSheet
						{...{ act }}
						review={props.review}
						onDone={(value) => props.of.set(value)}
						onClose={() => setChosen(undefined)}
					/>
				)}
			</Show>
		</Section>
	);
}

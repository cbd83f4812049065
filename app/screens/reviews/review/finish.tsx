import { useNavigate } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Notice } from "../../../parts/states.tsx";
import { Section } from "../../../shell/screen.tsx";
import { usersResource } from "../../../state/name-book.ts";
import type { Resource } from "../../../state/resource.ts";
import { mayAs, me } from "../../../state/session.ts";
import type { Review } from "../wire.ts";
import { type FinishAct, finishActs } from "./finish-acts.ts";
import { FinishSheet } from "./finish-sheet.tsx";
import type { SavingFields } from "./saving.ts";

const FINISH = "review-finish";

/** The focus goes to the first of what finishes the review. */
export function toFinish(): void {
	document.querySelector<HTMLElement>(`#${FINISH} button`)?.focus();
}

/** The button of what was just done is gone: whoever works by keyboard stays in its place. */
function stayAtFinish(): void {
	queueMicrotask(() => document.activeElement === document.body && toFinish());
}

/** What takes the review further, and what takes that back. */
export function Finish(props: { of: Resource<Review>; review: Review; fields: SavingFields }) {
	const navigate = useNavigate();
	const [chosen, setChosen] = createSignal<FinishAct>();
	const review = () => props.fields.shown();
	const mayApprove = () => {
		const { approverId } = review();
		return approverId === null || approverId === me().value?.user.id || mayAs("admin");
	};
	const waitsFor = () => {
		const { approverId, approvedAt, state } = review();
		if (approverId === null || approvedAt !== null || state === "published") return null;
		return usersResource().value?.items.find(({ id }) => id === approverId)?.name ?? "Its approver";
	};
	const done = (value: Review | undefined) => {
		if (value) props.of.set(value);
		else navigate("/reviews", { replace: true });
	};
	return (
		<Section title="Finish">
			<div class="stack" id={FINISH}>
				<Show when={waitsFor()}>
					{(name) => <Notice plain>{name()} approves it before it is published.</Notice>}
				</Show>
				<For each={finishActs(review(), mayApprove())}>
					{(act) => (
						<Button wide kind={act.isMain ? "brass" : "plain"} onClick={() => setChosen(act)}>
							{act.name}
						</Button>
					)}
				</For>
			</div>
			<Show when={chosen()} keyed>
				{(act) => (
					<FinishSheet
						{...{ act }}
						review={props.review}
						onDone={done}
						onClose={() => {
							setChosen(undefined);
							stayAtFinish();
						}}
					/>
				)}
			</Show>
		</Section>
	);
}

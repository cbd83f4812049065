import { createSignal, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { TextArea } from "../../../parts/field.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Notice } from "../../../parts/states.tsx";
import { api } from "../../../state/api.ts";
import { sending } from "../../../state/sending.ts";
import type { Review } from "../wire.ts";
import type { FinishAct } from "./finish-acts.ts";

interface FinishSheetProps {
	act: FinishAct;
	review: Review;
	onDone(value: Review): void;
	onClose(): void;
}

/** Asks once more, and for what goes with it. */
export function FinishSheet(props: FinishSheetProps) {
	const { asks, method, path } = props.act;
	const [text, setText] = createSignal(asks?.field === "publicText" ? (props.review.publicText ?? "") : "");
	const isMissing = () => asks?.required === true && text().trim() === "";
	const body = () => {
		if (asks?.field === "reason") return { reason: text().trim() };
		if (asks?.field === "publicText") return { publicText: text().trim() || null };
		return undefined;
	};
	const acting = sending(
		() => api<Review>(method, `/reviews/${props.review.incidentId}/${path}`, body()),
		(value) => {
			props.onDone(value);
			props.onClose();
		},
	);
	return (
		<Sheet
			open
			title={`${props.act.name}?`}
			onClose={props.onClose}
			acts={
				<>
					<Button
						kind="primary"
						wide
						disabled={isMissing()}
						busy={acting.busy() && "One moment …"}
						onClick={() => void acting.send()}
					>
						{props.act.name}
					</Button>
					<Button kind="quiet" wide onClick={props.onClose}>
						Cancel
					</Button>
				</>
			}
		>
			<p class="sub">{props.act.words}</p>
			<Show when={asks}>
				{(ask) => <TextArea label={ask().label} value={text()} onValue={setText} rows={3} />}
			</Show>
			<Show when={acting.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</Sheet>
	);
}

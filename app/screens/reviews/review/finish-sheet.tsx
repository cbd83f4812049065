import { createSignal, Show } from "solid-js";
import { hasUnsent, sendUnsent } from "../../../outbox/written/review-texts.ts";
import { Button } from "../../../parts/button.tsx";
import { TextArea } from "../../../parts/field.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Notice } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { api } from "../../../state/api.ts";
import { draft } from "../../../state/draft.ts";
import { sending } from "../../../state/sending.ts";
import { me } from "../../../state/session.ts";
import { approvalWords, changedIn } from "../review-words.ts";
import type { Review } from "../wire.ts";
import type { FinishAct } from "./finish-acts.ts";

interface FinishSheetProps {
	act: FinishAct;
	review: Review;
	/** Undefined: it was deleted. */
	onDone(value: Review | undefined): void;
	onClose(): void;
}

/** Asks once more, and for what goes with it. */
export function FinishSheet(props: FinishSheetProps) {
	const { asks, method, path } = props.act;
	const { incidentId } = props.review;
	const [text, write, drop] = asks ? wordsFor(asks.field, props.review) : [() => "", () => {}, () => {}];
	const isMissing = () => asks?.required === true && text().trim() === "";
	const body = () => {
		if (asks?.field === "reason") return { reason: text().trim() };
		if (asks?.field === "publicText") return { publicText: text().trim() || null };
		return props.act.body;
	};
	const acting = sending(
		() => api<Review | undefined>(method, `/reviews/${incidentId}${path === "" ? "" : `/${path}`}`, body()),
		(value) => {
			drop();
			if (props.act.doneWords) showToast(props.act.doneWords);
			props.onDone(value);
			props.onClose();
		},
	);
	const [unsent, setUnsent] = createSignal(false);
	// What is finished is what was written: the last words go first.
	const act = async () => {
		const writer = { userId: me().value?.user.id ?? "", incidentId };
		if (method !== "DELETE") await sendUnsent(writer.userId, true);
		setUnsent(method !== "DELETE" && hasUnsent(writer));
		if (!unsent()) await acting.send();
	};
	const isPublic = asks?.field === "publicText";
	const facts = () => (isPublic && text() === "" ? props.review.publicDraft : null);
	const isChanged = () => isPublic && changedIn(props.review).length > 0;
	return (
		<Sheet
			open
			title={`${props.act.name}?`}
			onClose={props.onClose}
			acts={
				<>
					<Button
						kind={props.act.removes ? "danger" : "primary"}
						wide
						disabled={isMissing()}
						busy={acting.busy() && "One moment…"}
						onClick={() => void act()}
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
				{(ask) => (
					<TextArea
						label={ask().label}
						hint={ask().hint}
						error={acting.wrong(`/${ask().field}`)}
						value={text()}
						onValue={write}
						rows={3}
						maxlength={ask().field === "reason" ? 500 : 20_000}
					/>
				)}
			</Show>
			<Show when={facts()}>
				{(start) => (
					<Button class="low" onClick={() => write(start())}>
						Start with the public facts
					</Button>
				)}
			</Show>
			<Show when={isPublic && props.review.publicDraft === null}>
				<Notice plain>This incident wasn’t on the status page, so customers see no text of it.</Notice>
			</Show>
			<Show when={isChanged()}>
				<Notice plain>{approvalWords(props.review)}.</Notice>
			</Show>
			<Show when={unsent()}>
				<Notice>
					Something that you wrote in this review hasn’t reached the server. Look at its sections, and try
					again.
				</Notice>
			</Show>
			<Show when={acting.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</Sheet>
	);
}

type Words = [() => string, (text: string) => void, () => void];

/** The public text is long: the device keeps it until it is published. */
function wordsFor(field: "publicText" | "reason", review: Review): Words {
	if (field === "reason") {
		const [text, write] = createSignal("");
		return [text, write, () => {}];
	}
	const [text, write, drop] = draft(`review-public:${review.incidentId}`);
	if (text() === "" && review.publicText) write(review.publicText);
	return [text, write, drop];
}

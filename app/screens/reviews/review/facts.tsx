import { Show } from "solid-js";
import { CAUSES, type Cause } from "../../../../worker/reviews/rules/review.ts";
import { SelectField, TextField } from "../../../parts/field.tsx";
import { Notice } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { Section } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import type { Resource } from "../../../state/resource.ts";
import { sending } from "../../../state/sending.ts";
import { CAUSE_WORDS, fromLocalInput, toLocalInput } from "../review-words.ts";
import type { Review } from "../wire.ts";

const CAUSE_OPTIONS = [
	{ value: "" as const, name: "Not said yet" },
	...CAUSES.map((value) => ({ value, name: CAUSE_WORDS[value] })),
];

/** What kind of thing broke, and when the team meets. Each is saved as it is chosen. */
export function Facts(props: { of: Resource<Review>; review: Review }) {
	let change: { cause?: Cause | null; meetingAt?: string | null } = {};
	const saving = sending(
		() => api<Review>("PATCH", `/reviews/${props.review.incidentId}`, change),
		(value) => {
			props.of.set(value);
			showToast("Saved");
		},
	);
	const save = (next: typeof change) => {
		change = next;
		void saving.send();
	};
	return (
		<Section title="Cause and meeting">
			<div class="card">
				<SelectField<Cause | "">
					label="What kind of thing broke?"
					options={CAUSE_OPTIONS}
					value={props.review.cause ?? ""}
					onValue={(cause) => save({ cause: cause === "" ? null : cause })}
				/>
				<TextField
					label="Review meeting"
					type="datetime-local"
					value={toLocalInput(props.review.meetingAt)}
					onValue={() => saving.clearError()}
					onBlur={(event) => {
						const meetingAt = fromLocalInput(event.currentTarget.value);
						if (toLocalInput(meetingAt) !== toLocalInput(props.review.meetingAt)) save({ meetingAt });
					}}
				/>
				<Show when={props.review.meetingAt}>
					<a class="button" href={`/api/v1/reviews/${props.review.incidentId}/meeting.ics`} rel="external">
						Add to my calendar
					</a>
				</Show>
				<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			</div>
		</Section>
	);
}

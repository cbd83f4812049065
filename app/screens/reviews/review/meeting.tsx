import { For, Show } from "solid-js";
import { SelectField, TextField } from "../../../parts/field.tsx";
import { Notice } from "../../../parts/states.tsx";
import { Section } from "../../../shell/screen.tsx";
import { now } from "../../../state/clock.ts";
import { usersResource } from "../../../state/name-book.ts";
import { whenWords } from "../../../state/words.ts";
import { fromLocalInput, meetingTimes, toLocalInput } from "../review-words.ts";
import { PeopleChoice } from "./people-choice.tsx";
import type { SavingFields } from "./saving.ts";
import "../shared.css";

/** When the team meets, who comes and who approves. Each is saved as it is chosen. */
export function Meeting(props: { fields: SavingFields }) {
	const review = () => props.fields.shown();
	const users = () => usersResource().value?.items ?? [];
	const approvers = () => [
		{ value: "", name: "No one in particular" },
		...users()
			.filter(({ role }) => role !== "observer")
			.map(({ id, name }) => ({ value: id, name })),
	];
	return (
		<Section title="Meeting and approval">
			<div class="card">
				<MeetingTime fields={props.fields} />
				<PeopleChoice
					label="Attendees"
					users={users()}
					chosen={review().attendeeIds}
					onChosen={(attendeeIds) => props.fields.save({ attendeeIds })}
				/>
				<Show when={review().meetingAt}>
					<a class="button" href={`/api/v1/reviews/${review().incidentId}/meeting.ics`} rel="external">
						Add to my calendar
					</a>
				</Show>
				<SelectField
					label="Approver"
					options={approvers()}
					value={review().approverId ?? ""}
					onValue={(id) => props.fields.save({ approverId: id === "" ? null : id })}
				/>
				<Show when={props.fields.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			</div>
		</Section>
	);
}

/** One tap where a usual hour suits. */
function MeetingTime(props: { fields: SavingFields }) {
	const review = () => props.fields.shown();
	const offers = () => {
		const { meetingAt, resolvedAt } = review();
		const isOpen = meetingAt === null && resolvedAt !== null;
		return isOpen ? meetingTimes(resolvedAt, now()) : { times: [], isLater: false };
	};
	return (
		<>
			<TextField
				label="Review meeting"
				hint="Within 24 to 48 hours, while everyone remembers"
				type="datetime-local"
				value={toLocalInput(review().meetingAt)}
				onValue={() => undefined}
				onBlur={(event) => {
					const meetingAt = fromLocalInput(event.currentTarget.value);
					if (toLocalInput(meetingAt) !== toLocalInput(review().meetingAt)) props.fields.save({ meetingAt });
				}}
			/>
			<Show when={offers().times.length > 0 && offers().isLater}>
				<p class="dim">No working hours are left in that time. The next working day is offered.</p>
			</Show>
			<Show when={offers().times.length > 0}>
				<div class="choices">
					<For each={offers().times}>
						{(meetingAt) => (
							<button type="button" class="choice" onClick={() => props.fields.save({ meetingAt })}>
								{whenWords(meetingAt, now())}
							</button>
						)}
					</For>
				</div>
			</Show>
		</>
	);
}

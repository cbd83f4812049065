import { Show } from "solid-js";
import { SelectField } from "../../parts/field.tsx";
import { now as clock } from "../../state/clock.ts";
import { viewResource } from "../oncall/schedule/schedule-state.ts";
import { spanWords } from "../oncall/schedule/weeks.ts";
import { returnsOf } from "./cover-words.ts";

const NOTHING = "";

/** What the reader takes for it: a shift that this person has in the same schedule. Nothing where they have none. */
export function ReturnField(props: {
	scheduleId: string;
	userId: string;
	/** When the shift starts, as the schedule says it. */
	startsAt: string;
	error?: string | undefined;
	onReturn(shift: { startsAt: string; endsAt: string } | null): void;
}) {
	const view = viewResource(props.scheduleId);
	const choices = () => returnsOf(view.value?.final ?? [], props.userId, clock());
	return (
		<Show when={choices().length > 0}>
			<SelectField
				label="In return, you take"
				hint="A swap: both shifts change hands when they accept."
				options={[
					{ value: NOTHING, name: "Nothing" },
					...choices().map((shift) => ({ value: shift.startsAt, name: spanWords(shift) })),
				]}
				value={props.startsAt}
				error={props.error}
				onValue={(at) => props.onReturn(choices().find(({ startsAt }) => startsAt === at) ?? null)}
			/>
		</Show>
	);
}

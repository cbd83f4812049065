import { createSignal } from "solid-js";
import { Segmented } from "../../../../parts/field.tsx";
import { now } from "../../../../state/clock.ts";
import { timeOfDay, whenWords } from "../../../../state/words.ts";
import { SheetForm } from "../sheet-form.tsx";
import type { ActProps } from "../sheet-props.ts";
import { SNOOZES, type Snooze, secondsUntil, snoozedUntil } from "./snoozes.ts";

/** Quiet until then. Whoever snoozes is paged first when it ends, so it says when that is. */
export function SnoozeSheet(props: ActProps) {
	const [snooze, setSnooze] = createSignal<Snooze>("30");
	const until = () => snoozedUntil(snooze(), now());
	const isMorning = () => snooze() === "morning";
	const takes = () =>
		props.incident.state === "triggered" ? "This acknowledges the incident for you. " : "";
	return (
		<SheetForm
			title="Snooze"
			verb="snooze"
			act={`Snooze until ${timeOfDay(until())}`}
			commands={props.commands}
			onClose={props.onClose}
			body={() => ({ seconds: secondsUntil(until(), now()) })}
		>
			<Segmented label="Duration" options={SNOOZES} value={snooze()} onValue={setSnooze} />
			<p class="sub" aria-live={isMorning() ? "polite" : "off"}>
				{takes()}No one is paged until {whenWords(until(), now())}. Then you’re paged first, and paging
				restarts at level 1 if you don’t acknowledge.
			</p>
		</SheetForm>
	);
}

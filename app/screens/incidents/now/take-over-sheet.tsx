import { createSignal, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Segmented, SelectField } from "../../../parts/field.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Notice } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { api, type Failure, failureWords } from "../../../state/api.ts";
import { now as clock } from "../../../state/clock.ts";
import { nowResource } from "../../../state/name-book.ts";
import { myId } from "../../../state/session.ts";
import type { Now, Override } from "../../../state/wire.ts";
import { timeOfDay, whenWords } from "../../../state/words.ts";

const HOUR_MS = 3_600_000;
const SPANS = ["1", "2", "4", "8"].map((value) => ({ value, name: `${value} h` }));

/** Puts an override in the schedule, and offers to undo it; answers why not, or null. */
async function takeOver(scheduleId: string, hours: number): Promise<Failure | null> {
	const startsAt = Date.now();
	const body = {
		startsAt: new Date(startsAt).toISOString(),
		endsAt: new Date(startsAt + hours * HOUR_MS).toISOString(),
		userId: myId(),
	};
	const answer = await api<Override>("POST", `/schedules/${scheduleId}/overrides`, body);
	if (!answer.ok) return answer;
	showToast(`You’re on call until ${timeOfDay(answer.value.endsAt)}`, () => void undo(answer.value));
	void nowResource().reload();
	return null;
}

async function undo(override: Override): Promise<void> {
	const answer = await api("DELETE", `/schedules/${override.scheduleId}/overrides/${override.id}`);
	showToast(answer.ok ? "Override removed" : `Couldn’t undo. ${failureWords(answer)}`);
	await nowResource().reload();
}

/** The pager is mine from now on, for some hours; one press takes it back. */
export function TakeOverSheet(props: { now: Now; onClose(): void }) {
	const mine = () => myId();
	const others = props.now.onCall.filter((turn) => turn.userId !== mine());
	const first = others[0];
	const [scheduleId, setScheduleId] = createSignal(first?.scheduleId ?? "");
	const [hours, setHours] = createSignal("2");
	const [isBusy, setBusy] = createSignal(false);
	const [failure, setFailure] = createSignal<Failure | null>(null);
	const turn = () => props.now.onCall.find((one) => one.scheduleId === scheduleId());
	const effect = () => {
		if (turn()?.userId === mine()) return "You’re already on call for this schedule.";
		const until = whenWords(clock() + Number(hours()) * HOUR_MS, clock());
		const who = turn()?.userName;
		return `You’ll be on call${who ? ` instead of ${who}` : ""} until ${until}.`;
	};
	const take = async (event: SubmitEvent) => {
		event.preventDefault();
		setBusy(true);
		setFailure(await takeOver(scheduleId(), Number(hours())));
		setBusy(false);
		if (!failure()) props.onClose();
	};
	return (
		<Sheet open title="Take over" onClose={props.onClose}>
			{/* Instead of whom may change while the thumb is on its way. */}
			<form
				class="stack wide"
				data-steady={`${scheduleId()} ${turn()?.userId}`}
				onSubmit={(event) => void take(event)}
			>
				<Show when={others.length > 1}>
					<SelectField
						label="Schedule"
						options={others.map((one) => ({ value: one.scheduleId, name: one.scheduleName }))}
						value={scheduleId()}
						onValue={setScheduleId}
					/>
				</Show>
				<Segmented label="Duration" options={SPANS} value={hours()} onValue={setHours} />
				<p class="sub">{effect()}</p>
				<Show when={failure()}>
					{(it) => (
						<div role="alert">
							<Notice>{failureWords(it())}</Notice>
						</div>
					)}
				</Show>
				<Button type="submit" kind="brass" wide busy={isBusy() && "Taking over…"}>
					Take over for {hours()} h
				</Button>
			</form>
		</Sheet>
	);
}

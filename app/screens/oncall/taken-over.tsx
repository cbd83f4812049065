import { createSignal, For, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { showToast } from "../../parts/toast.tsx";
import { Section } from "../../shell/screen.tsx";
import { api, type Failure, failureWords } from "../../state/api.ts";
import { now as clock } from "../../state/clock.ts";
import { me } from "../../state/session.ts";
import type { AgendaShift, List, Override } from "../../state/wire.ts";
import { ms, whenWords } from "../../state/words.ts";

const isMine = ({ userId }: { userId: string | null }): boolean => userId === me().value?.user.id;
const isRunning = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }): boolean =>
	ms(startsAt) <= clock() && clock() < ms(endsAt);

/** What I took over and still have. One press gives it back, and another takes it again. */
export function TakenOver(props: { shifts: AgendaShift[]; onChanged(): void }) {
	const taken = () =>
		props.shifts.filter((shift) => shift.source === "override" && isMine(shift) && isRunning(shift));
	return (
		<Show when={taken().length > 0}>
			<Section title="You took over">
				<Rows label="You took over">
					<For each={taken()}>
						{(shift) => (
							<Row
								title={shift.scheduleName}
								sub={`Until ${whenWords(shift.endsAt, clock())}`}
								trail={<GiveBack shift={shift} onChanged={props.onChanged} />}
							/>
						)}
					</For>
				</Rows>
			</Section>
		</Show>
	);
}

function GiveBack(props: { shift: AgendaShift; onChanged(): void }) {
	const [isBusy, setBusy] = createSignal(false);
	const { shift, onChanged } = props;
	const takeAgain = async () => {
		const body = { startsAt: new Date().toISOString(), endsAt: shift.endsAt, userId: me().value?.user.id };
		const answer = await api("POST", `/schedules/${shift.scheduleId}/overrides`, body);
		if (!answer.ok) showToast(`Couldn’t undo. ${failureWords(answer)}`);
		onChanged();
	};
	const give = async () => {
		setBusy(true);
		const failure = await giveBack(shift.scheduleId);
		setBusy(false);
		if (failure) showToast(`Couldn’t give it back. ${failureWords(failure)}`);
		else showToast(`${shift.scheduleName} given back`, () => void takeAgain());
		onChanged();
	};
	return (
		<Button kind="quiet" busy={isBusy() && "Giving back…"} onClick={() => void give()}>
			Give back
		</Button>
	);
}

/** Takes every override of mine that runs now out of the schedule; one that is gone already is no failure. */
async function giveBack(scheduleId: string): Promise<Failure | null> {
	const path = `/schedules/${scheduleId}/overrides` as const;
	let cursor: string | null = "";
	while (cursor !== null) {
		const after: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
		const answer = await api<List<Override>>("GET", `${path}?limit=200${after}`);
		if (!answer.ok) return answer;
		for (const { id } of answer.value.items.filter((one) => isMine(one) && isRunning(one))) {
			const removed = await api("DELETE", `${path}/${id}`);
			if (!removed.ok && (removed.offline || removed.problem.status !== 404)) return removed;
		}
		cursor = answer.value.nextCursor;
	}
	return null;
}

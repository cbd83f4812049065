import { createSignal, For, Show } from "solid-js";
import type { QuietHours } from "../../../../worker/people/rules/person.ts";
import { Button } from "../../../parts/button.tsx";
import { TextField } from "../../../parts/field.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Notice } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { api } from "../../../state/api.ts";
import { sending } from "../../../state/sending.ts";
import { me } from "../../../state/session.ts";
import type { Me } from "../../../state/wire.ts";
import { DAYS, USUAL_QUIET } from "./rule-words.ts";

/** When what is not urgent waits. Without a day there are no such hours. */
export function QuietHoursSheet(props: { of: Me; onClose(): void }) {
	const before = (): QuietHours | null => props.of.user.quietHours ?? null;
	const [hours, setHours] = createSignal<QuietHours>(before() ?? USUAL_QUIET);
	const saving = sending(
		() => api<Me>("PATCH", "/me", { quietHours: kept(hours()) }, { ifMatch: props.of.user.version }),
		(mine) => {
			me().set(mine);
			showToast("Saved");
			props.onClose();
		},
	);
	const change = (next: Partial<QuietHours>) => setHours((all) => ({ ...all, ...next }));
	return (
		<Sheet
			open
			title="Quiet hours"
			onClose={props.onClose}
			acts={
				<Button kind="primary" wide type="submit" form="quiet" busy={saving.busy() && "Saving…"}>
					Save
				</Button>
			}
		>
			<form class="stack wide" id="quiet" onSubmit={(event) => void saving.send(event)}>
				<p class="sub">
					Pages of P3 and P4 wait until these hours end. P1 and P2 never wait. Choose no day to have no quiet
					hours. Times are in {props.of.user.timeZone}.
				</p>
				<div class="abreast">
					<TextField
						label="From"
						type="time"
						required
						value={hours().from}
						onValue={(from) => change({ from })}
					/>
					<TextField
						label="To"
						type="time"
						required
						value={hours().to}
						error={saving.wrong("/quietHours/to")}
						onValue={(to) => change({ to })}
					/>
				</div>
				<fieldset>
					<legend class="sub">Days on which they begin</legend>
					<ul class="rows picked">
						<For each={DAYS}>
							{(name, index) => (
								<li>
									<label class="row">
										<input
											class="pick"
											type="checkbox"
											checked={hours().days.includes(index() + 1)}
											onChange={() => change({ days: toggled(hours().days, index() + 1) })}
										/>
										<span class="row-text">
											<span class="row-title">{name}</span>
										</span>
									</label>
								</li>
							)}
						</For>
					</ul>
				</fieldset>
				<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			</form>
		</Sheet>
	);
}

const kept = (hours: QuietHours): QuietHours | null => (hours.days.length === 0 ? null : hours);

const toggled = (days: readonly number[], day: number): number[] =>
	days.includes(day) ? days.filter((one) => one !== day) : [...days, day].toSorted((a, b) => a - b);

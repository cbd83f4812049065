import { createSignal, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { Notice } from "../../parts/states.tsx";
import { showToast } from "../../parts/toast.tsx";
import { api } from "../../state/api.ts";
import { now } from "../../state/clock.ts";
import { retryKeys } from "../../state/retry-key.ts";
import { sending } from "../../state/sending.ts";
import type { Maintenance } from "../../state/wire.ts";
import { HeldMeanwhile } from "./held-meanwhile.tsx";
import { bodyOf, type Draft, draftOf, newDraft } from "./maintenance-draft.ts";
import { MaintenanceFields } from "./maintenance-fields.tsx";
import { stateNow } from "./maintenance-words.ts";

interface SheetProps {
	onDone(): void;
	onClose(): void;
}

export function NewMaintenanceSheet(props: SheetProps) {
	const [draft, setDraft] = createSignal<Draft>(newDraft(now()));
	const keys = retryKeys();
	const making = sending(
		() => {
			const body = bodyOf(draft(), null);
			return api<Maintenance>("POST", "/maintenances", body, {
				idempotencyKey: keys.keyFor(JSON.stringify(body)),
			});
		},
		() => {
			props.onDone();
			showToast("Planned");
			props.onClose();
		},
	);
	return (
		<Sheet
			open
			title="New maintenance"
			onClose={props.onClose}
			acts={
				<Button kind="primary" wide type="submit" form="new-maintenance" busy={making.busy() && "Saving…"}>
					Plan it
				</Button>
			}
		>
			<form class="stack wide" id="new-maintenance" onSubmit={(event) => void making.send(event)}>
				<MaintenanceFields draft={draft()} sending={making} onDraft={setDraft} />
				<Show when={making.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			</form>
		</Sheet>
	);
}

/** Changes of one, and what can be done with it now. */
export function EditMaintenanceSheet(props: SheetProps & { value: Maintenance }) {
	const [draft, setDraft] = createSignal<Draft>(draftOf(props.value));
	const [asks, setAsks] = createSignal(false);
	const path = () => `/maintenances/${props.value.id}` as const;
	const done = (words: string) => {
		props.onDone();
		showToast(words);
		props.onClose();
	};
	const saving = sending(
		() => api<Maintenance>("PATCH", path(), bodyOf(draft(), props.value), { ifMatch: props.value.version }),
		() => done("Saved"),
	);
	return (
		<>
			<Sheet
				open={!asks()}
				title={props.value.title}
				onClose={props.onClose}
				acts={
					<Button kind="primary" wide type="submit" form="edit-maintenance" busy={saving.busy() && "Saving…"}>
						Save changes
					</Button>
				}
			>
				<StateActs value={props.value} onDone={done} />
				<Show when={stateNow(props.value, now()) === "in_progress"}>
					<HeldMeanwhile of={props.value} />
				</Show>
				<form class="stack wide" id="edit-maintenance" onSubmit={(event) => void saving.send(event)}>
					<MaintenanceFields
						draft={draft()}
						sending={saving}
						own={props.value.recurrence?.cron}
						onDraft={setDraft}
					/>
					<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
				</form>
				<Button kind="danger" wide onClick={() => setAsks(true)}>
					Delete
				</Button>
			</Sheet>
			<Confirm
				open={asks()}
				title={`Delete ${props.value.title}?`}
				act="Delete"
				onConfirm={() => api("DELETE", path())}
				onClose={(isDone) => (isDone ? done("Deleted") : setAsks(false))}
			>
				{stateNow(props.value, now()) === "completed"
					? "It goes from the status page’s history too."
					: "What it covers pages again at once. It goes from the status page too."}
			</Confirm>
		</>
	);
}

/** What a person says of the work: that it begins, that it is done, that all is over. */
function StateActs(props: { value: Maintenance; onDone(words: string): void }) {
	const state = () => stateNow(props.value, now());
	const acting = (to: "in_progress" | "verifying" | "completed", words: string) =>
		sending(
			() => api<Maintenance>("PATCH", `/maintenances/${props.value.id}`, { state: to }),
			() => props.onDone(words),
		);
	const starting = acting("in_progress", "Started");
	const verifying = acting("verifying", "The work is done. Pages come as usual.");
	const ending = acting("completed", "Ended. Pages come as usual.");
	return (
		<div class="stack">
			<Show when={state() === "scheduled"}>
				<Button wide busy={starting.busy() && "Starting…"} onClick={() => void starting.send()}>
					Start now
				</Button>
			</Show>
			<Show when={state() === "in_progress"}>
				<Button wide busy={verifying.busy() && "Saving…"} onClick={() => void verifying.send()}>
					Work is done: verify
				</Button>
			</Show>
			<Show when={state() === "in_progress" || state() === "verifying"}>
				<Button wide busy={ending.busy() && "Ending…"} onClick={() => void ending.send()}>
					End now
				</Button>
			</Show>
			<Show when={starting.error() ?? verifying.error() ?? ending.error()}>
				{(words) => <Notice>{words()}</Notice>}
			</Show>
		</div>
	);
}

import { createSignal, Show } from "solid-js";
import { sendsReceipts, traitsOf } from "../../../../worker/paging/channels/traits.ts";
import { Button } from "../../../parts/button.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { TextField } from "../../../parts/field.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Notice } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { turnOffPush } from "../../../push/push.ts";
import { api, failureWords, type Result } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import { inUseWords } from "../../../state/in-use-words.ts";
import { methodsResource } from "../../../state/methods.ts";
import { nowResource } from "../../../state/name-book.ts";
import { sending } from "../../../state/sending.ts";
import { me } from "../../../state/session.ts";
import type { ContactMethod } from "../../../state/wire.ts";
import { Loudness } from "../first-run/loudness.tsx";
import { Stopwatch } from "../first-run/stopwatch.tsx";
import { useTestRun } from "../first-run/test-run.ts";
import { MethodProof } from "./method-proof.tsx";
import PhoneUsageNote from "./phone-usage.tsx";
import { withoutDeviceWords } from "./without-device.ts";

/** One device: what it is called, whether it rings, and taking it off. */
export function DeviceSheet(props: { of: ContactMethod; isHere: boolean; onClose(): void }) {
	const methods = methodsResource(props.of.userId);
	// What is said last comes after the sheet is gone, and its device with it.
	const { id, userId } = props.of;
	const path = `/users/${userId}/contact-methods/${id}` as const;
	const ids = () => ({ userId, methodId: id });
	const reloadAll = () => void Promise.all([methods.reload(), me().reload()]);
	const { run, send } = useTestRun(ids, reloadAll);
	const [removing, setRemoving] = createSignal(false);
	const turns = nowResource();
	if (turns.state === "loading") void turns.read();
	const without = () => withoutDeviceWords("it", id, methods.value?.items ?? [], turns.value?.me, now());
	const meter = () => (props.of.kind === "sms" || props.of.kind === "voice" ? props.of.kind : null);
	const refusal = () => {
		const at = run();
		return at.kind === "refused" ? failureWords(at.failure) : null;
	};
	return (
		<>
			<Sheet open={!removing()} title={props.of.name} onClose={() => !removing() && props.onClose()}>
				<Rename of={props.of} path={path} onSaved={() => void methods.reload()} />
				<Show when={run().kind !== "idle" && run().kind !== "refused"}>
					<Stopwatch of={run()} device={props.isHere ? "this device" : props.of.name} />
				</Show>
				<Show when={run().kind === "acknowledged" && sendsReceipts(props.of.kind)}>
					<Loudness of={props.of} isHere={props.isHere} />
				</Show>
				<Show when={refusal()}>{(words) => <Notice>{words()}</Notice>}</Show>
				<Show when={props.of.stateReason}>{(words) => <Notice>{words()}</Notice>}</Show>
				<Show
					when={!mustBeProven(props.of)}
					fallback={<MethodProof of={props.of} path={path} onProven={reloadAll} />}
				>
					<Button kind="brass" wide busy={run().kind === "sending" && "Sending…"} onClick={() => void send()}>
						Send a test page
					</Button>
				</Show>
				<Button kind="danger" wide onClick={() => setRemoving(true)}>
					Remove…
				</Button>
				<Show when={meter()}>{(kind) => <PhoneUsageNote kind={kind()} />}</Show>
			</Sheet>
			<Confirm
				open={removing()}
				title={`Remove ${props.of.name}?`}
				act="Remove device"
				words={inUseWords}
				onConfirm={() => remove(props.of, props.isHere)}
				onClose={(done) => {
					setRemoving(false);
					if (!done) return;
					showToast(`${props.of.name} removed`);
					props.onClose();
					reloadAll();
				}}
			>
				{without()} A phone that is lost should also be signed out, below.
			</Confirm>
		</>
	);
}

/** What a code turned on, a code turns on again. */
const mustBeProven = ({ kind, state }: ContactMethod) =>
	state === "unverified" || (state === "disabled" && traitsOf(kind)?.verification === "code");

/** On this device the browser's own subscription ends too. */
async function remove(method: ContactMethod, isHere: boolean): Promise<Result<unknown>> {
	const answer = await api("DELETE", `/users/${method.userId}/contact-methods/${method.id}`);
	if (answer.ok && isHere) await turnOffPush(method.userId, method.id);
	return answer;
}

function Rename(props: { of: ContactMethod; path: `/${string}`; onSaved(): void }) {
	const [name, setName] = createSignal(props.of.name);
	const saving = sending(
		() => api<ContactMethod>("PATCH", props.path, { name: name().trim() }),
		(saved) => {
			props.onSaved();
			showToast(`Renamed to ${saved.name}`);
		},
	);
	return (
		<form class="stack" onSubmit={(event) => void saving.send(event)}>
			<TextField
				label="Name"
				autocomplete="off"
				maxLength={200}
				value={name()}
				error={saving.error()}
				onValue={setName}
			/>
			<Show when={name().trim() !== props.of.name}>
				<Button type="submit" busy={saving.busy() && "Saving…"}>
					Rename
				</Button>
			</Show>
		</form>
	);
}

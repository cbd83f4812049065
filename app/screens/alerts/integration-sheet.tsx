import { createSignal, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { Notice } from "../../parts/states.tsx";
import { showToast } from "../../parts/toast.tsx";
import { api, failureWords } from "../../state/api.ts";
import { mayChangeOf } from "../../state/may.ts";
import { sending } from "../../state/sending.ts";
import { type Integration, kindName } from "./integration-kinds.ts";
import { SetUp } from "./new-integration.tsx";

/** One way in: where its tool sends, turning it off, and taking it away. */
export function IntegrationSheet(props: {
	path: `/${string}`;
	of: Integration;
	onClose(): void;
	onChanged(): void;
}) {
	const [removing, setRemoving] = createSignal(false);
	const settled = (words: string, undo?: () => void) => {
		props.onChanged();
		props.onClose();
		showToast(words, undo);
	};
	const set = (disabled: boolean) => api("PATCH", props.path, { disabled });
	const turnBack = async () => {
		const answer = await set(props.of.disabled);
		if (!answer.ok) showToast(`Couldn’t undo. ${failureWords(answer)}`);
		props.onChanged();
	};
	const turning = sending(
		() => set(!props.of.disabled),
		() => settled(`${props.of.name} turned ${props.of.disabled ? "on" : "off"}`, () => void turnBack()),
	);
	return (
		<>
			<Sheet open={!removing()} title={props.of.name} onClose={() => !removing() && props.onClose()}>
				<p class="sub">{kindName(props.of.kind)}</p>
				<p class="stack close">
					<span class="dim">URL (key hidden)</span>
					<code class="secret">{props.of.url}</code>
				</p>
				<SetUp kind={props.of.kind} withTemplate />
				<Show when={turning.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
				<Show when={mayChangeOf(props.of.serviceId)}>
					<div class="abreast">
						<Button onClick={() => void turning.send()}>{props.of.disabled ? "Turn on" : "Turn off"}</Button>
						<Button kind="danger" onClick={() => setRemoving(true)}>
							Remove…
						</Button>
					</div>
				</Show>
			</Sheet>
			<Confirm
				open={removing()}
				title={`Remove ${props.of.name}?`}
				act="Remove integration"
				onConfirm={() => api("DELETE", props.path)}
				onClose={(done) => {
					setRemoving(false);
					if (done) settled(`${props.of.name} removed`);
				}}
			>
				Its key stops working immediately. Alerts sent with it are rejected.
			</Confirm>
		</>
	);
}

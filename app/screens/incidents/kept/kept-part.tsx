import { createEffect, createMemo, createSignal, For, on, Show } from "solid-js";
import { discard, sendAnyway } from "../../../outbox/keep.ts";
import type { Kept } from "../../../outbox/kept.ts";
import { isSending, keptOf } from "../../../outbox/page-outbox.ts";
import { Button } from "../../../parts/button.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Notice } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { me } from "../../../state/session.ts";
import { asks, keptWords, sumWords } from "./kept-words.ts";

/** What was done to this incident here and the server does not have: in a line, and each in a sheet. */
export default function KeptPart(props: { incidentId: string; onSent(): unknown }) {
	const [isOpen, setOpen] = createSignal(false);
	const all = () => keptOf(props.incidentId);
	const open = () => all().filter((one) => one.outcome?.kind !== "done" && !isSending(one));
	const sent = createMemo(() => all().filter((one) => one.outcome?.kind === "done").length);
	// Without a live stream the screen would not hear of what has just arrived.
	createEffect(on(sent, (count, before = 0) => count > before && void props.onSent()));
	return (
		<>
			<div role="status">
				<Show when={open().length > 0}>
					<Notice act="Show" onAct={() => setOpen(true)}>
						{sumWords(open())}
					</Notice>
				</Show>
			</div>
			<Show when={isOpen()}>
				<KeptSheet kept={open()} onClose={() => setOpen(false)} />
			</Show>
		</>
	);
}

function KeptSheet(props: { kept: Kept[]; onClose(): void }) {
	return (
		<Sheet open title="Not sent yet" onClose={props.onClose}>
			<p class="sub">
				They’re sent in this order when there is a network. Acknowledgements have their own place.
			</p>
			<ul class="stack wide">
				<For each={props.kept} fallback={<li class="sub">Everything has been sent.</li>}>
					{(one) => <KeptItem of={one} />}
				</For>
			</ul>
		</Sheet>
	);
}

function KeptItem(props: { of: Kept }) {
	const drop = async () => {
		const putBack = await discard(props.of);
		showToast("Change discarded", putBack);
	};
	return (
		<li class="stack wide close">
			<p class="strong">{props.of.words}</p>
			<p class="sub">{keptWords(props.of, me().value?.user.id)}</p>
			<Show when={asks(props.of)}>
				<div class="line">
					<Button class="grow" onClick={() => void drop()}>
						Discard
					</Button>
					<Button class="grow" kind="brass" onClick={() => void sendAnyway(props.of)}>
						{props.of.outcome?.kind === "overtaken" ? "Send anyway" : "Try again"}
					</Button>
				</div>
			</Show>
		</li>
	);
}

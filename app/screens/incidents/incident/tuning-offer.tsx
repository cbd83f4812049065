import { createSignal, Show } from "solid-js";
import type { TuningWire } from "../../../../worker/metrics/contract.ts";
import { Button } from "../../../parts/button.tsx";
import { Notice } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { api } from "../../../state/api.ts";
import { mayChangeOf, readOwners } from "../../../state/may.ts";
import { cached } from "../../../state/resource.ts";
import { sending } from "../../../state/sending.ts";
import { tuningWords } from "./tuning-words.ts";

type Tuning = NonNullable<TuningWire["tuning"]>;

/** What its monitor could be set to so that this would not page again; nothing where no setting would help. */
export function TuningOffer(props: { incidentId: string; serviceId: string }) {
	readOwners();
	const path = `/incidents/${props.incidentId}/tuning` as const;
	const answer = cached<TuningWire>(path, () => api("GET", path));
	return (
		<Show when={answer.value?.tuning}>{(tuning) => <Offer of={tuning()} serviceId={props.serviceId} />}</Show>
	);
}

function Offer(props: { of: Tuning; serviceId: string }) {
	const [isSet, setSet] = createSignal(false);
	const set = (value: number) =>
		api("PATCH", `/monitors/${props.of.monitorId}`, { [props.of.setting]: value });
	const undo = async () => {
		const answer = await set(props.of.from);
		showToast(answer.ok ? "As it was" : "Couldn’t undo");
		if (answer.ok) setSet(false);
	};
	const applying = sending(
		() => set(props.of.to),
		() => {
			setSet(true);
			showToast(`${props.of.monitorName} is changed`, () => void undo());
		},
	);
	return (
		<div class="stack override">
			<p class="sub">{tuningWords(props.of)}</p>
			<Show when={applying.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<Show when={mayChangeOf(props.serviceId)}>
				<Button disabled={isSet()} busy={applying.busy() && "Saving…"} onClick={() => void applying.send()}>
					{isSet() ? `Set to ${props.of.to}` : `Set it to ${props.of.to}`}
				</Button>
			</Show>
		</div>
	);
}

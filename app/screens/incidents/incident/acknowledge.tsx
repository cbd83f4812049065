import { Show } from "solid-js";
import { Button, type ButtonKind } from "../../../parts/button.tsx";
import { Notice } from "../../../parts/states.tsx";
import type { Incident } from "../../../state/wire.ts";
import { type Commands, forgetDelivery } from "./commands.ts";
import { acknowledgeWords } from "./primary.ts";

/** Sending until the server has answered; while the tap waits for a network it can be pressed again. */
export function AcknowledgeButton(props: {
	incident: Incident;
	commands: Pick<Commands, "acknowledge" | "delivery">;
	kind?: ButtonKind;
}) {
	const state = () => props.commands.delivery()?.state;
	return (
		<Button
			kind={props.kind ?? "primary"}
			wide
			severity={props.incident.severity}
			data-act="acknowledge"
			busy={state() === "sending" && "Sending…"}
			onClick={() => void props.commands.acknowledge()}
		>
			{state() === "queued" ? "Try again now" : acknowledgeWords(props.incident)}
		</Button>
	);
}

/** An acknowledgement that has not arrived, or that came second. */
export function DeliveryNotice(props: { incidentId: string; commands: Pick<Commands, "delivery"> }) {
	const said = () => {
		const delivery = props.commands.delivery();
		return delivery && delivery.state !== "sending" ? delivery : null;
	};
	return (
		<div role="status">
			<Show when={said()}>
				{(delivery) => (
					<Show when={delivery().state === "told"} fallback={<Notice>{delivery().words}</Notice>}>
						<Notice plain act="Close" onAct={() => forgetDelivery(props.incidentId)}>
							{delivery().words}
						</Notice>
					</Show>
				)}
			</Show>
		</div>
	);
}

import { createSignal, For, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { MoreOf } from "../../../parts/more-list.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Shape } from "../../../parts/shape.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Empty, Loaded, Notice, Skeleton } from "../../../parts/states.tsx";
import { Ago } from "../../../parts/timer.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { Section } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import type { Resource } from "../../../state/resource.ts";
import { sending } from "../../../state/sending.ts";
import type { List } from "../../../state/wire.ts";
import { wholeInstant } from "../../../state/words.ts";
import { deliveryWords, eventName } from "./webhook-words.ts";
import type { Delivery, Webhook } from "./wire.ts";

/** What a webhook was told and will be told, newest first. */
export function Deliveries(props: { of: Resource<List<Delivery>>; webhook: Webhook }) {
	const [open, setOpen] = createSignal<Delivery | null>(null);
	return (
		<Section title="Deliveries">
			<Loaded of={props.of} what="the deliveries" bones={<Skeleton rows={4} height={62} />}>
				{(list) => (
					<Show
						when={list().items.length > 0}
						fallback={<Empty title="Nothing sent yet">Deliveries are kept for 14 days.</Empty>}
					>
						<Rows label="Deliveries">
							<For each={list().items}>
								{(delivery) => <DeliveryRow of={delivery} onPress={() => setOpen(delivery)} />}
							</For>
						</Rows>
						<MoreOf of={props.of} path={`/webhooks/${props.webhook.id}/deliveries`} />
					</Show>
				)}
			</Loaded>
			<Show when={open()} keyed>
				{(delivery) => (
					<DeliverySheet
						of={delivery}
						webhook={props.webhook}
						onReplayed={() => void props.of.reload()}
						onClose={() => setOpen(null)}
					/>
				)}
			</Show>
		</Section>
	);
}

function DeliveryRow(props: { of: Delivery; onPress(): void }) {
	const told = () => deliveryWords(props.of, now());
	return (
		<Row
			lead={<Shape of={told().shape} />}
			title={eventName(props.of.type)}
			sub={told().detail ? `${told().word} · ${told().detail}` : told().word}
			trail={<Ago at={props.of.at} />}
			onPress={props.onPress}
		/>
	);
}

function DeliverySheet(props: { of: Delivery; webhook: Webhook; onReplayed(): void; onClose(): void }) {
	const { id, type, at, attempts, lastAttemptAt, nextAttemptAt, lastStatus } = props.of;
	const told = () => deliveryWords(props.of, now());
	const replaying = sending(
		() => api<Delivery>("POST", `/webhooks/${props.webhook.id}/deliveries/${id}/replay`),
		() => {
			props.onReplayed();
			showToast("Sent once more");
			props.onClose();
		},
	);
	const line = (name: string, value: string | null) => (
		<Show when={value}>
			{(words) => (
				<div>
					<dt>{name}</dt>
					<dd>{words()}</dd>
				</div>
			)}
		</Show>
	);
	return (
		<Sheet
			open
			title={eventName(type)}
			onClose={props.onClose}
			acts={
				<Show when={props.of.state !== "waiting"}>
					<Button
						kind="primary"
						wide
						busy={replaying.busy() && "Sending…"}
						onClick={() => void replaying.send()}
					>
						Send again
					</Button>
				</Show>
			}
		>
			<dl class="facts">
				{line("State", told().word)}
				{line("Why", told().detail)}
				{line("Happened", wholeInstant(at))}
				{line("Attempts", String(attempts))}
				{line("Last attempt", lastAttemptAt && wholeInstant(lastAttemptAt))}
				{line("Answer", lastStatus === null ? null : String(lastStatus))}
				{line("Next attempt", nextAttemptAt && wholeInstant(nextAttemptAt))}
				{line("Event ID", id)}
			</dl>
			<Show when={props.of.state !== "waiting"}>
				<p class="dim">It is sent with the same event ID. A receiver that already took it can skip it.</p>
			</Show>
			<Show when={replaying.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</Sheet>
	);
}

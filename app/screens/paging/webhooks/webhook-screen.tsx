import { useNavigate, useParams } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { Shape } from "../../../parts/shape.tsx";
import { Loaded, Notice, Skeleton } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { Screen, Section } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import { inUseWords } from "../../../state/in-use-words.ts";
import { refreshing } from "../../../state/refreshing.ts";
import { cached, type Resource } from "../../../state/resource.ts";
import { sending } from "../../../state/sending.ts";
import type { List } from "../../../state/wire.ts";
import { Deliveries } from "./deliveries.tsx";
import { EditWebhookSheet } from "./edit-webhook.tsx";
import { NewSecretSheet } from "./webhook-secret.tsx";
import { choiceWords, deliveryWords, standingOf } from "./webhook-words.ts";
import type { Delivery, Webhook } from "./wire.ts";

const REFRESH_MS = 15_000;

/** One webhook: how it fares, what it was told, and what may be done with it. */
export default function WebhookScreen() {
	const params = useParams<{ id: string }>();
	const path = `/webhooks/${params.id}` as const;
	const webhook = cached<Webhook>(path, () => api("GET", path));
	const deliveries = cached<List<Delivery>>(`${path}/deliveries`, () =>
		api("GET", `${path}/deliveries?limit=50`),
	);
	refreshing(REFRESH_MS, () => Promise.all([webhook.reload(), deliveries.reload()]));
	return (
		<Screen title={webhook.value?.name ?? "Webhook"} back="/webhooks">
			<Loaded of={webhook} what="this webhook" bones={<Skeleton rows={3} height={84} />}>
				{(value) => (
					<>
						<Present of={webhook} value={value()} />
						<Testing value={value()} onTested={() => void deliveries.reload()} />
						<Deliveries of={deliveries} webhook={value()} />
						<Settings of={webhook} value={value()} />
					</>
				)}
			</Loaded>
		</Screen>
	);
}

interface WebhookProps {
	of: Resource<Webhook>;
	value: Webhook;
}

function Present(props: WebhookProps) {
	const standing = () => standingOf(props.value, now());
	const turning = sending(
		() => api<Webhook>("PATCH", `/webhooks/${props.value.id}`, { state: "active" }),
		(next) => {
			props.of.set(next);
			showToast("Turned on. Waiting deliveries are being sent");
		},
	);
	return (
		<div class="stack">
			<p class="big line">
				<Shape of={standing().shape} />
				{standing().word}
			</p>
			<Show when={standing().detail}>{(detail) => <p class="sub">{detail()}</p>}</Show>
			<p class="sub">{props.value.url}</p>
			<p class="dim">{choiceWords(props.value.events)}</p>
			<Show when={props.value.state === "disabled"}>
				<div class="stack">
					<Show when={turning.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
					<Button
						kind="primary"
						wide
						busy={turning.busy() && "Turning on…"}
						onClick={() => void turning.send()}
					>
						Turn on again
					</Button>
				</div>
			</Show>
		</div>
	);
}

function Testing(props: { value: Webhook; onTested(): void }) {
	const [last, setLast] = createSignal<Delivery>();
	const testing = sending(
		() => api<Delivery>("POST", `/webhooks/${props.value.id}/test`),
		(delivery) => {
			setLast(delivery);
			props.onTested();
		},
	);
	return (
		<div class="stack">
			<Button wide busy={testing.busy() && "Sending…"} onClick={() => void testing.send()}>
				Send a test
			</Button>
			<Show when={testing.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<Show when={last()}>
				{(delivery) => {
					const told = () => deliveryWords(delivery(), now());
					return (
						<Notice plain={delivery().state === "delivered"}>
							{told().detail ? `Test: ${told().word}. ${told().detail}` : `Test: ${told().word}`}
						</Notice>
					);
				}}
			</Show>
		</div>
	);
}

function Settings(props: WebhookProps) {
	const [open, setOpen] = createSignal<"edit" | "secret" | "delete" | null>(null);
	const navigate = useNavigate();
	const close = () => setOpen(null);
	return (
		<Section title="Settings">
			<div class="abreast">
				<Button onClick={() => setOpen("edit")}>Edit</Button>
				<Show when={props.value.format === "tocsin"}>
					<Button onClick={() => setOpen("secret")}>New secret</Button>
				</Show>
			</div>
			<Button kind="danger" wide onClick={() => setOpen("delete")}>
				Delete…
			</Button>
			<Show when={open() === "edit"}>
				<EditWebhookSheet value={props.value} onDone={(next) => props.of.set(next)} onClose={close} />
			</Show>
			<Show when={open() === "secret"}>
				<NewSecretSheet of={props.value} onMade={(next) => props.of.set(next)} onClose={close} />
			</Show>
			<Confirm
				open={open() === "delete"}
				title={`Delete ${props.value.name}?`}
				act="Delete webhook"
				words={inUseWords}
				onConfirm={() => api("DELETE", `/webhooks/${props.value.id}`)}
				onClose={(done) => {
					close();
					if (!done) return;
					showToast(`${props.value.name} was deleted`);
					navigate("/webhooks", { replace: true });
				}}
			>
				Waiting deliveries aren’t sent, and their history is deleted. To pause the webhook, turn it off under
				Edit.
			</Confirm>
		</Section>
	);
}

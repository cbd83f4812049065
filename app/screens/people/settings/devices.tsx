import { createSignal, For, onMount, Show } from "solid-js";
import { sendsReceipts } from "../../../../worker/paging/channels/traits.ts";
import { Badge } from "../../../parts/badge.tsx";
import { LinkButton } from "../../../parts/button.tsx";
import { Icon, type IconName } from "../../../parts/icon.tsx";
import { later } from "../../../parts/later.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Empty, Loaded, Skeleton } from "../../../parts/states.tsx";
import { readDevice } from "../../../push/device.ts";
import { pushSupport } from "../../../push/systems.ts";
import { Section } from "../../../shell/screen.tsx";
import { now } from "../../../state/clock.ts";
import { methodsResource } from "../../../state/methods.ts";
import type { ContactMethod } from "../../../state/wire.ts";
import { receiptWords } from "../../../state/words.ts";
import { heardWords } from "../first-run/loudness-words.ts";
import { reachOf } from "../reach-words.ts";
import { DeviceSheet } from "./device-sheet.tsx";

const AddMethodSheet = later(() => import("./add-method-sheet.tsx"));

/** What rings for this person, with the proof that it did. */
export function Devices(props: { userId: string; email: string }) {
	const methods = methodsResource(props.userId);
	const [openedId, setOpenedId] = createSignal<string>();
	const [isAdding, setIsAdding] = createSignal(false);
	const [hereId, setHereId] = createSignal<string | null>(null);
	onMount(async () => setHereId((await readDevice())?.methodId ?? null));
	const opened = () => methods.value?.items.find((method) => method.id === openedId());
	const isOnHere = () => methods.value?.items.some((method) => method.id === hereId()) ?? false;
	return (
		<Section title="Devices">
			<Loaded of={methods} what="your devices" bones={<Skeleton rows={2} height={68} />}>
				{(list) => (
					<Show when={list().items.length > 0} fallback={<NoDevice />}>
						<Rows label="Devices">
							<For each={list().items}>
								{(method) => (
									<DeviceRow
										of={method}
										isHere={method.id === hereId()}
										onPress={() => setOpenedId(method.id)}
									/>
								)}
							</For>
							<FurtherDevices isOnHere={isOnHere()} />
						</Rows>
					</Show>
				)}
			</Loaded>
			<Show when={methods.value}>
				<Rows>
					<Row
						lead={<Lead icon="mail" />}
						title="Add another way"
						sub="Email, text, call, Telegram, Slack, ntfy, Discord, Microsoft Teams, webhook"
						onPress={() => setIsAdding(true)}
					/>
				</Rows>
			</Show>
			<Show when={isAdding()}>
				<AddMethodSheet
					userId={props.userId}
					email={props.email}
					onAdded={(method) => {
						setIsAdding(false);
						void methods.reload().then(() => setOpenedId(method.id));
					}}
					onClose={() => setIsAdding(false)}
				/>
			</Show>
			<Show when={opened()}>
				{(method) => (
					<DeviceSheet
						of={method()}
						isHere={method().id === hereId()}
						onClose={() => setOpenedId(undefined)}
					/>
				)}
			</Show>
		</Section>
	);
}

function NoDevice() {
	return (
		<Empty
			title="No devices yet"
			act={
				<LinkButton kind="brass" href="/setup/phone">
					Add a device
				</LinkButton>
			}
		>
			Allow notifications on the phone you keep by your bed.
		</Empty>
	);
}

function FurtherDevices(props: { isOnHere: boolean }) {
	return (
		<>
			<Show when={!props.isOnHere && pushSupport()}>
				<Row lead={<Lead icon="bell" />} title="Get pages on this device too" href="/setup/push" />
			</Show>
			<Row lead={<Lead icon="phone" />} title="Add a phone" sub="Use a pairing code" href="/setup/phone" />
		</>
	);
}

const Lead = (props: { icon: IconName }) => (
	<span class="icon-lead">
		<Icon name={props.icon} />
	</span>
);

const STATE_WORDS = {
	active: { shape: "unknown", words: "Active" },
	unverified: { shape: "degraded", words: "Not verified" },
	disabled: { shape: "degraded", words: "Off" },
} as const;

function DeviceRow(props: { of: ContactMethod; isHere: boolean; onPress(): void }) {
	/** A phone tells when it was reached; of the others only the address is known. */
	const isPhone = () => sendsReceipts(props.of.kind);
	const reach = () => (isPhone() ? reachOf([props.of], now()) : STATE_WORDS[props.of.state]);
	const about = () =>
		isPhone()
			? [receiptWords(props.of, now()), heardWords(props.of)].filter(Boolean).join(", ")
			: (props.of.stateReason ?? props.of.address ?? props.of.url ?? props.of.kind);
	return (
		<Row
			title={props.of.name}
			sub={[props.isHere && "This device", about()].filter(Boolean).join(" · ")}
			trail={<Badge shape={reach().shape}>{reach().words}</Badge>}
			onPress={props.onPress}
		/>
	);
}

import { createSignal, For, onMount, Show } from "solid-js";
import { Badge } from "../../../parts/badge.tsx";
import { LinkButton } from "../../../parts/button.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Empty, Loaded, Skeleton } from "../../../parts/states.tsx";
import { readDevice } from "../../../push/device.ts";
import { pushSupport } from "../../../push/systems.ts";
import { Section } from "../../../shell/screen.tsx";
import { now } from "../../../state/clock.ts";
import { methodsResource } from "../../../state/methods.ts";
import type { ContactMethod } from "../../../state/wire.ts";
import { receiptWords } from "../../../state/words.ts";
import { reachOf } from "../reach-words.ts";
import { DeviceSheet } from "./device-sheet.tsx";

/** What rings for this person, with the proof that it did. */
export function Devices(props: { userId: string }) {
	const methods = methodsResource(props.userId);
	const [openedId, setOpenedId] = createSignal<string>();
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

const Lead = (props: { icon: "bell" | "phone" }) => (
	<span class="icon-lead">
		<Icon name={props.icon} />
	</span>
);

function DeviceRow(props: { of: ContactMethod; isHere: boolean; onPress(): void }) {
	const reach = () => reachOf([props.of], now());
	return (
		<Row
			title={props.of.name}
			sub={[props.isHere && "This device", receiptWords(props.of, now())].filter(Boolean).join(" · ")}
			trail={<Badge shape={reach().shape}>{reach().words}</Badge>}
			onPress={props.onPress}
		/>
	);
}

import { createSignal, Show } from "solid-js";
import { Badge } from "../../../parts/badge.tsx";
import { LinkButton } from "../../../parts/button.tsx";
import { refreshing } from "../../../state/refreshing.ts";
import { me } from "../../../state/session.ts";
import { usePairing } from "./pairing.ts";
import { PairingCode } from "./pairing-code.tsx";
import { StepScreen } from "./step-screen.tsx";
import { isPhone, thisSystem } from "./steps.ts";

const ASK_EVERY_MS = 3_000;

/** A computer brings the phone in, and watches it until it rang. */
export function PhoneStep() {
	const pairing = usePairing();
	const [before] = createSignal(me().value?.checklist);
	const list = () => me().value?.checklist;
	refreshing(ASK_EVERY_MS, () => pairing.claimedBy() && !list()?.tested && me().reload());
	return (
		<StepScreen
			step="phone"
			title="Set up your phone"
			about="Scan the QR code with your phone. Or open Tocsin there and choose “Use a pairing code.”"
			isDone={pairing.claimedBy() !== undefined}
			act={
				<LinkButton href="/setup/push" wide>
					Use this {isPhone() ? thisSystem().called : "computer"} instead
				</LinkButton>
			}
		>
			<PairingCode of={pairing} />
			<Show when={pairing.claimedBy() && !before()?.phone}>
				<div class="line" aria-live="polite">
					<Badge shape={list()?.phone ? "well" : "unknown"} filled>
						{list()?.phone ? "Notifications are on" : "Waiting for notifications"}
					</Badge>
					<Badge shape={list()?.tested ? "well" : "unknown"} filled>
						{list()?.tested ? "Test page received" : "Waiting for a test page"}
					</Badge>
				</div>
			</Show>
		</StepScreen>
	);
}

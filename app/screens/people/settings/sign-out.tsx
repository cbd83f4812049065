import { useNavigate } from "@solidjs/router";
import { createSignal, onMount, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { Notice } from "../../../parts/states.tsx";
import { readDevice } from "../../../push/device.ts";
import { Section } from "../../../shell/screen.tsx";
import { failureWords, type Result } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import { methodsResource } from "../../../state/methods.ts";
import { nowResource } from "../../../state/name-book.ts";
import { sending } from "../../../state/sending.ts";
import { signOut } from "../../../state/session.ts";
import { withoutDeviceWords } from "./without-device.ts";

const ended = async (): Promise<Result<void>> => (await signOut()) ?? { ok: true, value: undefined };

/** Where this device rings, signing out ends that: then it asks first, and says what still reaches its owner. */
export function SignOut(props: { userId: string }) {
	const navigate = useNavigate();
	const methods = methodsResource(props.userId);
	const turns = nowResource();
	const [hereId, setHereId] = createSignal<string | null>(null);
	const [asking, setAsking] = createSignal(false);
	onMount(async () => {
		void turns.reload();
		setHereId((await readDevice())?.methodId ?? null);
	});
	const left = () => navigate("/login", { replace: true });
	const leaving = sending(ended, left);
	// While the list is not there, what the device remembers of itself counts.
	const rings = () =>
		hereId() !== null &&
		(methods.value?.items.some((one) => one.id === hereId() && one.state === "active") ?? true);
	const words = () =>
		withoutDeviceWords("this device", hereId() ?? "", methods.value?.items ?? [], turns.value?.me, now());
	return (
		<Section title="Leave">
			<Show when={leaving.failure()}>{(why) => <Notice>{failureWords(why())}</Notice>}</Show>
			<Button
				wide
				busy={leaving.busy() && "Signing out…"}
				onClick={() => (rings() ? setAsking(true) : void leaving.send())}
			>
				Sign out
			</Button>
			<p class="dim">{rings() ? words() : "This device doesn’t get pages."}</p>
			<Confirm
				open={asking()}
				title="Sign out here?"
				act="Sign out"
				onConfirm={ended}
				onClose={(done) => {
					setAsking(false);
					if (done) left();
				}}
			>
				{words()}
			</Confirm>
		</Section>
	);
}

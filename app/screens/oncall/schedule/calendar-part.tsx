import { createSignal, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { Secret } from "../../../parts/secret.tsx";
import { Notice } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { Section } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import { mayChange } from "../../../state/may.ts";
import { sending } from "../../../state/sending.ts";
import { mayAs } from "../../../state/session.ts";

/** The secret address at which a calendar reads these shifts. */
export function CalendarPart(props: { scheduleId: string; teamId: string | null }) {
	const [url, setUrl] = createSignal<string | null>(null);
	const [revoking, setRevoking] = createSignal(false);
	const path = () => `/schedules/${props.scheduleId}/calendar` as const;
	const showing = sending(
		() => api<{ url: string | null }>("POST", path()),
		(made) => setUrl(made.url),
	);
	return (
		<Show when={mayAs("responder")}>
			<Section title="Calendar">
				<Show
					when={url()}
					fallback={
						<Button wide busy={showing.busy() && "Getting the address…"} onClick={() => void showing.send()}>
							Show calendar address
						</Button>
					}
				>
					{(address) => (
						<>
							<Secret of={address()} what="calendar address">
								Subscribe to it in your calendar app. Whoever has it can read these shifts.
							</Secret>
							<Show when={mayChange(props.teamId)}>
								<Button kind="danger" wide onClick={() => setRevoking(true)}>
									Revoke the address…
								</Button>
							</Show>
						</>
					)}
				</Show>
				<Show when={showing.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
				<Confirm
					open={revoking()}
					title="Revoke the address?"
					act="Revoke address"
					onConfirm={() => api("DELETE", path())}
					onClose={(done) => {
						setRevoking(false);
						if (!done) return;
						setUrl(null);
						showToast("Calendar address revoked");
					}}
				>
					Calendars that use it stop updating. The next address is another one.
				</Confirm>
			</Section>
		</Show>
	);
}

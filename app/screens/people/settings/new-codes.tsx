import { createSignal, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Notice } from "../../../parts/states.tsx";
import { api } from "../../../state/api.ts";
import { sending } from "../../../state/sending.ts";
import { me } from "../../../state/session.ts";
import { RecoveryCodes } from "../first-run/recovery-codes.tsx";

/** New recovery codes instead of the old ones, shown this once. */
export function NewCodes(props: { left: number; onClose(): void }) {
	const [codes, setCodes] = createSignal<string[]>();
	const making = sending(
		() => api<{ recoveryCodes: string[] }>("POST", "/me/recovery-codes", {}),
		(made) => {
			setCodes(made.recoveryCodes);
			void me().reload();
		},
	);
	return (
		<Sheet
			open
			title={codes() ? "Save these codes" : "Replace recovery codes?"}
			onClose={props.onClose}
			acts={
				<Show
					when={codes()}
					fallback={
						<>
							<Button
								kind="danger"
								wide
								busy={making.busy() && "Creating…"}
								onClick={() => void making.send()}
							>
								Create new codes
							</Button>
							<Button kind="quiet" wide onClick={() => props.onClose()}>
								Cancel
							</Button>
						</>
					}
				>
					<Button kind="primary" wide onClick={() => props.onClose()}>
						I’ve saved them
					</Button>
				</Show>
			}
		>
			<Show
				when={codes()}
				fallback={
					<p class="sub">
						{props.left > 0 ? "Your old codes stop working immediately." : "You have no codes left."} Each
						code signs you in once.
					</p>
				}
			>
				{(made) => <RecoveryCodes codes={made()} />}
			</Show>
			<Show when={making.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</Sheet>
	);
}

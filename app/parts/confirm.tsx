import { type JSX, Show } from "solid-js";
import { failureWords, type Result } from "../state/api.ts";
import { sending } from "../state/sending.ts";
import { Button } from "./button.tsx";
import { Sheet } from "./sheet.tsx";
import { Notice } from "./states.tsx";

/** Asks before what cannot be taken back. It stays open while the server says no, with the reason. */
export function Confirm(props: {
	open: boolean;
	/** "Remove Bo?" */
	title: string;
	/** What goes and what stays. */
	children: JSX.Element;
	/** "Remove Bo" */
	act: string;
	/** The words for a refusal, where the API's own are not enough. */
	words?: (failure: Exclude<Result<unknown>, { ok: true }>) => string;
	onConfirm(): Promise<Result<unknown>>;
	/** Closed; true when it was done. */
	onClose(done: boolean): void;
}) {
	const confirming = sending(
		() => props.onConfirm(),
		() => props.onClose(true),
	);
	const giveUp = () => {
		confirming.clearError();
		props.onClose(false);
	};
	return (
		<Sheet
			open={props.open}
			title={props.title}
			onClose={giveUp}
			acts={
				<>
					<Button
						kind="danger"
						wide
						busy={confirming.busy() && "Working…"}
						onClick={() => void confirming.send()}
					>
						{props.act}
					</Button>
					<Button kind="quiet" wide onClick={giveUp}>
						Cancel
					</Button>
				</>
			}
		>
			<p class="sub">{props.children}</p>
			<Show when={confirming.failure()}>
				{(why) => <Notice>{(props.words ?? failureWords)(why())}</Notice>}
			</Show>
		</Sheet>
	);
}

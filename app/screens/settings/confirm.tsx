import { createSignal, type JSX, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { Notice } from "../../parts/states.tsx";
import { failureWords, type Result } from "../../state/api.ts";

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
	const [busy, setBusy] = createSignal(false);
	const [trouble, setTrouble] = createSignal<string>();
	const close = (done: boolean) => {
		setTrouble(undefined);
		props.onClose(done);
	};
	const confirm = async () => {
		setBusy(true);
		const answer = await props.onConfirm();
		setBusy(false);
		if (answer.ok) close(true);
		else setTrouble((props.words ?? failureWords)(answer));
	};
	return (
		<Sheet
			open={props.open}
			title={props.title}
			onClose={() => close(false)}
			acts={
				<>
					<Button kind="danger" wide busy={busy() && "One moment …"} onClick={() => void confirm()}>
						{props.act}
					</Button>
					<Button kind="quiet" wide onClick={() => close(false)}>
						Cancel
					</Button>
				</>
			}
		>
			<p class="sub">{props.children}</p>
			<Show when={trouble()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</Sheet>
	);
}

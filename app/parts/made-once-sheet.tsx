import { createSignal, type JSX, Show } from "solid-js";
import type { Result } from "../state/api.ts";
import { type Sending, sending } from "../state/sending.ts";
import { Button } from "./button.tsx";
import { Sheet } from "./sheet.tsx";
import { Notice } from "./states.tsx";

interface MadeOnceProps<Made> {
	title: string;
	/** "Create link", and while it does so. */
	act: string;
	busyWords: string;
	make(): Promise<Result<Made>>;
	fields(making: Sending): JSX.Element;
	onMade?(made: Made): void;
	/** Over what was made, and the button that puts it away, where it is no secret. */
	madeTitle?: string;
	doneAct?: string;
	onClose(): void;
	children(made: () => NonNullable<Made>): JSX.Element;
}

/** A form that makes what is shown this once; it stays until somebody has it. */
export function MadeOnceSheet<Made>(props: MadeOnceProps<Made>) {
	const [made, setMade] = createSignal<Made>();
	const making = sending(props.make, (one) => {
		setMade(() => one);
		props.onMade?.(one);
	});
	const submit = () => (
		<Button kind="primary" wide type="submit" form="make-once" busy={making.busy() && props.busyWords}>
			{props.act}
		</Button>
	);
	const form = () => (
		<form class="stack wide" id="make-once" onSubmit={(event) => void making.send(event)}>
			{props.fields(making)}
			<Show when={making.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</form>
	);
	return (
		<Sheet
			open
			title={made() ? (props.madeTitle ?? "Save this key now") : props.title}
			onClose={props.onClose}
			acts={
				<Show when={made()} fallback={submit()}>
					<Button kind="primary" wide onClick={() => props.onClose()}>
						{props.doneAct ?? "I’ve saved it"}
					</Button>
				</Show>
			}
		>
			<Show when={made()} fallback={form()}>
				{props.children}
			</Show>
		</Sheet>
	);
}

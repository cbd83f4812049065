import { type JSX, Show } from "solid-js";
import type { Sending } from "../state/sending.ts";
import { Button } from "./button.tsx";
import { Sheet } from "./sheet.tsx";
import { Notice } from "./states.tsx";

interface MadeOnceProps<Made> {
	title: string;
	/** "Make a link", and while it does so. */
	act: string;
	busyWords: string;
	making: Sending;
	fields: JSX.Element;
	made: Made | undefined;
	/** Over what was made, and the button that puts it away. */
	madeTitle: string;
	doneAct: string;
	onClose(): void;
	children(made: () => NonNullable<Made>): JSX.Element;
}

/** A form that makes what is shown this once; it stays until somebody has it. */
export function MadeOnceSheet<Made>(props: MadeOnceProps<Made>) {
	const submit = () => (
		<Button kind="primary" wide type="submit" form="make-once" busy={props.making.busy() && props.busyWords}>
			{props.act}
		</Button>
	);
	const form = () => (
		<form class="stack wide" id="make-once" onSubmit={(event) => void props.making.send(event)}>
			{props.fields}
			<Show when={props.making.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</form>
	);
	return (
		<Sheet
			open
			title={props.made ? props.madeTitle : props.title}
			onClose={props.onClose}
			acts={
				<Show when={props.made} fallback={submit()}>
					<Button kind="primary" wide onClick={() => props.onClose()}>
						{props.doneAct}
					</Button>
				</Show>
			}
		>
			<Show when={props.made} fallback={form()}>
				{props.children}
			</Show>
		</Sheet>
	);
}

import { type JSX, Show } from "solid-js";
import { Button, type ButtonKind } from "../../../parts/button.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Notice } from "../../../parts/states.tsx";
import { BUSY_WORDS, type Verb } from "./answers.ts";
import type { Commands } from "./commands.ts";

interface SheetFormProps {
	title: string;
	/** What its button does. */
	verb: Verb;
	act: string;
	kind?: ButtonKind;
	commands: Commands;
	/** Null while the form cannot be sent; the button then says so by itself. */
	body(): object | null;
	/** In place of one call: more than one, or one after another. Answers whether all of it happened. */
	send?(): Promise<boolean>;
	onClose(): void;
	onDone?(): void;
	children: JSX.Element;
}

/** A sheet with one form and one act; it closes when the server has done it and stays, with the reason, when not. */
export function SheetForm(props: SheetFormProps) {
	const refused = () => (props.commands.refused()?.verb === props.verb ? props.commands.refused() : null);
	const send = async (event: SubmitEvent) => {
		event.preventDefault();
		const body = props.body();
		if (body === null) return;
		const isDone = await (props.send ? props.send() : props.commands.run(props.verb, body));
		if (!isDone) return;
		props.onDone?.();
		props.onClose();
	};
	return (
		<Sheet open title={props.title} onClose={props.onClose}>
			<form class="stack wide" onSubmit={(event) => void send(event)}>
				{props.children}
				<Show when={refused()}>
					{(it) => (
						<div role="alert">
							<Notice>{it().words}</Notice>
						</div>
					)}
				</Show>
				<Button
					type="submit"
					kind={props.kind ?? "brass"}
					wide
					disabled={props.body() === null}
					busy={props.commands.busy() === props.verb && BUSY_WORDS[props.verb]}
				>
					{props.act}
				</Button>
			</form>
		</Sheet>
	);
}

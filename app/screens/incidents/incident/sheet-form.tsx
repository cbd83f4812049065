import { type JSX, Show } from "solid-js";
import type { Came } from "../../../outbox/keep.ts";
import { Button, type ButtonKind } from "../../../parts/button.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Notice } from "../../../parts/states.tsx";
import { BUSY_WORDS, type Verb } from "./answers.ts";
import type { Commands } from "./commands.ts";
import { keeping } from "./keeping.ts";

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
	/** In place of a call: what may wait on this device without a network. */
	keep?(): Promise<Came>;
	/** Said once what was kept has arrived. */
	done?: string;
	onClose(): void;
	onDone?(): void;
	children: JSX.Element;
}

/**
 * A sheet with one form and one act; it closes when the server has done it, or when it waits on this device, and stays, with
 * the reason, when not.
 */
export function SheetForm(props: SheetFormProps) {
	const kept = keeping();
	const refused = () =>
		props.commands.refused()?.verb === props.verb ? props.commands.refused()?.words : kept.why();
	const send = async (event: SubmitEvent) => {
		event.preventDefault();
		const body = props.body();
		if (body === null || kept.busy()) return;
		const act = props.keep;
		const isDone = await (act
			? kept.run(act, props.done ?? "Saved")
			: props.send
				? props.send()
				: props.commands.run(props.verb, body));
		if (!isDone) return;
		props.onDone?.();
		props.onClose();
	};
	return (
		<Sheet open title={props.title} onClose={props.onClose}>
			<form class="stack wide" onSubmit={(event) => void send(event)}>
				{props.children}
				<Show when={refused()}>
					{(words) => (
						<div role="alert">
							<Notice>{words()}</Notice>
						</div>
					)}
				</Show>
				<Button
					type="submit"
					kind={props.kind ?? "brass"}
					wide
					disabled={props.body() === null}
					busy={(kept.busy() || props.commands.busy() === props.verb) && BUSY_WORDS[props.verb]}
				>
					{props.act}
				</Button>
			</form>
		</Sheet>
	);
}

import { createSignal, For, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { TextArea } from "../../../parts/field.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { draft } from "../../../state/draft.ts";
import { MOST_WHYS, whyAfter, withWhys } from "./whys.ts";

interface FiveWhysProps {
	incidentId: string;
	/** What happened. */
	title: string;
	text: string;
	onText(text: string): void;
}

/** One question after the other; the chain goes into the root cause as a list. */
export function FiveWhys(props: FiveWhysProps) {
	const [open, setOpen] = createSignal(false);
	return (
		<>
			<Button class="low" onClick={() => setOpen(true)}>
				Ask why, five times
			</Button>
			<Show when={open()}>
				<WhySheet {...props} onClose={() => setOpen(false)} />
			</Show>
		</>
	);
}

function WhySheet(props: FiveWhysProps & { onClose(): void }) {
	const [kept, keep, drop] = draft(`whys:${props.incidentId}`);
	const answers = (): string[] => kept().split("\n");
	const settled = () => answers().slice(0, -1);
	const present = () => answers().at(-1) ?? "";
	const write = (answer: string) => keep([...settled(), answer.replaceAll("\n", " ")].join("\n"));
	const isLast = () => answers().length >= MOST_WHYS;
	const add = () => {
		props.onText(withWhys(props.text, answers()));
		drop();
		props.onClose();
	};
	return (
		<Sheet
			open
			title="Five whys"
			onClose={props.onClose}
			acts={
				<>
					<Button
						kind={isLast() ? "plain" : "brass"}
						wide
						disabled={isLast() || present().trim() === ""}
						onClick={(event) => {
							keep([...answers(), ""].join("\n"));
							event.currentTarget.closest("dialog")?.querySelector("textarea")?.focus();
						}}
					>
						Next why
					</Button>
					<Button
						kind={isLast() ? "brass" : "plain"}
						wide
						disabled={answers()[0]?.trim() === ""}
						onClick={add}
					>
						Add to the root cause
					</Button>
				</>
			}
		>
			<ol class="stack">
				<For each={settled()}>
					{(answer, i) => (
						<li>
							<p class="dim">{whyAfter(props.title, settled().slice(0, i()))}</p>
							<p>{answer}</p>
						</li>
					)}
				</For>
			</ol>
			<TextArea
				label={whyAfter(props.title, settled())}
				hint={`${answers().length} of ${MOST_WHYS}. Stop where the answer is something that you can change.`}
				value={present()}
				onValue={write}
				rows={2}
				autofocus
			/>
		</Sheet>
	);
}

import { createSignal, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { TextField } from "../../../parts/field.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Notice } from "../../../parts/states.tsx";
import { stillFailingWords } from "./evidence.ts";
import { NamedList } from "./evidence-part.tsx";
import type { SheetProps } from "./sheet-props.ts";

/** A resolve that was refused: what still fails, another check, or resolving all the same with a reason. */
export function EvidenceSheet(props: SheetProps) {
	const [reason, setReason] = createSignal("");
	const evidence = () => props.commands.refused()?.evidence ?? [];
	const isBusy = () => props.commands.busy() === "resolve";
	const resolve = async (body: object) => {
		if (await props.commands.run("resolve", body)) props.onClose();
	};
	return (
		<Sheet
			open
			title={
				isBusy() ? "Checking again" : evidence().length > 0 ? stillFailingWords(evidence()) : "Not resolved"
			}
			onClose={props.onClose}
		>
			<Show when={props.commands.refused()} fallback={<p class="sub">Asking every region …</p>}>
				{(it) => (
					<Show when={evidence().length > 0} fallback={<Notice>{it().words}</Notice>}>
						<NamedList seen={evidence()} />
					</Show>
				)}
			</Show>
			<Button kind="brass" wide busy={isBusy() && "Checking …"} onClick={() => void resolve({})}>
				Check again
			</Button>
			<form
				class="stack override"
				onSubmit={(event) => {
					event.preventDefault();
					if (reason().trim() !== "") void resolve({ overrideReason: reason().trim() });
				}}
			>
				<TextField
					label="Resolve all the same, because"
					hint="The reason stands in the timeline"
					value={reason()}
					onValue={setReason}
					maxlength={1000}
				/>
				<Button type="submit" kind="danger" wide disabled={reason().trim() === "" || isBusy()}>
					Resolve all the same
				</Button>
			</form>
		</Sheet>
	);
}

import { For, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Notice } from "../../../parts/states.tsx";
import { mayAs } from "../../../state/session.ts";
import { numberWords } from "../../../state/words.ts";
import { BUSY_WORDS } from "./answers.ts";
import { canDo, FURTHER, type Further, isReviewed } from "./primary.ts";
import { ReviewNotes } from "./review-notes.tsx";
import { SheetForm } from "./sheet-form.tsx";
import type { SheetName, SheetProps } from "./sheet-props.ts";

const ACTS: Record<Further, { title: string; sub: string; opens?: SheetName }> = {
	note: { title: "Write a note", sub: "For the team and the story", opens: "note" },
	update: { title: "Tell the public", sub: "An update on the status page", opens: "update" },
	severity: { title: "Change the severity", sub: "With a reason", opens: "severity" },
	escalate: { title: "Page the next level", sub: "Now, instead of later", opens: "escalate" },
	giveBack: { title: "Give it back", sub: "Paging starts again at level 1" },
};

/** Everything that has no place of its own on the screen. What cannot be done now keeps its row, disabled. */
export function MoreSheet(props: SheetProps) {
	const { commands } = props;
	const busy = () => commands.busy();
	const act = async (further: Further) => {
		const { opens } = ACTS[further];
		if (opens) return props.onOpen(opens);
		if (further === "giveBack" && (await commands.run(further))) props.onClose();
	};
	return (
		<Sheet open title={numberWords(props.incident)} onClose={props.onClose}>
			<Show when={commands.refused()}>
				{(it) => (
					<div role="alert">
						<Notice>{it().words}</Notice>
					</div>
				)}
			</Show>
			<Show when={mayAs("responder") && isReviewed(props.incident)}>
				<p class="dim">Note for the review</p>
				<ReviewNotes open={props.onOpen} />
			</Show>
			<Rows label={mayAs("responder") ? "What else can be done" : "What else can be seen"}>
				<For each={mayAs("responder") ? FURTHER : []}>
					{(further) => (
						<Row
							title={busy() === further ? BUSY_WORDS[busy() ?? "note"] : ACTS[further].title}
							sub={ACTS[further].sub}
							disabled={!canDo(further, props.incident)}
							onPress={() => void act(further)}
						/>
					)}
				</For>
				<Row
					title="Replay"
					sub="The incident as it stood at any second"
					href={`/incidents/${props.incident.id}/replay`}
				/>
				<Show when={props.incident.source.kind !== "test"}>
					<Row
						title="Promised before, not done yet"
						sub="What earlier incidents asked for, and all action items"
						onPress={() => props.onOpen("earlier")}
					/>
				</Show>
				<Show when={matchMedia("(pointer: fine)").matches}>
					<Row title="Keyboard" sub="What each key does" onPress={() => props.onOpen("help")} />
				</Show>
			</Rows>
		</Sheet>
	);
}

/** Asks first: it wakes somebody, and takes the incident from whoever has it. */
export function EscalateSheet(props: SheetProps) {
	return (
		<SheetForm
			title="Page the next level now?"
			verb="escalate"
			act="Page them now"
			commands={props.commands}
			onClose={props.onClose}
			body={() => ({})}
		>
			<p class="sub">
				{props.incident.state === "acknowledged"
					? "It is nobody’s again until one of them acknowledges."
					: "They are paged at once. Yours does not stop before somebody acknowledges."}
			</p>
			<Button kind="plain" wide onClick={() => props.onClose()}>
				Not yet
			</Button>
		</SheetForm>
	);
}

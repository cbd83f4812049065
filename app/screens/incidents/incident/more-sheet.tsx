import { For, Show } from "solid-js";
import { Row, Rows } from "../../../parts/row.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { openOverlay } from "../../../shell/overlay.ts";
import { mayAs } from "../../../state/session.ts";
import { numberWords } from "../../../state/words.ts";
import { canDo, FURTHER, type Further, isReviewed } from "./primary.ts";
import { ReviewNotes } from "./review-notes.tsx";
import type { SheetName, SheetProps } from "./sheet-props.ts";

const ACTS: Record<Further, { title: string; sub: string; opens: SheetName }> = {
	note: { title: "Add a note", sub: "Your team sees it on the timeline", opens: "note" },
	update: { title: "Post update", sub: "To the public or to stakeholders", opens: "update" },
	share: { title: "Stakeholder link", sub: "How it stands, without signing in", opens: "share" },
	triage: { title: "Triage", sub: "Is it real, how bad, who feels it", opens: "triage" },
	severity: { title: "Change severity", sub: "Give a reason", opens: "severity" },
	escalate: { title: "Escalate now", sub: "Page the next level right away", opens: "escalate" },
	giveBack: { title: "Unacknowledge", sub: "Paging restarts at level 1", opens: "giveBack" },
	responders: { title: "Page someone in", sub: "A person or a team, right away", opens: "responders" },
	handOver: { title: "Reassign", sub: "Page someone and make them lead", opens: "handOver" },
	offer: { title: "Hand over", sub: "They accept first, and no one is paged", opens: "offer" },
	roles: { title: "Roles", sub: "Incident lead, communications lead, scribe", opens: "roles" },
	title: { title: "Change title", sub: "What your team calls it", opens: "title" },
	merge: { title: "Merge", sub: "The same problem as another open incident", opens: "merge" },
	snooze: { title: "Snooze", sub: "Quiet for a while, then page again", opens: "snooze" },
};

/** Everything that has no place of its own on the screen. What cannot be done now keeps its row, disabled. */
export function MoreSheet(props: SheetProps) {
	return (
		<Sheet open title={numberWords(props.incident)} onClose={props.onClose}>
			<Show when={mayAs("responder") && isReviewed(props.incident)}>
				<p class="dim">Note for the review</p>
				<ReviewNotes open={props.onOpen} />
			</Show>
			<Rows label={mayAs("responder") ? "More actions" : "More to see"}>
				<For each={mayAs("responder") ? FURTHER : []}>
					{(further) => (
						<Row
							title={ACTS[further].title}
							sub={ACTS[further].sub}
							disabled={!canDo(further, props.incident)}
							onPress={() => props.onOpen(ACTS[further].opens)}
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
						title="Around this incident"
						sub="Similar ones, duplicates, changes, alerts, and links"
						onPress={() => props.onOpen("context")}
					/>
					<Row
						title="Open action items"
						sub="From earlier incidents of this service"
						onPress={() => props.onOpen("earlier")}
					/>
				</Show>
				<Show when={matchMedia("(pointer: fine)").matches}>
					<Row title="Keyboard shortcuts" onPress={() => help(props)} />
				</Show>
			</Rows>
		</Sheet>
	);
}

/** Over the screen, which goes on: the sheet makes room for it. */
function help(props: SheetProps): void {
	props.onClose();
	openOverlay("help");
}

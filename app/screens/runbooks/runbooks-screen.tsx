import { For } from "solid-js";
import { Row, Rows } from "../../parts/row.tsx";
import { ListScreen } from "../../shell/list-screen.tsx";
import { mayAs } from "../../state/session.ts";
import { matchWords } from "./match-words.ts";
import { NewRunbookSheet } from "./new-runbook.tsx";
import { runbooksResource } from "./runbooks-state.ts";

/** What to do, step by step, and when each is attached by itself. */
export default function RunbooksScreen() {
	const list = runbooksResource();
	return (
		<ListScreen
			title="Runbooks"
			of={list}
			path="/runbooks"
			adds="responder"
			empty={{
				title: "No runbooks yet",
				words: mayAs("responder")
					? "A runbook is a list of steps. New incidents that match it get it automatically."
					: "Ask an admin to add one. New incidents that match it get it automatically.",
			}}
			add={(onClose) => <NewRunbookSheet onClose={onClose} />}
		>
			{(items) => (
				<Rows label="Runbooks">
					<For each={[...items()].sort((a, b) => a.name.localeCompare(b.name))}>
						{(one) => (
							<Row
								title={one.name}
								sub={matchWords(one.match)}
								trail={one.steps.length === 1 ? "1 step" : `${one.steps.length} steps`}
								href={`/runbooks/${one.id}`}
							/>
						)}
					</For>
				</Rows>
			)}
		</ListScreen>
	);
}

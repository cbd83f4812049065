import { useParams } from "@solidjs/router";
import { createMemo, For, Show, untrack } from "solid-js";
import { Badge } from "../../parts/badge.tsx";
import { later } from "../../parts/later.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { Loaded, Skeleton } from "../../parts/states.tsx";
import { Screen, Section } from "../../shell/screen.tsx";
import { mayChange } from "../../state/may.ts";
import type { Runbook } from "../../state/wire.ts";
import { EditRunbook, SaveRunbook } from "./edit-runbook.tsx";
import { editing } from "./editing.ts";
import { matchWords } from "./match-words.ts";
import { runbookResource } from "./runbooks-state.ts";
import { KINDS } from "./step-words.ts";

const Markdown = later(() => import("../../parts/markdown.tsx"));

/** One runbook: its steps, to be edited by an admin and read by everybody else. */
export default function RunbookScreen() {
	const params = useParams<{ id: string }>();
	return (
		<Show when={params.id} keyed>
			{(id) => <OneRunbook id={id} />}
		</Show>
	);
}

function OneRunbook(props: { id: string }) {
	const runbook = runbookResource(props.id);
	const canEdit = createMemo(() => runbook.value !== undefined && mayChange(runbook.value.teamId ?? null));
	/** Made once: what is typed stays when the runbook is read anew. */
	const edited = createMemo(() => {
		const value = canEdit() ? untrack(() => runbook.value) : undefined;
		return value && editing(runbook, value);
	});
	return (
		<Screen
			title={runbook.value?.name ?? "Runbook"}
			back="/runbooks"
			dock={<Show when={edited()}>{(it) => <SaveRunbook of={it()} />}</Show>}
		>
			<Loaded of={runbook} what="this runbook" bones={<Skeleton rows={5} height={68} />}>
				{(value) => (
					<Show when={edited()} keyed fallback={<ReadRunbook of={value()} />}>
						{(it) => <EditRunbook of={it} />}
					</Show>
				)}
			</Loaded>
		</Screen>
	);
}

function ReadRunbook(props: { of: Runbook }) {
	return (
		<>
			<p class="sub">Attached when: {matchWords(props.of.match)}</p>
			<Section title="Steps">
				<Rows label="Steps">
					<For each={props.of.steps}>
						{(step, at) => (
							<Row
								lead={<Badge filled>{at() + 1}</Badge>}
								title={step.title}
								sub={
									<>
										{KINDS[step.kind].name}
										<Show when={step.text}>
											<Markdown text={step.text} />
										</Show>
										<Show when={step.command}>{(command) => <code class="secret">{command()}</code>}</Show>
									</>
								}
							/>
						)}
					</For>
				</Rows>
			</Section>
		</>
	);
}

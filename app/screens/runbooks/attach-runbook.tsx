import { createSignal, For, Show } from "solid-js";
import { LinkButton } from "../../parts/button.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { Empty, Loaded, Notice, Skeleton } from "../../parts/states.tsx";
import { api } from "../../state/api.ts";
import { sending } from "../../state/sending.ts";
import type { Incident, Runbook } from "../../state/wire.ts";
import { runbooksResource } from "./runbooks-state.ts";

/** Which runbook this incident gets: the version as it is now. */
export function AttachRunbook(props: {
	incidentId: string;
	current: string | undefined;
	onDone(next: Incident): void;
}) {
	const list = runbooksResource();
	const [chosen, setChosen] = createSignal<Runbook>();
	const attaching = sending(
		() => api<Incident>("PUT", `/incidents/${props.incidentId}/runbook`, { runbookId: chosen()?.id }),
		(next) => props.onDone(next),
	);
	const attach = (one: Runbook) => {
		setChosen(one);
		void attaching.send();
	};
	return (
		<>
			<Show when={props.current}>
				<p class="sub">
					It takes the place of the present one. What was said of its steps stays on the timeline.
				</p>
			</Show>
			<Show when={attaching.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<Loaded of={list} what="the runbooks" bones={<Skeleton rows={4} height={62} />}>
				{(value) => (
					<Show
						when={value().items.length > 0}
						fallback={
							<Empty title="No runbooks yet" act={<LinkButton href="/runbooks">Runbooks</LinkButton>}>
								Add one, and this incident can have it.
							</Empty>
						}
					>
						<Rows label="Runbooks">
							<For each={value().items}>
								{(one) => (
									<Row
										title={one.name}
										sub={`${one.steps.length} steps`}
										trail={attaching.busy() && chosen()?.id === one.id ? "Attaching…" : undefined}
										onPress={() => attach(one)}
									/>
								)}
							</For>
						</Rows>
					</Show>
				)}
			</Loaded>
		</>
	);
}

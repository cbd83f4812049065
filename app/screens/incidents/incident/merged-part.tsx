import { createSignal, For, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { Section } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import type { Incident, TimelineEvent } from "../../../state/wire.ts";
import { type MergedIncident, mergedIn } from "./merged-in.ts";

interface MergedProps {
	incident: Incident;
	events: TimelineEvent[];
	may: boolean;
	/** After a split both incidents are other than before. */
	reload(): Promise<void>;
}

/** One of two incidents that are one: which one is taken out, and of which. */
interface Split {
	out: MergedIncident;
	from: string;
}

/** The incident in which this one goes on, and those that go on in this one: each can be split again. */
export function MergedPart(props: MergedProps) {
	const [asked, setAsked] = createSignal<Split | null>(null);
	const split = ({ out, from }: Split) => api("POST", `/incidents/${from}/splits`, { incidentId: out.id });
	const done = (isDone: boolean) => {
		const out = asked()?.out;
		setAsked(null);
		if (!isDone || !out) return;
		showToast(`#${out.number} is on its own again`);
		void props.reload();
	};
	const self = () => ({ id: props.incident.id, number: props.incident.number, title: props.incident.title });
	return (
		<>
			<Show when={props.incident.mergedInto}>
				{(into) => (
					<Section title="Merged">
						<Rows>
							<Row
								title={`#${into().number} ${into().name}`}
								sub="This incident goes on there"
								href={`/incidents/${into().id}`}
							/>
						</Rows>
						<Show when={props.may}>
							<Button wide onClick={() => setAsked({ out: self(), from: into().id })}>
								Split from #{into().number}
							</Button>
						</Show>
					</Section>
				)}
			</Show>
			<Show when={mergedIn(props.events).length > 0}>
				<Section title="Merged into this one">
					<ul class="rows">
						<For each={mergedIn(props.events)}>
							{(one) => (
								<MergedRow
									{...{ one }}
									may={props.may}
									onSplit={() => setAsked({ out: one, from: props.incident.id })}
								/>
							)}
						</For>
					</ul>
				</Section>
			</Show>
			<Show when={asked()}>
				{(it) => (
					<Confirm
						open
						title={`Split #${it().out.number}?`}
						act="Split and page"
						onConfirm={() => split(it())}
						onClose={done}
					>
						Its alerts go back to it, and it pages level 1 right away.
					</Confirm>
				)}
			</Show>
		</>
	);
}

function MergedRow(props: { one: MergedIncident; may: boolean; onSplit(): void }) {
	return (
		<li class="row">
			<a class="row-text" href={`/app/incidents/${props.one.id}`}>
				<span class="row-title">{props.one.title}</span>
				<span class="dim">#{props.one.number}</span>
			</a>
			<Show when={props.may}>
				<Button kind="quiet" aria-label={`Split #${props.one.number}`} onClick={() => props.onSplit()}>
					Split
				</Button>
			</Show>
		</li>
	);
}

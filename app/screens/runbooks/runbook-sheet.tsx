import { createMemo, createSignal, Match, Show, Switch } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { Progress } from "../../parts/progress.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { Notice } from "../../parts/states.tsx";
import type { Incident, TimelineEvent } from "../../state/wire.ts";
import { AttachRunbook } from "./attach-runbook.tsx";
import { farWords, handledOf, type OnIncident } from "./on-incident.ts";
import { saying } from "./saying.ts";
import { StepList } from "./step-list.tsx";
import { StepView } from "./step-view.tsx";

interface RunbookSheetProps {
	incident: Incident;
	events: TimelineEvent[];
	/** Null: none is attached yet. */
	of: OnIncident | null;
	may: boolean;
	take(next: Incident): void;
	onClose(): void;
}

type View = "steps" | "all" | "attach";

/** One step at a time, as large as the thumb needs it; all of them in a list; another runbook. */
export default function RunbookSheet(props: RunbookSheetProps) {
	const [view, setView] = createSignal<View>("steps");
	/** Null: the next one to do. */
	const [chosenId, setChosenId] = createSignal<string | null>(null);
	const said = saying({
		incident: () => props.incident,
		runbookId: () => props.of?.runbook.id,
		onSaid: () => setChosenId(null),
	});
	const step = createMemo(() => {
		const { of } = props;
		return of?.runbook.steps.find(({ id }) => id === chosenId()) ?? of?.next ?? null;
	});
	const show = (id: string) => {
		setChosenId(id);
		setView("steps");
	};
	return (
		<Sheet open title={props.of?.runbook.name ?? "Attach a runbook"} onClose={props.onClose}>
			<Show when={said.refused()}>
				{(words) => (
					<div role="alert">
						<Notice>{words()}</Notice>
					</div>
				)}
			</Show>
			<div role="status">
				<Show when={view() === "steps" && said.last()}>
					{(last) => (
						<Notice plain act="Undo" onAct={last().undo}>
							{last().words}
						</Notice>
					)}
				</Show>
			</div>
			<Switch>
				<Match when={view() === "attach" || props.of === null}>
					<AttachRunbook
						incidentId={props.incident.id}
						current={props.of?.runbook.id}
						onDone={(next) => {
							props.take(next);
							setChosenId(null);
							setView("steps");
						}}
					/>
				</Match>
				<Match when={view() === "steps" && step()} keyed>
					{(one) => (
						<>
							<Far of={props.of} stepId={one.id} />
							<StepView {...props} step={one} said={props.of?.said[one.id]} saying={said} />
						</>
					)}
				</Match>
				<Match when={props.of}>{(of) => <StepList of={of()} onShow={show} />}</Match>
			</Switch>
			<div class="sheet-acts">
				<Show when={props.of && view() === "steps" && step()}>
					<Button kind="quiet" wide onClick={() => setView("all")}>
						All steps
					</Button>
				</Show>
				<Show when={props.of && view() !== "steps" && props.of.next}>
					<Button
						wide
						onClick={() => {
							setChosenId(null);
							setView("steps");
						}}
					>
						Back to the next step
					</Button>
				</Show>
				<Show when={props.may && props.of && view() !== "attach" && (view() === "all" || !step())}>
					<Button kind="quiet" wide onClick={() => setView("attach")}>
						Attach another runbook
					</Button>
				</Show>
			</div>
		</Sheet>
	);
}

function Far(props: { of: OnIncident | null; stepId: string }) {
	const route = () => props.of?.route ?? [];
	const place = () => route().findIndex(({ id }) => id === props.stepId) + 1;
	return (
		<Progress
			label={place() > 0 ? `Step ${place()} of ${route().length}` : "Not on the way that was chosen"}
			value={props.of ? handledOf(props.of) : 0}
			max={Math.max(1, route().length)}
			words={props.of ? `${farWords(props.of)} handled` : ""}
		/>
	);
}

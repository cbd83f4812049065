import { createEffect, createSignal, For, Show } from "solid-js";
import { DISPOSITIONS } from "../../../../worker/incidents/rules/incident-types.ts";
import { Button } from "../../../parts/button.tsx";
import { later } from "../../../parts/later.tsx";
import { Countdown } from "../../../parts/timer.tsx";
import { Section } from "../../../shell/screen.tsx";
import { now } from "../../../state/clock.ts";
import { DISPOSITION_WORDS } from "../../../state/disposition-words.ts";
import type { Incident } from "../../../state/wire.ts";
import { ms, numberWords, timeToSecond } from "../../../state/words.ts";
import { BUSY_WORDS } from "./answers.ts";
import { keepClosing } from "./closing.ts";
import type { Commands } from "./commands.ts";

/** Asks the server first, so that its code comes with the answer. */
const TuningOffer = later(async () => ({ default: (await import("./tuning-offer.tsx")).TuningOffer }));

interface EndProps {
	incident: Incident;
	commands: Commands;
}

/** Of an incident that is over, or works and is watched: the way back, and what it turned out to be. */
export function EndPart(props: EndProps) {
	const goesOn = async () => {
		const watched = props.incident;
		if (await props.commands.run("undoResolve")) keepClosing(watched);
	};
	return (
		<Show when={props.incident.soakUntil} fallback={<AfterResolve {...props} />}>
			{(until) => (
				<Section title="Works again">
					<div class="card">
						<p class="sub">
							It resolves by itself at {timeToSecond(until())}, and no one is paged until then. If it fails
							before, {numberWords(props.incident)} goes on and pages again.
						</p>
						<Button
							busy={props.commands.busy() === "undoResolve" && BUSY_WORDS.undoResolve}
							onClick={() => void goesOn()}
						>
							It’s not over
						</Button>
					</div>
				</Section>
			)}
		</Show>
	);
}

function AfterResolve(props: EndProps) {
	const isOver = () => props.incident.state === "resolved" && props.incident.source.kind !== "test";
	return (
		<Show when={isOver()}>
			<Section title="How it ended">
				<div class="card">
					<UndoRow {...props} />
					<DispositionChoice {...props} />
				</div>
			</Section>
		</Show>
	);
}

/** Right after a resolve: customers are not told yet, and it can be taken back. The line stays, so that nothing moves. */
export function UndoRow(props: EndProps & { onUndone?(): void }) {
	const [seenUntil, setSeenUntil] = createSignal<string | null>(null);
	createEffect(() => {
		const at = props.incident.undoUntil;
		if (at && ms(at) > now()) setSeenUntil(at);
	});
	const mayUndo = () => props.incident.state === "resolved" && ms(seenUntil() ?? 0) > now();
	const undo = async () => {
		const resolved = props.incident;
		if (!(await props.commands.run("undoResolve"))) return;
		keepClosing(resolved);
		props.onUndone?.();
	};
	return (
		<Show when={seenUntil()}>
			{(at) => (
				<div class="line undo-row">
					<span class="sub grow">
						<Countdown words="You can undo this for" until={at()} after="It can’t be undone any more" />
					</span>
					<Button
						disabled={!mayUndo()}
						busy={props.commands.busy() === "undoResolve" && BUSY_WORDS.undoResolve}
						onClick={() => void undo()}
					>
						Undo
					</Button>
				</div>
			)}
		</Show>
	);
}

/** One tap says what it was; another one corrects it. Nobody has to. */
export function DispositionChoice(props: EndProps) {
	const isNoise = () => ["noise", "false-alarm"].includes(props.incident.disposition ?? "");
	return (
		<div class="stack">
			<fieldset class="chips">
				<legend class="sub strong">What was it?</legend>
				<For each={DISPOSITIONS}>
					{(disposition) => (
						<Button
							aria-pressed={props.incident.disposition === disposition}
							onClick={() => void props.commands.run("disposition", { disposition })}
						>
							{DISPOSITION_WORDS[disposition].name}
						</Button>
					)}
				</For>
			</fieldset>
			<Show when={isNoise() && props.incident.source.kind === "monitor"}>
				<TuningOffer incidentId={props.incident.id} serviceId={props.incident.service.id} />
			</Show>
		</div>
	);
}

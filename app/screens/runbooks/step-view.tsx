import { createSignal, For, Match, Show, Switch } from "solid-js";
import type { RunbookStep } from "../../../worker/runbooks/rules/runbook.ts";
import { type FilledCommand, filled, filledCommand } from "../../../worker/runbooks/rules/variables.ts";
import { Badge } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import { CopyButton } from "../../parts/copy-button.tsx";
import { TextArea } from "../../parts/field.tsx";
import { later } from "../../parts/later.tsx";
import { monitorsResource } from "../../state/lists.ts";
import { me } from "../../state/session.ts";
import type { Incident, TimelineEvent } from "../../state/wire.ts";
import { leftWords, valuesOf } from "./fill.ts";
import type { Said } from "./on-incident.ts";
import { RemediationStep } from "./remediation-step.tsx";
import type { Saying } from "./saying.ts";
import { KINDS, saidWords, WHY } from "./step-words.ts";

const Markdown = later(() => import("../../parts/markdown.tsx"));

interface StepProps {
	step: RunbookStep;
	said: Said | undefined;
	saying: Saying;
	incident: Incident;
	events: TimelineEvent[];
	may: boolean;
	take(next: Incident): void;
}

type Why = "skipped" | "did-not-work";

/** One step: what to do, what one should see, and what became of it. */
export function StepView(props: StepProps) {
	const [why, setWhy] = createSignal<Why | null>(null);
	const monitors = monitorsResource();
	const values = () => valuesOf(props.incident, props.events, monitors.value?.items ?? []);
	const expected = () => props.step.expected && filled(props.step.expected, values());
	return (
		<div class="stack wide">
			<p class="line">
				<Badge filled>{KINDS[props.step.kind].name}</Badge>
				<span class="dim">{KINDS[props.step.kind].about}</span>
			</p>
			<h3 class="big">{props.step.title}</h3>
			<Show when={why() === null}>
				<Show when={props.step.text}>
					<Markdown text={filled(props.step.text, values())} />
				</Show>
				<Show when={props.step.command}>
					{(command) => <Command of={filledCommand(command(), values())} />}
				</Show>
				<Show when={expected()}>{(seen) => <p class="sub">You should see: {seen()}</p>}</Show>
				<Show when={props.step.remediationId}>
					{(id) => <RemediationStep {...props} remediationId={id()} />}
				</Show>
			</Show>
			<Show when={props.said}>
				{(it) => (
					<p class="sub">
						{saidWords(it(), me().value?.user.id)}
						<Show when={it().note}>
							{(note) => (
								<>
									{" "}
									<q>{note()}</q>
								</>
							)}
						</Show>
					</p>
				)}
			</Show>
			<Show when={props.may}>
				<Switch fallback={<Acts {...props} ask={setWhy} />}>
					<Match when={props.said}>
						<Button
							wide
							busy={props.saying.busy() === "open" && "Taking it back…"}
							onClick={() => void props.saying.say(props.step, "open")}
						>
							Undo
						</Button>
					</Match>
					<Match when={why()} keyed>
						{(which) => <Reason {...props} why={which} onBack={() => setWhy(null)} />}
					</Match>
				</Switch>
			</Show>
		</div>
	);
}

function Command(props: { of: FilledCommand }) {
	return (
		<div class="stack wide close">
			<code class="secret" ref={wrapped}>
				{props.of.text}
			</code>
			<Show when={leftWords(props.of)}>{(words) => <p class="sub">{words()}</p>}</Show>
			<CopyButton text={props.of.text} what="command" wide />
		</div>
	);
}

/** What is copied has its own lines; the style sheets have no room for what this alone needs. */
const wrapped = (code: HTMLElement) => {
	code.style.whiteSpace = "pre-wrap";
};

/** The main act last, where the thumb is. */
function Acts(props: StepProps & { ask(why: Why): void }) {
	const busy = () => props.saying.busy() === "done" && "Saving…";
	const done = (choice?: string) => void props.saying.say(props.step, "done", choice ? { choice } : {});
	return (
		<>
			<div class="line">
				<Button class="grow" onClick={() => props.ask("did-not-work")}>
					Didn’t work
				</Button>
				<Button class="grow" onClick={() => props.ask("skipped")}>
					Skip
				</Button>
			</div>
			<Show
				when={props.step.kind === "decision"}
				fallback={
					<Button kind="primary" wide busy={busy()} onClick={() => done()}>
						Done
					</Button>
				}
			>
				<For each={props.step.options}>
					{({ text }) => (
						<Button kind="primary" wide busy={busy()} onClick={() => done(text)}>
							{text}
						</Button>
					)}
				</For>
			</Show>
		</>
	);
}

const ASKED: Record<Why, { label: string; hint: string; act: string }> = {
	"did-not-work": {
		label: "What happened?",
		hint: "One sentence is enough. The review proposes to correct this step.",
		act: "It didn’t work",
	},
	skipped: { label: "Why is it skipped?", hint: "It goes into the timeline.", act: "Skip this step" },
};

function Reason(props: StepProps & { why: Why; onBack(): void }) {
	const [note, setNote] = createSignal("");
	const words = () => note().trim();
	const send = (event: SubmitEvent) => {
		event.preventDefault();
		void props.saying.say(props.step, props.why, words() ? { note: words() } : {});
	};
	return (
		<form class="stack wide" onSubmit={send}>
			<div class="stack wide close">
				<For each={WHY[props.why]}>
					{(text) => (
						<Button wide aria-pressed={note() === text} onClick={() => setNote(text)}>
							{text}
						</Button>
					)}
				</For>
			</div>
			<TextArea
				label={ASKED[props.why].label}
				hint={ASKED[props.why].hint}
				value={note()}
				onValue={setNote}
				maxlength={2000}
				rows={2}
			/>
			<Button kind="quiet" wide onClick={props.onBack}>
				Back to the step
			</Button>
			<Button
				kind="primary"
				wide
				type="submit"
				disabled={words() === ""}
				busy={props.saying.busy() === props.why && "Saving…"}
			>
				{ASKED[props.why].act}
			</Button>
		</form>
	);
}

import { For, Match, Show, Switch } from "solid-js";
import { VARIABLES } from "../../../worker/runbooks/rules/variables.ts";
import { Badge } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import { SelectField, TextArea, TextField } from "../../parts/field.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { api } from "../../state/api.ts";
import { cached } from "../../state/resource.ts";
import type { Sending } from "../../state/sending.ts";
import type { List, Remediation } from "../../state/wire.ts";
import { asKind, type DraftStep } from "./edit-draft.ts";
import { KIND_OPTIONS, KINDS } from "./step-words.ts";

const PLACES = VARIABLES.map((name) => `{{${name}}}`).join(", ");

interface StepFieldsProps {
	step: DraftStep;
	/** From 0. */
	place: number;
	steps: readonly DraftStep[];
	sending: Sending;
	isOpen: boolean;
	onOpen(): void;
	onStep(next: DraftStep): void;
	onMove(by: 1 | -1): void;
	onRemove(): void;
}

/** One step of a runbook: a line while it is closed, its fields while it is open. */
export function StepFields(props: StepFieldsProps) {
	const at = (field: string) => `/steps/${props.place}/${field}`;
	const change = (next: Partial<DraftStep>) => props.onStep({ ...props.step, ...next });
	return (
		<section class="stack wide close" aria-label={`Step ${props.place + 1}`}>
			<Rows>
				<Row
					lead={<Badge filled>{props.place + 1}</Badge>}
					title={props.step.title || "New step"}
					sub={KINDS[props.step.kind].name}
					trail={props.isOpen ? "Close" : "Edit"}
					onPress={props.onOpen}
				/>
			</Rows>
			<Show when={props.isOpen}>
				<SelectField
					label="Kind"
					hint={KINDS[props.step.kind].about}
					options={KIND_OPTIONS}
					value={props.step.kind}
					onValue={(kind) => props.onStep(asKind(props.step, kind))}
				/>
				<TextField
					label="Title"
					maxLength={120}
					value={props.step.title}
					error={props.sending.wrong(at("title"))}
					onValue={(title) => change({ title })}
				/>
				<TextArea
					label="What to do"
					hint={`Markdown. On an incident, these are filled in here and in commands: ${PLACES}.`}
					maxlength={4000}
					rows={2}
					value={props.step.text}
					error={props.sending.wrong(at("text"))}
					onValue={(text) => change({ text })}
				/>
				<OfKind {...props} at={at} change={change} />
				<TextField
					label="What you should see"
					maxLength={500}
					value={props.step.expected ?? ""}
					error={props.sending.wrong(at("expected"))}
					onValue={(expected) => change({ expected: expected || null })}
				/>
				<div class="line">
					<Button class="grow" disabled={props.place === 0} onClick={() => props.onMove(-1)}>
						Move up
					</Button>
					<Button
						class="grow"
						disabled={props.place === props.steps.length - 1}
						onClick={() => props.onMove(1)}
					>
						Move down
					</Button>
				</div>
				<Button kind="quiet" disabled={props.steps.length === 1} onClick={props.onRemove}>
					Remove this step
				</Button>
			</Show>
		</section>
	);
}

type KindProps = StepFieldsProps & {
	at(field: string): string;
	change(next: Partial<DraftStep>): void;
};

function OfKind(props: KindProps) {
	return (
		<Switch>
			<Match when={props.step.kind === "command"}>
				<TextArea
					label="Command"
					hint="Copied as it is, with what is filled in."
					maxlength={4000}
					rows={3}
					spellcheck={false}
					autocapitalize="off"
					value={props.step.command ?? ""}
					error={props.sending.wrong(props.at("command"))}
					onValue={(command) => props.change({ command })}
				/>
			</Match>
			<Match when={props.step.kind === "decision"}>
				<Options {...props} />
			</Match>
			<Match when={props.step.kind === "remediation"}>
				<WhichRemediation {...props} />
			</Match>
		</Switch>
	);
}

function WhichRemediation(props: KindProps) {
	const list = cached<List<Remediation>>("/remediations?limit=200", () =>
		api("GET", "/remediations?limit=200"),
	);
	const options = () => [
		{ value: "", name: "Choose one" },
		...(list.value?.items ?? []).map(({ id, name }) => ({ value: id, name })),
	];
	return (
		<SelectField
			label="Remediation"
			hint="It runs for incidents of its own service."
			options={options()}
			value={props.step.remediationId ?? ""}
			error={props.sending.wrong(props.at("remediationId"))}
			onValue={(id) => props.change({ remediationId: id || null })}
		/>
	);
}

const NEXT = "";

function Options(props: KindProps) {
	const options = () => props.step.options;
	const put = (at: number, next: Partial<DraftStep["options"][number]>) =>
		props.change({ options: options().map((one, i) => (i === at ? { ...one, ...next } : one)) });
	const places = () => [
		{ value: NEXT, name: "The next step" },
		...props.steps
			.map(({ id, title }, i) => ({ value: id, name: `${i + 1}. ${title || "New step"}` }))
			.slice(props.place + 1),
	];
	return (
		<>
			<For each={options().map((_, i) => i)}>
				{(i) => (
					<div class="stack wide close">
						<TextField
							label={`Answer ${i + 1}`}
							maxLength={120}
							value={options()[i]?.text ?? ""}
							error={props.sending.wrong(props.at(`options/${i}/text`))}
							onValue={(text) => put(i, { text })}
						/>
						<SelectField
							label="leads to"
							options={places()}
							value={options()[i]?.goToStepId ?? NEXT}
							error={props.sending.wrong(props.at(`options/${i}/goToStepId`))}
							onValue={(id) => put(i, { goToStepId: id || null })}
						/>
					</div>
				)}
			</For>
			<div class="line">
				<Button
					class="grow"
					disabled={options().length >= 6}
					onClick={() => props.change({ options: [...options(), { text: "", goToStepId: null }] })}
				>
					<Icon name="plus" size={18} />
					Answer
				</Button>
				<Button
					kind="quiet"
					disabled={options().length <= 2}
					onClick={() => props.change({ options: options().slice(0, -1) })}
				>
					Remove the last
				</Button>
			</div>
		</>
	);
}

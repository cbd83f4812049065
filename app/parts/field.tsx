import { createUniqueId, For, type JSX, Show, splitProps } from "solid-js";
import { Shape } from "./shape.tsx";
import "./field.css";

interface Labels {
	label: string;
	/** Below the field while nothing is wrong. */
	hint?: JSX.Element;
	/** What is wrong, in a sentence; read out when it appears. */
	error?: string | null;
}

interface Wiring {
	id: string;
	"aria-describedby": string;
	"aria-invalid": "true" | undefined;
}

/** A label, a control that the caller makes with the given wiring, and what is to be said about it. */
export function Field(props: Labels & { children: (wiring: Wiring) => JSX.Element }) {
	const id = createUniqueId();
	const about = `${id}-about`;
	const wiring: Wiring = {
		id,
		"aria-describedby": about,
		get "aria-invalid"() {
			return props.error ? ("true" as const) : undefined;
		},
	};
	return (
		<div class="field">
			<label for={id}>{props.label}</label>
			{props.children(wiring)}
			<div id={about} aria-live="polite">
				<Show
					when={props.error}
					fallback={<Show when={props.hint}>{(hint) => <p class="hint">{hint()}</p>}</Show>}
				>
					<p class="wrong">
						<Shape of="degraded" />
						{props.error}
					</p>
				</Show>
			</div>
		</div>
	);
}

const LABELS = ["label", "hint", "error"] as const;
type Typed<Attributes> = Labels & { onValue(value: string): void } & Omit<Attributes, "onInput" | "label">;

export type TextFieldProps = Typed<JSX.InputHTMLAttributes<HTMLInputElement>>;

/** One line of text; `type`, `inputmode`, `autocomplete` and the rest are the input's own. */
export function TextField(props: TextFieldProps) {
	const [labels, own, rest] = splitProps(props, LABELS, ["onValue"]);
	return (
		<Field {...labels}>
			{(wiring) => (
				<input
					{...rest}
					{...wiring}
					class="input"
					onInput={(event) => own.onValue(event.currentTarget.value)}
				/>
			)}
		</Field>
	);
}

/** Several lines, which grow with the text. */
export function TextArea(props: Typed<JSX.TextareaHTMLAttributes<HTMLTextAreaElement>>) {
	const [labels, own, rest] = splitProps(props, LABELS, ["onValue"]);
	return (
		<Field {...labels}>
			{(wiring) => (
				<textarea
					{...rest}
					{...wiring}
					class="input"
					onInput={(event) => own.onValue(event.currentTarget.value)}
				/>
			)}
		</Field>
	);
}

export interface Option<Value extends string> {
	value: Value;
	name: string;
}

/** One of many, with the system's own list, which phones do best. */
export function SelectField<Value extends string>(
	props: Labels & {
		options: readonly Option<Value>[];
		value: Value;
		onValue(value: Value): void;
		disabled?: boolean;
	},
) {
	const [labels] = splitProps(props, LABELS);
	return (
		<Field {...labels}>
			{(wiring) => (
				<select
					{...wiring}
					class="input"
					disabled={props.disabled}
					onChange={(event) => props.onValue(event.currentTarget.value as Value)}
				>
					<For each={props.options}>
						{(option) => (
							<option value={option.value} selected={option.value === props.value}>
								{option.name}
							</option>
						)}
					</For>
				</select>
			)}
		</Field>
	);
}

/** On or off. It shows what it is told: a change that is refused, or still under way, is not shown as done. */
export function Switch(props: {
	label: string;
	hint?: JSX.Element;
	checked: boolean;
	disabled?: boolean;
	onValue(checked: boolean): void;
}) {
	const id = createUniqueId();
	return (
		<label class="switch">
			<span class="grow">
				{props.label}
				<Show when={props.hint}>
					<span class="dim" id={id}>
						{props.hint}
					</span>
				</Show>
			</span>
			<input
				type="checkbox"
				role="switch"
				aria-checked={props.checked}
				aria-describedby={props.hint ? id : undefined}
				aria-label={props.label}
				checked={props.checked}
				disabled={props.disabled}
				onChange={({ currentTarget }) => {
					props.onValue(currentTarget.checked);
					currentTarget.checked = props.checked;
				}}
			/>
		</label>
	);
}

/** One of two to four, all in sight. Arrow keys move, as in any radio group. It shows what it is told, as a switch does. */
export function Segmented<Value extends string>(props: {
	label: string;
	options: readonly Option<Value>[];
	/** Null: none is chosen yet. */
	value: Value | null;
	onValue(value: Value): void;
}) {
	const name = createUniqueId();
	let group: HTMLFieldSetElement | undefined;
	const choose = (value: Value) => {
		props.onValue(value);
		for (const input of group?.querySelectorAll("input") ?? []) input.checked = input.value === props.value;
	};
	return (
		<fieldset ref={group}>
			<legend class="unseen">{props.label}</legend>
			<div class="segmented">
				<For each={props.options}>
					{(option) => (
						<label>
							<input
								type="radio"
								name={name}
								value={option.value}
								checked={option.value === props.value}
								onChange={() => choose(option.value)}
							/>
							{option.name}
						</label>
					)}
				</For>
			</div>
		</fieldset>
	);
}

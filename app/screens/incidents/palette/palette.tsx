import { createEffect, createMemo, createSignal, createUniqueId, For, on, onMount, Show } from "solid-js";
import { SeverityPill } from "../../../parts/badge.tsx";
import { Button } from "../../../parts/button.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { besideAt, type Entry, rank } from "./entries.ts";
import { offered } from "./offered.ts";
import { incidentSearch } from "./search.ts";
import "../../../parts/field.css";

/** Everything by its name: places, incidents, services, people, and acts that need no second thought. */
export default function Palette(props: { onClose(): void }) {
	let dialog: HTMLDialogElement | undefined;
	onMount(() => dialog?.showModal());
	let isChosen = false;
	const close = () => dialog?.close();
	const choose = (entry: Entry) => {
		// Closed first, which gives the focus back: what the entry opens then has it. The browser tells of it later.
		isChosen = true;
		close();
		props.onClose();
		entry.run();
	};
	return (
		<dialog
			ref={dialog}
			class="sheet palette"
			aria-label="Search and commands"
			onClose={() => !isChosen && props.onClose()}
			onClick={(event) => event.target === dialog && close()}
			onKeyDown={(event) => event.stopPropagation()}
		>
			<Search onChoose={choose} onClose={close} />
		</dialog>
	);
}

function Search(props: { onChoose(entry: Entry): void; onClose(): void }) {
	const id = createUniqueId();
	const [typed, setTyped] = createSignal("");
	const [at, setAt] = createSignal(0);
	const search = incidentSearch(typed);
	const all = offered(search.found);
	const groups = createMemo(() => rank(all(), typed()));
	const entries = createMemo(() => groups().flatMap((group) => group.entries));
	const here = () => entries()[Math.min(at(), entries().length - 1)];
	const idOf = (entry: Entry) => `${id}-${entry.id}`;
	createEffect(on(typed, () => setAt(0), { defer: true }));
	createEffect(() => {
		const entry = here();
		if (entry) document.getElementById(idOf(entry))?.scrollIntoView({ block: "nearest" });
	});
	const press = (event: KeyboardEvent) => {
		const entry = here();
		if (event.key === "Enter" && entry) props.onChoose(entry);
		else if (event.key === "ArrowDown" || event.key === "ArrowUp")
			setAt((before) => besideAt(before, event.key === "ArrowDown" ? 1 : -1, entries().length));
		else return;
		event.preventDefault();
	};
	return (
		<>
			<div class="sheet-head">
				<input
					class="input"
					type="search"
					role="combobox"
					aria-label="Search incidents, services, people, and commands"
					aria-expanded="true"
					aria-controls={`${id}-list`}
					aria-activedescendant={here() ? idOf(here() as Entry) : undefined}
					placeholder="Search or type #12"
					autocomplete="off"
					autofocus
					value={typed()}
					onInput={(event) => setTyped(event.currentTarget.value)}
					onKeyDown={press}
				/>
				<Button kind="quiet" round aria-label="Close" onClick={() => props.onClose()}>
					<Icon name="close" />
				</Button>
			</div>
			<div id={`${id}-list`} role="listbox" aria-label="Results">
				<For each={groups()}>
					{({ group, entries: own }) => (
						<fieldset>
							<legend class="dim">{group}</legend>
							<For each={own}>
								{(entry) => (
									<Option
										of={entry}
										id={idOf(entry)}
										isHere={here() === entry}
										onChoose={() => props.onChoose(entry)}
									/>
								)}
							</For>
						</fieldset>
					)}
				</For>
			</div>
			<p class="dim" role="status">
				{statusWords(entries().length, search.state())}
			</p>
		</>
	);
}

function statusWords(count: number, state: "idle" | "busy" | "failed"): string {
	if (state === "failed") return "Couldn’t search past incidents. Open ones are shown.";
	if (state === "busy") return "Searching…";
	return count === 0 ? "No results" : "";
}

function Option(props: { of: Entry; id: string; isHere: boolean; onChoose(): void }) {
	const incident = () => (props.of.icon ? undefined : props.of.incident);
	return (
		<button
			class="row"
			type="button"
			role="option"
			id={props.id}
			tabindex={-1}
			aria-selected={props.isHere}
			onClick={() => props.onChoose()}
		>
			<Show when={props.of.icon}>
				{(name) => (
					<span class="icon-lead">
						<Icon name={name()} size={20} />
					</span>
				)}
			</Show>
			<Show when={incident()}>
				{(it) => <SeverityPill of={it().severity} over={it().state === "resolved"} />}
			</Show>
			<span class="row-text">
				<span class="row-title">{props.of.title}</span>
				<Show when={props.of.sub}>
					<span class="dim">{props.of.sub}</span>
				</Show>
			</span>
		</button>
	);
}

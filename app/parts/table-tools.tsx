import { createSignal, For, type JSX, Show } from "solid-js";
import type { KeyHelp } from "../state/shortcuts.ts";
import { keptViews, sameQuery, type View } from "../state/table-views.ts";
import { Button } from "./button.tsx";
import { TextField } from "./field.tsx";
import { Sheet } from "./sheet.tsx";
import { showToast } from "./toast.tsx";
import "./table.css";

interface ViewsProps {
	/** Whose views these are: the name of the list. */
	place: string;
	/** Those that everybody has; the first is the list as it comes. */
	known: readonly View[];
	/** What the address says now. */
	query: string;
	/** Words of the address that are no part of a view: which row is open. */
	without?: readonly string[];
	onView(query: string): void;
	children?: JSX.Element;
}

/** Named views of this list, and a name for the one that is shown. They are kept on this device. */
export function Views(props: ViewsProps) {
	const kept = keptViews(props.place);
	const [isNaming, setNaming] = createSignal(false);
	const here = () => sameQuery(props.query, props.without);
	const all = () => [...props.known, ...kept.views()];
	const isKnown = () => all().some((view) => view.query === here());
	const remove = (view: View) => {
		kept.remove(view.name);
		showToast(`${view.name} deleted`, () => kept.save(view));
	};
	const own = () => kept.views().find((view) => view.query === here());
	return (
		<>
			<fieldset class="table-tools">
				<legend class="unseen">Views</legend>
				<For each={all()}>
					{(view) => (
						<Button
							kind="quiet"
							aria-pressed={view.query === here()}
							onClick={() => props.onView(view.query)}
						>
							{view.name}
						</Button>
					)}
				</For>
				<Show when={!isKnown()}>
					<Button onClick={() => setNaming(true)}>Save view</Button>
				</Show>
				<Show when={own()}>
					{(view) => (
						<Button kind="quiet" onClick={() => remove(view())}>
							Delete view
						</Button>
					)}
				</Show>
				{props.children}
			</fieldset>
			<Show when={isNaming()}>
				<NameView
					onName={(name) => kept.save({ name, query: here() })}
					taken={props.known.map(({ name }) => name)}
					onClose={() => setNaming(false)}
				/>
			</Show>
		</>
	);
}

function NameView(props: { taken: string[]; onName(name: string): void; onClose(): void }) {
	const [name, setName] = createSignal("");
	const isTaken = () => props.taken.includes(name().trim());
	const save = (event: SubmitEvent) => {
		event.preventDefault();
		if (name().trim() === "" || isTaken()) return;
		props.onName(name().trim());
		props.onClose();
	};
	return (
		<Sheet open title="Save view" onClose={props.onClose}>
			<form class="stack wide" onSubmit={save}>
				<TextField
					label="Name"
					hint="Kept on this device. A view has its filters, its search, and its order."
					error={isTaken() ? "This name is taken. Choose another one." : null}
					value={name()}
					onValue={setName}
					maxlength={40}
					autofocus
					autocomplete="off"
				/>
				<Button type="submit" kind="brass" wide disabled={name().trim() === ""}>
					Save view
				</Button>
			</form>
		</Sheet>
	);
}

/** Below a table: what the keys do, or what can be done with the rows that are chosen. */
export function TableFoot(props: {
	keys: KeyHelp[];
	chosen: number;
	onClear(): void;
	children?: JSX.Element;
}) {
	return (
		<div class="table-foot" data-steady="chosen">
			<Show
				when={props.chosen > 0}
				fallback={
					<For each={props.keys}>
						{({ keys, does }) => (
							<span>
								<For each={keys}>{(key) => <kbd>{key}</kbd>}</For>
								{does}
							</span>
						)}
					</For>
				}
			>
				<span role="status">{props.chosen} selected</span>
				{props.children}
				<Button kind="quiet" onClick={() => props.onClear()}>
					Clear selection
				</Button>
			</Show>
		</div>
	);
}

export const TABLE_KEYS: KeyHelp[] = [
	{ keys: ["j", "↓"], does: "Next row" },
	{ keys: ["k", "↑"], does: "Previous row" },
	{ keys: ["Enter"], does: "Open" },
];
export const CHOOSE_KEYS: KeyHelp[] = [
	{ keys: ["x"], does: "Select" },
	{ keys: ["Esc"], does: "Clear selection" },
];

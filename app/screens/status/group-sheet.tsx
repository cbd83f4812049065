import { createSignal, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { Switch, TextField } from "../../parts/field.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { refuseGroupName, withGroupChanged } from "./arrangement.ts";
import type { Arranging } from "./arranging.ts";

/** A group’s name, and whether it is folded; null as its key: a new one. Public when the page is published. */
export function GroupSheet(props: {
	of: Arranging;
	groupKey: string | null;
	onRemove?(): void;
	onClose(): void;
}) {
	const { groups, arrange } = props.of;
	const value = groups().find(({ key }) => key === props.groupKey);
	const [name, setName] = createSignal(value?.name ?? "");
	const [isCollapsed, setCollapsed] = createSignal(value?.isCollapsed ?? false);
	const [error, setError] = createSignal<string | null>(null);
	const done = (event: Event) => {
		event.preventDefault();
		const refused = refuseGroupName(groups(), props.groupKey, name());
		setError(refused);
		if (refused) return;
		const change = { name: name().trim(), isCollapsed: isCollapsed() };
		if (props.groupKey) arrange(withGroupChanged(groups(), props.groupKey, change));
		else arrange([...groups(), { key: `group-new-${crypto.randomUUID()}`, ids: [], ...change }]);
		props.onClose();
	};
	return (
		<Sheet
			open
			title={value ? "Edit group" : "New group"}
			onClose={props.onClose}
			acts={
				<Button kind="primary" wide type="submit" form="group">
					{value ? "Done" : "Add group"}
				</Button>
			}
		>
			<form class="stack wide" id="group" onSubmit={done}>
				<TextField
					label="Name"
					hint={value ? undefined : "Move components into it. A group without any is not published."}
					maxLength={200}
					autocomplete="off"
					value={name()}
					error={error()}
					onValue={setName}
				/>
				<Switch
					label="Collapsed"
					hint="Folded on the page while nothing is wrong in it"
					checked={isCollapsed()}
					onValue={setCollapsed}
				/>
			</form>
			<Show when={props.onRemove}>
				{(remove) => (
					<Button kind="danger" wide onClick={() => remove()()}>
						Delete group
					</Button>
				)}
			</Show>
		</Sheet>
	);
}

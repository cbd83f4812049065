import { createMemo, createSignal, For, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { showToast } from "../../parts/toast.tsx";
import { Section } from "../../shell/screen.tsx";
import { withComponentMoved, withGroupMoved, withoutGroup } from "./arrangement.ts";
import type { Arranging } from "./arranging.ts";
import { ComponentSheet, NewComponentSheet } from "./component-sheet.tsx";
import { GroupSheet } from "./group-sheet.tsx";
import "./components-part.css";

/** The components in the order of the page, each below the name of its group. A press opens one where it stands. */
export function ComponentsPart(props: { of: Arranging }) {
	const { groups, components, arrange } = props.of;
	const [opened, setOpened] = createSignal<string | null>(null);
	const [adds, setAdds] = createSignal<"component" | "group" | null>(null);
	/** One list, so that what moves from one group into the next stays the same line, and keeps the focus. */
	const lines = createMemo(() => groups().flatMap(({ key, ids }) => [key, ...ids]));
	const known = createMemo(() => new Map(components().map((one) => [one.id, one])));
	const groupAt = createMemo(() => new Map(groups().map((group) => [group.key, group])));
	const places = createMemo(() => new Map(lines().map((line, at) => [line, at])));
	const isGroup = (line: string) => groupAt().has(line);
	const titleOf = (line: string) => known().get(line)?.name ?? groupAt().get(line)?.name ?? "No group";
	const move = (line: string, by: 1 | -1) =>
		arrange((isGroup(line) ? withGroupMoved : withComponentMoved)(groups(), line, by));
	const isAtEnd = (line: string, by: 1 | -1): boolean => {
		if (isGroup(line)) return groups().at(by === 1 ? -1 : 0)?.key === line;
		// Line 0 is the first group's own.
		return places().get(line) === (by === 1 ? lines().length - 1 : 1);
	};
	const remove = (key: string) => {
		const before = groups();
		arrange(withoutGroup(before, key));
		setOpened(null);
		showToast("Group deleted. Its components stand alone.", () => arrange(before), "groups");
	};
	return (
		<Section title="Components">
			<ul class="arranged" aria-label="Components and groups">
				<For each={lines()}>
					{(line) => (
						<li class={isGroup(line) ? "of-group" : undefined}>
							<Show
								when={groupAt().get(line)?.name !== null}
								fallback={<span class="dim arranged-name">No group</span>}
							>
								<button type="button" class="arranged-name" onClick={() => setOpened(line)}>
									{titleOf(line)}
								</button>
							</Show>
							<Move line={titleOf(line)} by={-1} isAtEnd={isAtEnd(line, -1)} onMove={() => move(line, -1)} />
							<Move line={titleOf(line)} by={1} isAtEnd={isAtEnd(line, 1)} onMove={() => move(line, 1)} />
						</li>
					)}
				</For>
			</ul>
			<div class="abreast">
				<Button onClick={() => setAdds("component")}>Add component</Button>
				<Button onClick={() => setAdds("group")}>Add group</Button>
			</div>
			<Show when={adds() === "component"}>
				<NewComponentSheet of={props.of} onClose={() => setAdds(null)} />
			</Show>
			<Show when={adds() === "group"}>
				<GroupSheet of={props.of} groupKey={null} onClose={() => setAdds(null)} />
			</Show>
			<Show when={opened()} keyed>
				{(line) =>
					isGroup(line) ? (
						<GroupSheet
							of={props.of}
							groupKey={line}
							onRemove={() => remove(line)}
							onClose={() => setOpened(null)}
						/>
					) : (
						<ComponentSheet of={props.of} id={line} onClose={() => setOpened(null)} />
					)
				}
			</Show>
		</Section>
	);
}

function Move(props: { line: string; by: 1 | -1; isAtEnd: boolean; onMove(): void }) {
	const press = (button: HTMLButtonElement) => {
		props.onMove();
		// The line may have been put elsewhere, which takes the focus from it.
		button.focus({ preventScroll: true });
		button.scrollIntoView({ block: "nearest" });
	};
	return (
		<button
			type="button"
			class="arranged-move"
			aria-label={`Move ${props.line} ${props.by === 1 ? "down" : "up"}`}
			aria-disabled={props.isAtEnd}
			onClick={(event) => !props.isAtEnd && press(event.currentTarget)}
		>
			<span aria-hidden="true">{props.by === 1 ? "↓" : "↑"}</span>
		</button>
	);
}

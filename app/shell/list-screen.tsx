import { type JSX, Show } from "solid-js";
import type { Role } from "../../worker/platform/rules/caller.ts";
import { Button } from "../parts/button.tsx";
import { Icon } from "../parts/icon.tsx";
import { MoreOf } from "../parts/more-list.tsx";
import { Empty, Loaded, Skeleton } from "../parts/states.tsx";
import type { Resource } from "../state/resource.ts";
import { mayAs } from "../state/session.ts";
import type { List } from "../state/wire.ts";
import { addingByAddress } from "./adding.ts";
import { Screen } from "./screen.tsx";

interface ListScreenProps<Item> {
	/** "Monitors". */
	title: string;
	/** Where the arrow leads, for a list that the navigation does not name. */
	back?: string;
	of: Resource<List<Item>>;
	/** Where the pages after the first are read. */
	path: `/${string}`;
	/** Said while there are none. */
	empty: { title: string; words: string };
	/** Its own words say how old it is. */
	quiet?: boolean;
	/** A table on a desk. */
	wide?: boolean;
	/** Who may add one; an admin alone by default. */
	adds?: Role;
	/** The sheet in which they do. */
	add(onClose: () => void): JSX.Element;
	children(items: () => Item[]): JSX.Element;
}

/** A screen that is one list, and grows. */
export function ListScreen<Item>(props: ListScreenProps<Item>) {
	const [adding, setAdding] = addingByAddress();
	const addButton = (kind: "brass" | "plain") => (
		<Show when={mayAs(props.adds ?? "admin")}>
			<Button kind={kind} onClick={() => setAdding(true)}>
				<Icon name="plus" size={18} />
				Add
			</Button>
		</Show>
	);
	return (
		<Screen title={props.title} back={props.back} trail={addButton("plain")} wide={props.wide}>
			<Loaded
				of={props.of}
				quiet={props.quiet}
				what={props.title.toLowerCase()}
				bones={<Skeleton rows={6} height={68} />}
			>
				{(list) => (
					<Show
						when={list().items.length > 0}
						fallback={
							<Empty title={props.empty.title} act={addButton("brass")}>
								{props.empty.words}
							</Empty>
						}
					>
						{props.children(() => list().items)}
						<MoreOf of={props.of} path={props.path} />
					</Show>
				)}
			</Loaded>
			<Show when={adding() && mayAs(props.adds ?? "admin")}>{props.add(() => setAdding(false))}</Show>
		</Screen>
	);
}

import { type Accessor, createSignal } from "solid-js";
import { api, type Result } from "../../state/api.ts";
import type { Resource } from "../../state/resource.ts";
import type { Component, List } from "../../state/wire.ts";
import { arrangementOf, type DraftGroup, groupsOf } from "./arrangement.ts";

/** The components of the public page while they are put in order. */
export interface Arranging {
	components: Accessor<readonly Component[]>;
	groups: Accessor<readonly DraftGroup[]>;
	arrange(next: readonly DraftGroup[]): void;
	/** One was made, changed or deleted, which is published already. What is typed of the others stays. */
	changed(id: string, now: Component | null): void;
	/** As it is sent. */
	arranged(): ReturnType<typeof arrangementOf>;
	isSame(): boolean;
	save(): Promise<Result<unknown>>;
	take(items: readonly Component[], collapsed: readonly string[]): void;
}

export function arranging(
	of: Resource<List<Component>>,
	items: readonly Component[],
	collapsed: readonly string[],
): Arranging {
	const [components, setComponents] = createSignal(items);
	const [groups, setGroups] = createSignal<readonly DraftGroup[]>(groupsOf(items, collapsed));
	const know = (next: readonly Component[]) => {
		setComponents(next);
		of.set({ items: [...next], nextCursor: null });
	};
	const arranged = () => arrangementOf(groups(), components());
	const before = () => arrangementOf(groupsOf(components(), []), components());
	return {
		...{ components, groups, arranged },
		arrange: (next) => void setGroups(next),
		changed(id, now) {
			know([...components().filter((one) => one.id !== id), ...(now ? [now] : [])]);
			setGroups((known) => withComponent(known, id, now));
		},
		isSame: () => JSON.stringify(arranged()) === JSON.stringify(before()),
		async save() {
			const moved = await api<List<Component>>("PUT", "/components", { groups: arranged() });
			if (moved.ok) know(moved.value.items);
			return moved;
		},
		take(next, folded) {
			know(next);
			setGroups(groupsOf(next, folded));
		},
	};
}

/** A new one stands last; one that is gone stands nowhere; any other stays where it is. */
function withComponent(groups: readonly DraftGroup[], id: string, now: Component | null): DraftGroup[] {
	const isThere = groups.some(({ ids }) => ids.includes(id));
	if (now && isThere) return [...groups];
	if (now) {
		const last = groups.at(-1);
		if (last?.name === null) return [...groups.slice(0, -1), { ...last, ids: [...last.ids, id] }];
		return [...groups, { key: `group-${id}`, name: null, isCollapsed: false, ids: [id] }];
	}
	const rest = groups.map((group) => ({ ...group, ids: group.ids.filter((one) => one !== id) }));
	return rest.filter(({ name, ids }) => name !== null || ids.length > 0);
}

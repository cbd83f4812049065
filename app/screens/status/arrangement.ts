import type { Component } from "../../state/wire.ts";

/** A group as it is typed: what stands in it, in order. */
export interface DraftGroup {
	/** Its own while the screen is open, whatever it is called. */
	key: string;
	/** Null: these stand alone. */
	name: string | null;
	isCollapsed: boolean;
	ids: readonly string[];
}

/** As the public page has them: a group stands where its first component stands. */
export function groupsOf(components: readonly Component[], collapsed: readonly string[]): DraftGroup[] {
	const groups: (DraftGroup & { ids: string[] })[] = [];
	for (const { id, group: name } of inOrder(components)) {
		const last = groups.at(-1);
		const home =
			name === null ? (last?.name === null ? last : undefined) : groups.find((g) => g.name === name);
		if (home) home.ids.push(id);
		else
			groups.push({
				key: `group-${id}`,
				name,
				isCollapsed: name !== null && collapsed.includes(name),
				ids: [id],
			});
	}
	return groups;
}

const inOrder = (components: readonly Component[]): Component[] =>
	components.toSorted((a, b) => a.position - b.position || compare(a.name, b.name) || compare(a.id, b.id));

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** One place up or down. Beyond the end of its group it goes into the next one; at the end of all it stays. */
export function withComponentMoved(groups: readonly DraftGroup[], id: string, by: 1 | -1): DraftGroup[] {
	const at = groups.findIndex(({ ids }) => ids.includes(id));
	const group = groups[at];
	if (!group) return [...groups];
	const place = group.ids.indexOf(id);
	const to = place + by;
	if (to >= 0 && to < group.ids.length) {
		const ids = [...group.ids];
		ids.splice(place, 1);
		ids.splice(to, 0, id);
		return replaced(groups, at, { ...group, ids });
	}
	const next = groups[at + by];
	return next ? withComponentIn(groups, id, next.key, by === 1 ? "first" : "last") : [...groups];
}

/** Into another group; one that stands alone and is empty then is gone. */
export function withComponentIn(
	groups: readonly DraftGroup[],
	id: string,
	key: string,
	place: "first" | "last" = "last",
): DraftGroup[] {
	const rest = groups.map((group) => ({ ...group, ids: group.ids.filter((one) => one !== id) }));
	const put = rest.map((group) => {
		if (group.key !== key) return group;
		return { ...group, ids: place === "first" ? [id, ...group.ids] : [...group.ids, id] };
	});
	return put.filter((group) => group.name !== null || group.ids.length > 0);
}

export function withGroupMoved(groups: readonly DraftGroup[], key: string, by: 1 | -1): DraftGroup[] {
	const at = groups.findIndex((group) => group.key === key);
	const [group, next] = [groups[at], groups[at + by]];
	return group && next ? replaced(replaced(groups, at, next), at + by, group) : [...groups];
}

export const withGroupChanged = (
	groups: readonly DraftGroup[],
	key: string,
	change: Partial<Pick<DraftGroup, "name" | "isCollapsed">>,
): DraftGroup[] => groups.map((group) => (group.key === key ? { ...group, ...change } : group));

/** What stood in it stands alone from then on. */
export const withoutGroup = (groups: readonly DraftGroup[], key: string): DraftGroup[] =>
	groups
		.map((group) => (group.key === key ? { ...group, name: null, isCollapsed: false } : group))
		.filter((group) => group.name !== null || group.ids.length > 0);

function replaced(groups: readonly DraftGroup[], at: number, by: DraftGroup): DraftGroup[] {
	return groups.map((group, i) => (i === at ? by : group));
}

/** As it is sent. A group without components is none. */
export function arrangementOf(groups: readonly DraftGroup[], components: readonly Component[]) {
	const versions = new Map(components.map(({ id, version }) => [id, version]));
	return groups
		.filter(({ ids }) => ids.length > 0)
		.map(({ name, ids }) => ({
			name,
			components: ids.map((id) => ({ id, version: versions.get(id) ?? 0 })),
		}));
}

export const collapsedIn = (groups: readonly DraftGroup[]): string[] =>
	groups.flatMap(({ name, isCollapsed, ids }) =>
		name !== null && isCollapsed && ids.length > 0 ? [name] : [],
	);

/** Why a group cannot be called so; null when it can. */
export function refuseGroupName(
	groups: readonly DraftGroup[],
	key: string | null,
	name: string,
): string | null {
	if (name.trim() === "") return "Give it a name.";
	const isTaken = groups.some((group) => group.key !== key && group.name === name.trim());
	return isTaken ? "Another group has this name." : null;
}

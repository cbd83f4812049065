import { toWire } from "../platform/rules/time.ts";
import type { ComponentView, GroupView, PublicView } from "./rules/status.ts";

export const PAGE_ID = "tocsin";

/** Groups stand before their components, as Statuspage lists them. */
export function componentsOf(view: PublicView) {
	return view.groups.flatMap((group) => [
		...(group.name === null ? [] : [groupOf(group, group.name, view)]),
		...group.components.map((component) => componentOf(component, view)),
	]);
}

function groupOf(group: GroupView, name: string, view: PublicView) {
	const createdAt = Math.min(...group.components.map((c) => c.createdAt));
	return {
		...common(groupId(name), name, group.status, createdAt, changedAt(group.components, view)),
		position: group.components[0]?.position ?? 0,
		group_id: null,
		group: true,
		components: group.components.map((c) => c.id),
	};
}

export function componentOf(component: ComponentView, view: PublicView) {
	const { id, name, createdAt, position, group, description } = component;
	return {
		...common(id, name, component.status, createdAt, changedAt([component], view)),
		description,
		position,
		group_id: group === null ? null : groupId(group),
		group: false,
	};
}

function common(id: string, name: string, status: string, createdAt: number, updatedAt: number) {
	return {
		id,
		name,
		status,
		created_at: toWire(createdAt),
		updated_at: toWire(updatedAt),
		description: null,
		showcase: false,
		start_date: toWire(createdAt).slice(0, 10),
		page_id: PAGE_ID,
		only_show_if_degraded: false,
	};
}

/** A group has no identifier of its own; its name is unique on the page. */
const groupId = (name: string) => `group-${encodeURIComponent(name.toLowerCase())}`;

/** When an incident last changed one of them; before the first, when they were made. */
function changedAt(components: ComponentView[], view: PublicView): number {
	const ids = new Set(components.map((c) => c.id));
	const theirs = [...view.open, ...view.past].filter((i) => ids.has(i.componentId));
	return Math.max(
		...components.map((c) => c.createdAt),
		...theirs.map((i) => Math.max(i.startedAt, i.resolvedAt ?? 0)),
	);
}

/** What every update carries. */
export function saidAt(instant: number, incidentId: string) {
	const at = toWire(instant);
	return {
		incident_id: incidentId,
		created_at: at,
		updated_at: at,
		display_at: at,
		deliver_notifications: true,
		custom_tweet: null,
		tweet_id: null,
	};
}

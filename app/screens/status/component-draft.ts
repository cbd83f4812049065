import type { ComponentStatus } from "../../../worker/services/rules/component.ts";
import type { Component } from "../../state/wire.ts";

/** As it is typed. */
export interface ComponentDraft {
	name: string;
	description: string;
	status: ComponentStatus;
	/** Of this device, as its field has it; empty: until it is changed. */
	until: string;
}

export const STATUS_OPTIONS: readonly { value: ComponentStatus; name: string }[] = [
	{ value: "operational", name: "Automatic, from monitors and incidents" },
	{ value: "degraded_performance", name: "Degraded performance" },
	{ value: "partial_outage", name: "Partial outage" },
	{ value: "major_outage", name: "Major outage" },
	{ value: "under_maintenance", name: "Under maintenance" },
];

/** What was set by hand and has ended is automatic again. */
export function draftOf(one: Partial<Component>, now: number): ComponentDraft {
	const { name = "", status = "operational", statusUntil } = one;
	const isOver = Boolean(statusUntil) && Date.parse(statusUntil ?? "") <= now;
	return {
		...{ name, description: one.description ?? "" },
		status: isOver ? "operational" : status,
		until: statusUntil && !isOver ? fieldOf(new Date(statusUntil)) : "",
	};
}

/** As it is sent. */
export const bodyOf = ({ name, description, status, until }: ComponentDraft) => ({
	...{ name: name.trim(), description: description.trim() || null, status },
	statusUntil: status === "operational" || until === "" ? null : new Date(until).toISOString(),
});

function fieldOf(at: Date): string {
	const two = (value: number) => String(value).padStart(2, "0");
	const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
	return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

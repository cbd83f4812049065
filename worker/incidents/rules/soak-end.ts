import type { Monitor } from "../../monitoring/rules/monitor.ts";
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import { firstPageAt } from "../../paging/rules/severity-hours.ts";
import { SYSTEM } from "../../platform/rules/caller.ts";
import { type Instant, toWireOrNull } from "../../platform/rules/time.ts";
import type { NewEvent } from "./events.ts";
import type { Incident } from "./incident.ts";
import { judgeByQuorum, type Look } from "./recovery.ts";
import { resolving } from "./soak.ts";

/**
 * The end of a soak that has run out, from one last look. The service's own monitors are judged by their Watch, with
 * their thresholds: while they fail, it is "not yet" over, and either they work again or the Watch tells of the failure.
 * Nobody else watches smoke checks and what depends on the service: what a quorum sees fail there is a relapse.
 */
export function endOfSoak(
	incident: Incident,
	paging: PagingPlan,
	{ look, monitors }: { look: Look; monitors: readonly Monitor[] },
	now: Instant,
): NewEvent[] | "not yet" {
	const { soak } = incident;
	if (soak === null || now < soak.untilAt) return [];
	const { failing, ...judged } = judgeByQuorum(look, monitors);
	const isWatched = (id: string) => id.startsWith("mon_") && serviceOf(monitors, id) === incident.service.id;
	const others = failing.filter((id) => !isWatched(id));
	const checked: NewEvent = {
		type: "recovery_checked",
		actor: SYSTEM,
		data: { ...judged, overrideReason: null },
	};
	if (others.length > 0) {
		const names = others.map((id) => monitors.find((monitor) => monitor.id === id)?.name ?? id);
		const reason = `Failing at the end of the watch: ${names.join(", ")}`;
		const at = toWireOrNull(firstPageAt(paging, incident.severity, now));
		return [checked, { type: "reopened", actor: SYSTEM, data: { reason, firstPageAt: at } }];
	}
	if (failing.length > 0) return "not yet";
	const { note, disposition, publicMessage } = soak;
	const ending = { note, disposition, ...(publicMessage !== null && { publicMessage }) };
	return [checked, ...resolving(incident, SYSTEM, now, ending)];
}

function serviceOf(monitors: readonly Monitor[], id: string): string | undefined {
	return monitors.find((monitor) => monitor.id === id)?.serviceId;
}

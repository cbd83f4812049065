import type { PublicIncident } from "../../worker/incidents/rules/public-view.ts";
import { days, hours, minutes } from "../../worker/platform/rules/time.ts";
import type { PublicComponent } from "../../worker/services/rules/component.ts";
import { component, publicIncident } from "../support/public-cast.ts";

const DEPARTMENTS = ["Checkout", "Storefront", "Search", "Accounts"];
const PARTS_EACH = 25;

/** A shop of a hundred components with thirty incidents in its last ninety days, one of them open. */
export const HUNDRED_COMPONENTS: { components: PublicComponent[]; incidents: PublicIncident[] } = shop(
	Date.now(),
);

function shop(now: number) {
	const components = DEPARTMENTS.flatMap((group, g) =>
		Array.from({ length: PARTS_EACH }, (_, n) =>
			component(`${group} ${n + 1}`, {
				id: `cmp_${g}_${n}`,
				group,
				position: g * PARTS_EACH + n,
				createdAt: now - days(365),
			}),
		),
	);
	const incidents = Array.from({ length: 30 }, (_, n) =>
		incident(n, components[(n * 37) % components.length]!, now),
	);
	return { components, incidents };
}

function incident(n: number, { id, name }: PublicComponent, now: number): PublicIncident {
	const startedAt = now - minutes(20) - n * days(3);
	const resolvedAt = n === 0 ? null : startedAt + minutes(15 + 7 * n);
	const says = (status: PublicIncident["status"], afterMs: number, message: string) => ({
		id: `upd_${n}_${status}`,
		at: startedAt + afterMs,
		status,
		message,
	});
	const updates = [
		says("investigating", 0, `Some customers cannot use ${name}. We are looking into it.`),
		says("identified", minutes(6), `A change of ${n + 1} minutes ago is the cause; it is being taken back.`),
		...(resolvedAt ? [says("resolved", resolvedAt - startedAt, `${name} works again for everybody.`)] : []),
	];
	return publicIncident({
		incidentId: `inc_01JSHOP00000000000000000${String(n).padStart(2, "0")}`,
		componentId: id,
		componentName: name,
		name: `${name} is down`,
		severity: n % 3 === 0 ? "P1" : "P2",
		status: resolvedAt ? "resolved" : "identified",
		startedAt,
		resolvedAt,
		updates,
		nextUpdateDueAt: resolvedAt ? null : now + hours(1),
	});
}

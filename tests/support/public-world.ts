import type { PublicIncident } from "../../worker/incidents/rules/public-view.ts";
import { days, hours, minutes } from "../../worker/platform/rules/time.ts";
import type { PublicComponent } from "../../worker/services/rules/component.ts";
import { component, publicIncident, SHOP } from "./public-cast.ts";

const NAMES = [
	...SHOP.map((c) => c.name),
	..."Payments,Invoices,Shipping,Returns,Newsletter,Reviews,Recommendations,Gift cards,Loyalty,Partner API".split(
		",",
	),
	..."Webhooks,Image delivery,Stock levels,Warehouse,Reports,Support chat".split(","),
];
const GROUPS = ["Shop", "Money", "Goods", "Partners"];

/** Twenty components in four groups, most of them a year old. */
export function twentyComponents(now: number): PublicComponent[] {
	return NAMES.map((name, index) =>
		component(name, {
			id: `cmp_${String(index).padStart(26, "0")}`,
			group: index < 5 ? null : (GROUPS[Math.floor((index - 1) / 5)] ?? null),
			position: index,
			createdAt: now - (index === 17 ? days(12) : days(400)),
		}),
	);
}

/** The same five times over, under names of their own. */
export function hundredComponents(now: number): PublicComponent[] {
	return Array.from({ length: 5 }, (_, round) =>
		twentyComponents(now).map((one, index) => ({
			...one,
			...(round > 0 && {
				id: `cmp_${String(round * 20 + index).padStart(26, "0")}`,
				name: `${one.name} ${round + 1}`,
			}),
			position: round * 20 + index,
		})),
	).flat();
}

const TEXTS = [
	"Payments fail for everybody who pays by card since a few minutes ago. We are looking into it with our payment provider and will tell you more as soon as we know it.",
	"A release of this morning exhausted the database connections of the checkout. We are rolling it back; orders should go through again within minutes. Baskets are kept.",
	"The release is rolled back and orders go through again. We watch the error rate for half an hour before we call this over. Orders that failed were not charged.",
	"Everything has worked for half an hour. We are sorry for the trouble; a review of what happened follows within two days.",
];

/** Two open incidents and three past ones, written as people write them. */
export function fiveIncidents(now: number): PublicIncident[] {
	const of = (n: number, rest: Partial<PublicIncident>, texts: number) => {
		const startedAt = rest.startedAt ?? now;
		const words = ["investigating", "identified", "monitoring", "resolved"] as const;
		const updates = TEXTS.slice(0, texts).map((message, index) => ({
			id: `upd_${String(n * 10 + index).padStart(26, "0")}`,
			at: startedAt + minutes(1 + index * 14),
			status: words[index] ?? "resolved",
			message,
		}));
		return publicIncident({
			incidentId: `inc_${String(n).padStart(26, "0")}`,
			status: words[texts - 1] ?? "resolved",
			updates,
			nextUpdateDueAt: null,
			...rest,
		});
	};
	const at = (id: number) => ({
		componentId: `cmp_${String(id).padStart(26, "0")}`,
		componentName: NAMES[id] ?? "",
	});
	return [
		of(1, { ...at(0), startedAt: now - minutes(18), nextUpdateDueAt: now + minutes(12) }, 2),
		of(
			2,
			{
				...at(2),
				severity: "P3",
				name: "Search is degraded",
				startedAt: now - hours(2),
				nextUpdateDueAt: now + hours(1),
			},
			1,
		),
		of(
			3,
			{
				...at(0),
				severity: "P2",
				name: "Checkout is partly down",
				startedAt: now - days(11),
				resolvedAt: now - days(11) + minutes(52),
			},
			4,
		),
		of(
			4,
			{ ...at(7), name: "Returns is down", startedAt: now - days(37), resolvedAt: now - days(37) + hours(3) },
			4,
		),
		of(
			5,
			{
				...at(12),
				severity: "P3",
				name: "Gift cards is degraded",
				startedAt: now - days(70),
				resolvedAt: now - days(70) + minutes(90),
			},
			4,
		),
	];
}

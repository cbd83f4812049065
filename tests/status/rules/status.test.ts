import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PUBLIC_STATUSES, type PublicIncident } from "../../../worker/incidents/rules/public-view.ts";
import { worstStandings } from "../../../worker/monitoring/rules/standing.ts";
import { SEVERITIES, type Severity } from "../../../worker/paging/rules/severity.ts";
import { days, minutes } from "../../../worker/platform/rules/time.ts";
import { COMPONENT_STATUSES, type ComponentStatus } from "../../../worker/services/rules/component.ts";
import { type Doubts, NO_DOUBTS } from "../../../worker/status/rules/doubts.ts";
import { publicView } from "../../../worker/status/rules/status.ts";
import { doubtsFrom } from "../../../worker/status/rules/status-doubt.ts";
import { badness, statusOfSeverity, worst } from "../../../worker/status/rules/status-rank.ts";
import { component, NOON, publicIncident, SHOP } from "../../support/public-cast.ts";

const of = (name: string, severity: Severity) =>
	publicIncident({
		incidentId: `inc_${name}`,
		componentId: `cmp_${name.toLowerCase()}`,
		componentName: name,
		severity,
	});

const statusOf = (view: ReturnType<typeof publicView>, name: string) =>
	view.groups.flatMap((g) => g.components).find((c) => c.name === name)?.status;

describe("what the public reads first", () => {
	const cases: [string, PublicIncident[], string, string, string][] = [
		["nothing is wrong", [], "All systems operational", "none", "All Systems Operational"],
		["Checkout has a P1", [of("Checkout", "P1")], "Checkout is down", "critical", "Major Service Outage"],
		[
			"Checkout has a P2",
			[of("Checkout", "P2")],
			"Checkout is partly down",
			"major",
			"Partial System Outage",
		],
		["Search has a P3", [of("Search", "P3")], "Search is degraded", "minor", "Minor Service Outage"],
		[
			"Search has a P4",
			[{ ...of("Search", "P4"), name: "Search has a minor problem" }],
			"Search has a minor problem",
			"none",
			"All Systems Operational",
		],
		[
			"two are down",
			[of("Search", "P1"), of("Checkout", "P1")],
			"Checkout and Search are down",
			"critical",
			"Major Service Outage",
		],
		[
			"one is down and one is slow",
			[of("Search", "P3"), of("Checkout", "P1")],
			"Checkout and Search are having problems",
			"critical",
			"Major Service Outage",
		],
		[
			"all four are down",
			["Checkout", "Storefront", "Search", "Accounts"].map((name) => of(name, "P1")),
			"Everything is down",
			"critical",
			"Major Service Outage",
		],
		[
			"a component that is not on the list is down",
			[of("Ledger", "P1")],
			"Ledger is down",
			"critical",
			"Major Service Outage",
		],
	];
	it.each(cases)("when %s", (_when, incidents, sentence, indicator, description) => {
		const { verdict } = publicView(SHOP, incidents, NOON);
		expect(verdict).toMatchObject({ sentence, indicator, description });
	});

	it("says what still works beside what does not", () => {
		const { verdict } = publicView(SHOP, [of("Checkout", "P1"), of("Search", "P3")], NOON);
		expect(verdict.detail).toBe("Checkout is down. Search is degraded. Everything else is operational.");
	});

	const doubts = (of: Doubts["of"], rest: Partial<Doubts> = {}): Doubts => ({ ...NO_DOUBTS, of, ...rest });
	const checking = { cmp_search: "checking" } as const;
	const lateSince = Date.UTC(2026, 10, 23, 11, 22);
	it.each<[string, Doubts, PublicIncident[], string, string, string]>([
		["Search is being checked", doubts(checking), [], "Search is being checked", "", "none"],
		[
			"two are being checked",
			doubts({ ...checking, cmp_accounts: "checking" }),
			[],
			"Search and Accounts are being checked",
			"",
			"none",
		],
		[
			"Search is being checked beside an outage",
			doubts(checking),
			[of("Checkout", "P1")],
			"Checkout is down",
			"Search is being checked.",
			"critical",
		],
		[
			"what is being checked is known to be degraded",
			doubts(checking),
			[of("Search", "P3")],
			"Search is degraded",
			"Everything else is operational.",
			"minor",
		],
		[
			"Search was not looked at for long",
			doubts({ cmp_search: "unknown" }),
			[],
			"We can’t tell how Search is",
			"",
			"none",
		],
		[
			"no component was looked at for long",
			doubts(Object.fromEntries(SHOP.map((c) => [c.id, "unknown" as const]))),
			[],
			"We can’t tell right now",
			"",
			"none",
		],
		[
			"all of it is of the past",
			doubts(Object.fromEntries(SHOP.map((c) => [c.id, "unknown" as const])), { lateSince }),
			[],
			"Everything worked at 11:22 UTC",
			"",
			"none",
		],
		[
			"nothing checks Search and Accounts",
			doubts({}, { checked: ["cmp_checkout", "cmp_storefront"] }),
			[],
			"All systems operational",
			"Not checked automatically: Search and Accounts.",
			"none",
		],
	])("claims no more than is known when %s", (_when, given, incidents, sentence, detail, indicator) => {
		const { verdict, groups } = publicView(SHOP, incidents, NOON, given);
		expect([verdict.sentence, verdict.indicator]).toEqual([sentence, indicator]);
		expect(verdict.detail.replace(/^We can’t.*$/, "")).toBe(detail);
		const works = groups.flatMap((g) => g.components).filter((c) => c.status === "operational" && !c.doubt);
		expect(works.map((c) => c.id).filter((id) => given.of[id])).toEqual([]);
	});

	it("does not call planned work a problem while something is broken", () => {
		const shop = SHOP.map((c) =>
			c.name === "Accounts" ? { ...c, status: "under_maintenance" as const } : c,
		);
		expect(publicView(shop, [], NOON).verdict.sentence).toBe("Accounts is under maintenance");
		expect(publicView(shop, [of("Checkout", "P1")], NOON).verdict.sentence).toBe("Checkout is down");
	});

	it("does not claim that all is well before there is anything to watch", () => {
		expect(publicView([], [], NOON).verdict.sentence).toBe("No services listed yet");
	});

	it("goes back to working when the incident is resolved", () => {
		const view = publicView(SHOP, [publicIncident({ resolvedAt: NOON, status: "resolved", seq: 9 })], NOON);
		expect([view.verdict.sentence, view.open.length, view.past.length]).toEqual([
			"All systems operational",
			0,
			1,
		]);
	});
});

describe("the status of a component", () => {
	it("lets an incident make a status set by hand worse, and never better", () => {
		const degraded = [component("Checkout", { status: "degraded_performance" })];
		expect(statusOf(publicView(degraded, [of("Checkout", "P1")], NOON), "Checkout")).toBe("major_outage");
		const down = [component("Checkout", { status: "major_outage" })];
		expect(statusOf(publicView(down, [of("Checkout", "P3")], NOON), "Checkout")).toBe("major_outage");
	});

	it("gives a group the status of its worst child", () => {
		const shop = SHOP.map((c) => ({ ...c, group: c.name === "Accounts" ? "Customers" : "Shop" }));
		const { groups } = publicView(shop, [of("Search", "P3"), of("Checkout", "P2")], NOON);
		expect(groups.map((g) => [g.name, g.status])).toEqual([
			["Shop", "partial_outage"],
			["Customers", "operational"],
		]);
	});
});

const anyIncident: fc.Arbitrary<PublicIncident> = fc
	.record({
		n: fc.integer({ min: 0, max: 5 }),
		seq: fc.integer({ min: 1, max: 40 }),
		published: fc.boolean(),
		severity: fc.constantFrom(...SEVERITIES),
		componentName: fc.constantFrom("Checkout", "Storefront", "Search", "Accounts", "Ledger"),
		status: fc.constantFrom(...PUBLIC_STATUSES),
		startedAgo: fc.integer({ min: 0, max: days(120) }),
		lasted: fc.option(fc.integer({ min: 0, max: days(3) })),
	})
	.map(({ n, startedAgo, lasted, componentName, ...rest }) =>
		publicIncident({
			...rest,
			incidentId: `inc_${n}`,
			componentName,
			componentId: `cmp_${componentName.toLowerCase()}`,
			startedAt: NOON - startedAgo,
			resolvedAt: lasted === null ? null : NOON - startedAgo + lasted,
		}),
	);
/** Histories in which one seq of one incident always says the same, as the incident's own events guarantee. */
const anyHistory = fc
	.array(anyIncident, { maxLength: 30 })
	.map((all) => [...new Map(all.map((i) => [`${i.incidentId} ${i.seq}`, i])).values()]);

describe("for every history of public incidents", () => {
	it("says the same whatever the order in which they arrived", () => {
		fc.assert(
			fc.property(
				anyHistory.chain((h) => fc.tuple(fc.constant(h), fc.shuffledSubarray(h, { minLength: h.length }))),
				([history, shuffled]) => {
					const again = [...shuffled, ...shuffled.slice(0, 3)];
					expect(publicView(SHOP, again, NOON)).toEqual(publicView(SHOP, history, NOON));
				},
			),
		);
	});

	it("shows exactly the severity of the worst open published incident (I22)", () => {
		fc.assert(
			fc.property(anyHistory, (history) => {
				const newest = new Map<string, PublicIncident>();
				for (const i of [...history].sort((a, b) => a.seq - b.seq)) newest.set(i.incidentId, i);
				const open = [...newest.values()].filter((i) => i.published && i.resolvedAt === null);
				const expected = worst(open.map((i) => statusOfSeverity(i.severity)));
				expect(publicView(SHOP, history, NOON).verdict.status).toBe(expected);
			}),
		);
	});

	it("shows nothing that was not published and no field the public type does not name", () => {
		const SECRET = "canary-4f2a";
		const leaking = anyIncident.map((incident) => ({
			...incident,
			...(incident.published ? {} : { name: SECRET, componentName: SECRET }),
			title: SECRET,
			description: SECRET,
			notes: [SECRET],
			targets: [{ email: SECRET }],
			updates: incident.updates.map((u) => ({
				...u,
				actor: SECRET,
				message: incident.published ? u.message : SECRET,
			})),
			earlier: [{ startedAt: 0, resolvedAt: 1, note: SECRET }],
		}));
		fc.assert(
			fc.property(fc.array(leaking, { maxLength: 20 }), (incidents) => {
				const shop = SHOP.map((c) => ({ ...c, internalNote: SECRET }));
				expect(JSON.stringify(publicView(shop, incidents, NOON))).not.toContain(SECRET);
			}),
		);
	});

	it("never shows a component better than what was set by hand", () => {
		fc.assert(
			fc.property(anyHistory, fc.constantFrom(...COMPONENT_STATUSES), (history, status: ComponentStatus) => {
				const view = publicView([component("Checkout", { status })], history, NOON);
				expect(badness(statusOf(view, "Checkout")!)).toBeGreaterThanOrEqual(badness(status));
			}),
		);
	});
});

describe("what is in doubt", () => {
	const places = { svc_search: "cmp_search", svc_import: "cmp_search", svc_pay: "cmp_checkout" };

	it("is a component any of whose services fails a check, and first what fails", () => {
		const standings = worstStandings([
			{ serviceId: "svc_import", standing: "unknown" },
			{ serviceId: "svc_search", standing: "well" },
			{ serviceId: "svc_search", standing: "checking" },
			{ serviceId: "svc_pay", standing: "well" },
			{ serviceId: "svc_private", standing: "checking" },
		]);
		expect(doubtsFrom(places, standings, [])).toEqual({
			of: { cmp_search: "checking" },
			checked: ["cmp_checkout", "cmp_search"],
		});
	});

	it("is a component with an open incident that was not published, whatever its checks say", () => {
		const well = [{ serviceId: "svc_pay", standing: "well" as const }];
		expect(doubtsFrom(places, well, ["cmp_checkout"]).of).toEqual({ cmp_checkout: "checking" });
	});
});

describe("the list of incidents", () => {
	it("puts the worst open one first and the latest past one first", () => {
		const at = (id: string, severity: Severity, ago: number, resolvedAgo: number | null) =>
			publicIncident({
				incidentId: id,
				severity,
				startedAt: NOON - minutes(ago),
				resolvedAt: resolvedAgo === null ? null : NOON - minutes(resolvedAgo),
			});
		const view = publicView(
			SHOP,
			[at("c", "P3", 50, null), at("a", "P1", 5, null), at("old", "P1", 900, 800), at("new", "P1", 90, 80)],
			NOON,
		);
		expect(view.open.map((i) => i.incidentId)).toEqual(["a", "c"]);
		expect(view.past.map((i) => i.incidentId)).toEqual(["new", "old"]);
	});
});

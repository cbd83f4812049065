import { describe, expect, it } from "vitest";
import type { StoredEvent } from "../../../worker/incidents/rules/events.ts";
import type { Incident } from "../../../worker/incidents/rules/incident.ts";
import { timesOf } from "../../../worker/incidents/rules/opening.ts";
import { peopleTold } from "../../../worker/incidents/rules/told-people.ts";
import { newsOf } from "../../../worker/incidents/rules/webhook-news.ts";
import { DEFAULT_SEVERITY_POLICY } from "../../../worker/paging/rules/severity.ts";
import { pagingPlan } from "../../support/paging-plan.ts";

const NOW = Date.UTC(2031, 0, 8);
const ANA = { kind: "user", id: "usr_1", name: "Ana" };
const incident = {
	...{ id: "inc_1", number: 7, title: "Payments fail", severity: "P3", drill: false },
	service: { id: "svc_1", name: "Checkout" },
	source: { kind: "monitor", id: "mon_1", name: "Shop" },
} as unknown as Incident;
const event = (seq: number, type: string, data: object) =>
	({ seq, type, at: NOW + seq, actor: ANA, data }) as unknown as StoredEvent;

describe("what webhooks are told of an incident", () => {
	it("has the severity of that moment, in the order of the timeline", () => {
		const news = newsOf(incident, [
			event(1, "triggered", { severity: "P1", source: incident.source, detectedAt: "" }),
			event(2, "page_queued", {}),
			event(3, "severity_changed", { from: "P1", to: "P3", urgency: "low", reason: null }),
			event(4, "acknowledged", { pageId: "pag_1", occurredAt: null }),
		]);
		const severities = news.map(({ data }) => (data.incident as { severity: string }).severity);
		expect(news.map(({ seq }) => seq)).toEqual([1, 3, 4]);
		expect(severities).toEqual(["P1", "P3", "P3"]);
	});

	it("holds nothing of descriptions, evidence, pages and notes", () => {
		const secret = { description: "SECRET", evidence: [{ detail: "SECRET" }], pageId: "SECRET" };
		const begin = { severity: "P1", source: { kind: "integration", id: "SECRET", name: "PagerDuty" } };
		const news = newsOf(incident, [
			event(1, "triggered", { ...begin, ...secret }),
			event(2, "note_added", { text: "SECRET" }),
			event(3, "acknowledged", { ...secret, occurredAt: null }),
			event(4, "resolved", { note: "SECRET", disposition: "real" }),
		]);
		expect(news).toHaveLength(3);
		expect(JSON.stringify(news)).not.toContain("SECRET");
	});

	it("says of the monitor that it flaps", () => {
		const [news] = newsOf(incident, [event(5, "flapping_started", { starts: 3, withinSeconds: 900 })]);
		expect(news).toMatchObject({ type: "monitor.flapping", subjectId: "mon_1", link: "/app/monitors/mon_1" });
	});
});

describe("people whom a severity names", () => {
	const severityPolicy = DEFAULT_SEVERITY_POLICY.map((rule) =>
		rule.severity === "P1" ? { ...rule, notifyUserIds: ["usr_9"] } : rule,
	);
	const plan = { ...pagingPlan(), severityPolicy };
	const told = (events: StoredEvent[], of = incident) => peopleTold(of, plan, events, NOW);
	const update = (audience: string) => event(3, "update_published", { audience, message: "Soon." });

	it("hear that it begins, or became as bad, and of every update, also of what customers read", () => {
		expect(told([event(1, "triggered", { severity: "P1" })])).toMatchObject([{ what: "began", seq: 1 }]);
		expect(told([event(2, "severity_changed", { from: "P2", to: "P1" })])).toHaveLength(1);
		expect(told([event(2, "severity_changed", { from: "P1", to: "P2" })])).toEqual([]);
		const worst = { ...incident, severity: "P1" } as Incident;
		expect(told([update("stakeholders")], worst)).toMatchObject([{ what: "update", message: "Soon." }]);
		expect(told([update("public")], worst)).toMatchObject([{ what: "update", message: "Soon." }]);
		expect(told([update("stakeholders")])).toEqual([]);
	});

	it("hear nothing of drills", () => {
		expect(told([event(1, "triggered", { severity: "P1" })], { ...incident, drill: true })).toEqual([]);
	});
});

describe("people whom a service names", () => {
	const hours = { timeZone: "UTC", days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" };
	const night = Date.UTC(2031, 0, 6, 3);
	const base = pagingPlan();
	const plan = {
		...base,
		service: { ...base.service, teamId: "tea_1", notifyUserIds: ["usr_9"] },
		teams: [{ id: "tea_1", name: "Shop", memberIds: [], businessHours: hours }],
	};
	const told = (events: StoredEvent[], severity: string, hasUpdates = false) => {
		const of = { ...incident, severity, hasUpdates } as Incident;
		const atNight = events.map((one) => ({ ...one, at: night }) as StoredEvent);
		return peopleTold(of, plan, atNight, night);
	};
	const update = event(3, "update_published", { audience: "stakeholders", message: "Soon." });

	it("hear at once, also at night, that a P1 begins, of each update, and that it is over", () => {
		const all = [event(1, "triggered", { severity: "P1" }), update, event(4, "resolved", {})];
		expect(told(all, "P1").map(({ userId, what, notBefore }) => [userId, what, notBefore])).toEqual([
			["usr_9", "began", null],
			["usr_9", "update", null],
			["usr_9", "ended", null],
		]);
	});

	it("hear of a P2 once somebody writes to them, and not before the morning", () => {
		const all = [event(1, "triggered", { severity: "P2" }), update, event(4, "resolved", {})];
		const morning = Date.UTC(2031, 0, 6, 9);
		expect(told(all, "P2", true).map(({ what, notBefore }) => [what, notBefore])).toEqual([
			["update", morning],
			["ended", morning],
		]);
		expect(told([event(4, "resolved", {})], "P2")).toEqual([]);
	});

	it("are promised updates as everybody who is told", () => {
		expect(timesOf(plan, "P1", false).stakeholderUpdateEverySeconds).toBe(900);
		expect(timesOf(base, "P1", false).stakeholderUpdateEverySeconds).toBeNull();
	});
});

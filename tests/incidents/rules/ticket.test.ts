import { expect, it } from "vitest";
import type { StoredEvent } from "../../../worker/incidents/rules/events.ts";
import { ticketEvents, ticketWanted } from "../../../worker/incidents/rules/ticket.ts";
import { DEFAULT_SEVERITY_POLICY } from "../../../worker/paging/rules/severity.ts";
import { ticketWords } from "../../../worker/reviews/rules/ticket-words.ts";

const NOW = Date.UTC(2031, 0, 8);
const severityPolicy = DEFAULT_SEVERITY_POLICY.map((rule) =>
	rule.severity === "P4" ? { ...rule, ticketTrackerId: "trk_1" } : rule,
);
const incident = { drill: false, source: { kind: "user" as const, id: null, name: "Ana" } };
const event = (type: string, data: object, at = NOW) =>
	({ type, data, at, seq: 1 }) as unknown as StoredEvent;
const begins = (severity: string, at = NOW) => event("triggered", { severity }, at);

it("wants a ticket for the severity whose rule names a place, from its begin or later", () => {
	const wanted = (...events: StoredEvent[]) => ticketWanted(incident, { severityPolicy }, events, NOW);
	expect(wanted(begins("P4"))).toBe("trk_1");
	expect(wanted(begins("P1"))).toBeNull();
	expect(wanted(begins("P1"), event("severity_changed", { to: "P4" }))).toBe("trk_1");
	expect(wanted(event("note_added", {}))).toBeNull();
});

it("wants none for drills, tests, and what is older than a day", () => {
	const events = [begins("P4")];
	expect(ticketWanted({ ...incident, drill: true }, { severityPolicy }, events, NOW)).toBeNull();
	const test = { drill: false, source: { ...incident.source, kind: "test" as const } };
	expect(ticketWanted(test, { severityPolicy }, events, NOW)).toBeNull();
	expect(ticketWanted(incident, { severityPolicy }, [begins("P4", NOW - 90_000_000)], NOW)).toBeNull();
});

it("says once what became of it", () => {
	const result = { marker: "m", where: "Shop", key: "#1", url: null, failure: null };
	expect(ticketEvents({ ticketSaid: null }, result)).toMatchObject([{ type: "ticket_filed" }]);
	expect(ticketEvents({ ticketSaid: "m" }, result)).toEqual([]);
	expect(ticketEvents({ ticketSaid: null }, { ...result, failure: "no" })).toMatchObject([
		{ type: "ticket_failed", data: { reason: "no" } },
	]);
});

it("leaves out the lines of a template that name only what an incident has not", () => {
	const view = {
		id: "inc_1",
		number: 7,
		title: "A {{text}}",
		service: { id: "s", name: "Checkout" },
		severity: "P4",
	};
	const templates = {
		title: "[{{severity}}] {{text}}",
		body: "{{text}}\n\nOwner: {{owner}}\nIn: {{service}} {{due}}",
	};
	expect(ticketWords(templates, view as never, "https://t/app")).toEqual({
		title: "[P4] A {{text}}",
		body: "A {{text}}\n\nIn: Checkout",
	});
});

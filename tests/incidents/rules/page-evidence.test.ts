import { describe, expect, it } from "vitest";
import type { IncidentEvent } from "../../../worker/incidents/rules/events.ts";
import { pageEvidence } from "../../../worker/incidents/rules/page-evidence.ts";

/** Only what is read here; the rest of an event does not matter to it. */
const event = (type: string, seq: number, data: object) =>
	({
		type,
		seq,
		at: seq * 1_000,
		actor: { kind: "system", id: null, name: "Tocsin" },
		data,
	}) as IncidentEvent;

const triggered = event("triggered", 1, {
	evidence: [
		{ region: "weur", outcome: "down", reason: "status", detail: "HTTP 503" },
		{ region: "mars", outcome: "down", reason: "timeout", detail: "" },
	],
});
const alert = event("alert_received", 7, { title: "Payments fail", source: "Grafana", severity: "P2" });

describe("what a page tells of the cause", () => {
	it("is what each region saw, in words, and the newest alert", () => {
		const evidence = pageEvidence(1, triggered, alert);
		expect(evidence.map((one) => one.summary)).toEqual([
			"Western Europe: HTTP 503",
			"mars: timeout",
			"Grafana: Payments fail",
		]);
		expect(evidence.map((one) => one.at)).toEqual([1_000, 1_000, 7_000]);
	});

	it("is not what was seen before the incident was over once", () => {
		expect(pageEvidence(2, triggered, null)).toEqual([]);
		expect(pageEvidence(2, triggered, alert)).toHaveLength(1);
	});

	it("is nothing where a person declared it", () => {
		expect(pageEvidence(1, event("triggered", 1, { evidence: [] }), null)).toEqual([]);
	});
});

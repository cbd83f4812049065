/** What PagerDuty and Opsgenie are told, as they document it. */
import { describe, expect, it } from "vitest";
import { type ForeignNews, foreignRequest } from "../../../worker/paging/rules/webhook-formats.ts";

const NEWS: ForeignNews = {
	type: "incident.triggered",
	incident: { id: "inc_01JA", number: 142, title: "Checkout is down", severity: "P1", service: "Checkout" },
	by: null,
	link: "https://oncall.example/app/incidents/inc_01JA",
};
const PD = { url: "https://events.pagerduty.com/v2/enqueue", key: "R0UTING" };
const OG = { url: "https://api.opsgenie.com/v2/alerts/", key: "GEN1E" };
const told = (format: "pagerduty" | "opsgenie", news: Partial<ForeignNews>) => {
	const request = foreignRequest(format, format === "pagerduty" ? PD : OG, { ...NEWS, ...news });
	return request && { ...request, body: JSON.parse(request.body) };
};

describe("PagerDuty", () => {
	it("opens an alert that is called like the incident, and names no key but its own", () => {
		expect(told("pagerduty", {})).toEqual({
			url: PD.url,
			headers: { "content-type": "application/json" },
			body: {
				...{ routing_key: "R0UTING", event_action: "trigger", dedup_key: "inc_01JA" },
				payload: {
					...{ summary: "P1 · Checkout is down", source: "Checkout", severity: "critical" },
					custom_details: { severity: "P1", number: 142 },
				},
				...{ client: "Tocsin", client_url: NEWS.link, links: [{ href: NEWS.link, text: "Open in Tocsin" }] },
			},
		});
	});

	it("acknowledges and resolves it by the same key, and opens it again when the incident is reopened", () => {
		for (const [type, action] of [
			["incident.acknowledged", "acknowledge"],
			["incident.resolved", "resolve"],
			["incident.merged", "resolve"],
			["incident.reopened", "trigger"],
			["webhook.test", "resolve"],
		] as const)
			expect(told("pagerduty", { type })?.body).toMatchObject({
				event_action: action,
				dedup_key: "inc_01JA",
			});
		expect(told("pagerduty", { type: "incident.update_published" })).toBeNull();
	});

	it("cuts what is longer than it takes", () => {
		const incident = { ...NEWS.incident, title: "😀".repeat(3_000) };
		expect([...told("pagerduty", { incident })!.body.payload.summary]).toHaveLength(1_024);
		expect([...told("opsgenie", { incident })!.body.message]).toHaveLength(130);
	});
});

describe("Opsgenie", () => {
	it("opens, acknowledges, and closes an alert by its alias", () => {
		expect(told("opsgenie", {})).toMatchObject({
			...{ url: OG.url, headers: { authorization: "GenieKey GEN1E" } },
			body: { message: "P1 · Checkout is down", alias: "inc_01JA", priority: "P1", entity: "Checkout" },
		});
		expect(told("opsgenie", { type: "incident.acknowledged", by: "Ana" })).toMatchObject({
			url: "https://api.opsgenie.com/v2/alerts/inc_01JA/acknowledge?identifierType=alias",
			body: { user: "Ana", source: "Tocsin" },
		});
		expect(told("opsgenie", { type: "incident.resolved" })?.url).toBe(
			"https://api.opsgenie.com/v2/alerts/inc_01JA/close?identifierType=alias",
		);
		expect(JSON.stringify(told("opsgenie", {})!.body)).not.toContain("GEN1E");
	});
});

import { describe, expect, it } from "vitest";
import type { PublicIncident } from "../../../worker/incidents/rules/public-view.ts";
import { days, minutes } from "../../../worker/platform/rules/time.ts";
import { newsOf, newsType } from "../../../worker/subscribers/rules/news.ts";
import { isAbandoned, nextTryAt } from "../../../worker/subscribers/rules/retry.ts";
import { readableTarget, tidyTarget } from "../../../worker/subscribers/rules/subscription.ts";
import { publicIncident } from "../../support/public-cast.ts";

const NOW = Date.UTC(2031, 0, 6, 12);
const update = (id: string, minutesAgo: number, status: PublicIncident["status"] = "investigating") => ({
	...{ id, status, message: `Words of ${id}` },
	at: NOW - minutes(minutesAgo),
});
const incident = (updates: PublicIncident["updates"], rest: Partial<PublicIncident> = {}) =>
	publicIncident({ startedAt: NOW - minutes(30), updates, ...rest });

describe("what subscribers are told of an incident", () => {
	it("is what they have not been told, in one message, oldest first", () => {
		const all = incident([update("a", 30), update("b", 10), update("c", 5)]);
		expect(newsOf(all, new Set(), NOW)?.updates.map(({ id }) => id)).toEqual(["a", "b", "c"]);
		expect(newsOf(all, new Set(["a"]), NOW)).toMatchObject({ id: "c", at: NOW - minutes(5) });
		expect(newsOf(all, new Set(["a", "b", "c"]), NOW)).toBeNull();
	});

	it("is nothing where the incident is not public, and nothing of the day before", () => {
		expect(newsOf(incident([update("a", 5)], { published: false }), new Set(), NOW)).toBeNull();
		expect(newsOf(incident([update("a", days(1) / minutes(1))]), new Set(), NOW)).toBeNull();
	});

	it("has no field that is not public, whatever the incident is given", () => {
		const secret = { ...incident([{ ...update("a", 5), ...{ author: "PRIVATE" } }]), notes: "PRIVATE" };
		expect(JSON.stringify(newsOf(secret, new Set(), NOW))).not.toContain("PRIVATE");
	});

	it.each([
		["incident.opened", [update("a", 30)]],
		["incident.updated", [update("b", 10)]],
		["incident.resolved", [update("b", 10), update("c", 1, "resolved")]],
	])("is called %s for programs", (type, updates) => {
		expect(newsType(newsOf(incident(updates), new Set(), NOW)!)).toBe(type);
	});
});

describe("a message that was not delivered", () => {
	it("is tried again four times within an hour, later where the receiver asks for that, and then no more", () => {
		const pauses = [1, 2, 3, 4].map((attempts) => nextTryAt(attempts, NOW, null)! - NOW);
		expect(pauses).toEqual([1, 5, 15, 30].map(minutes));
		expect(nextTryAt(1, NOW, minutes(10))).toBe(NOW + minutes(10));
		expect(nextTryAt(1, NOW, days(1))).toBe(NOW + minutes(30));
		expect(nextTryAt(5, NOW, null)).toBeNull();
	});

	it("removes a receiver that takes nothing for three days, and never a mailbox", () => {
		const failing = { failures: 10, failingSince: NOW - days(3) };
		expect(isAbandoned("webhook", failing, NOW)).toBe(true);
		expect(isAbandoned("slack", { ...failing, failures: 9 }, NOW)).toBe(false);
		expect(isAbandoned("webhook", { ...failing, failingSince: NOW - days(2) }, NOW)).toBe(false);
		expect(isAbandoned("email", failing, NOW)).toBe(false);
	});
});

describe("an address", () => {
	it("is the same whatever capitals and spaces its domain is typed with", () => {
		expect(tidyTarget("email", "  Ana@Shop.EXAMPLE ")).toBe("Ana@shop.example");
		expect(tidyTarget("webhook", " https://a.example/Hook ")).toBe("https://a.example/Hook");
	});

	it("is shown to admins without the secret part of a URL", () => {
		expect(readableTarget("slack", "https://hooks.slack.com/services/T0/B0/secret")).toBe(
			"https://hooks.slack.com/…",
		);
		expect(readableTarget("email", "ana@shop.example")).toBe("ana@shop.example");
	});
});

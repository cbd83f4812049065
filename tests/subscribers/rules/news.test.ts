import { describe, expect, it } from "vitest";
import type { PublicIncident } from "../../../worker/incidents/rules/public-view.ts";
import { days, minutes } from "../../../worker/platform/rules/time.ts";
import { digestOf, latestOfEach, nextDigestAt } from "../../../worker/subscribers/rules/digest.ts";
import { maintenanceNewsOf } from "../../../worker/subscribers/rules/maintenance-news.ts";
import { forReader, NEWS, newsOf, newsType } from "../../../worker/subscribers/rules/news.ts";
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

describe("what subscribers are told of a maintenance", () => {
	const planned = {
		...{ id: "mnt_1", title: "Upgrade", description: "", componentIds: ["cmp_checkout"] },
		...{ startsAt: NOW + days(2), endsAt: NOW + days(3), verifySeconds: 3_600, verifyingAt: null },
		...{ plannedStartsAt: NOW + days(2), plannedEndsAt: NOW + days(3), createdAt: NOW, updatedAt: NOW },
		...{ version: 1, cancelledAt: null },
	};

	it("is its plan, its begin and its end, each once; to verify is a part of the work", () => {
		const heard = new Set<string>();
		const steps = [0, 1, 47, 48, 60, 71.5, 72, 90].map((hours) => {
			const news = maintenanceNewsOf(planned, heard, NOW + minutes(60 * hours));
			if (news) heard.add(news.id);
			return news && newsType(news);
		});
		const [scheduled, started, over] = ["scheduled", "started", "completed"].map(
			(one) => `maintenance.${one}`,
		);
		expect(steps).toEqual([scheduled, null, null, started, null, null, over, null]);
	});

	it("is told again when it is moved before it begins, and not of the day before yesterday", () => {
		const first = maintenanceNewsOf(planned, new Set(), NOW)!;
		const moved = { ...planned, startsAt: NOW + days(1), updatedAt: NOW + minutes(5) };
		expect(maintenanceNewsOf({ ...moved, startsAt: planned.startsAt }, new Set([first.id]), NOW)).toBeNull();
		expect(maintenanceNewsOf(moved, new Set([first.id]), NOW)).toMatchObject({ step: "scheduled" });
		expect(maintenanceNewsOf(planned, new Set(), NOW + days(5))).toBeNull();
	});

	it("is once that it is cancelled, and nothing of it after that", () => {
		const cancelled = { ...planned, cancelledAt: NOW + minutes(5) };
		const news = maintenanceNewsOf(cancelled, new Set(), NOW + minutes(6))!;
		expect([newsType(news), news.at]).toEqual(["maintenance.cancelled", NOW + minutes(5)]);
		for (const at of [6, 60 * 50, 60 * 90])
			expect(maintenanceNewsOf(cancelled, new Set([news.id]), NOW + minutes(at))).toBeNull();
	});

	it("has no field that is not public", () => {
		const secret = { ...planned, monitorIds: ["PRIVATE"] };
		expect(JSON.stringify(maintenanceNewsOf(secret, new Set(), NOW))).not.toContain("PRIVATE");
	});
});

describe("a digest", () => {
	const of = (id: string, minutesAgo: number, componentId = "cmp_checkout") =>
		newsOf(incident([update(id, minutesAgo)], { componentId, incidentId: `inc_${id[0]}` }), new Set(), NOW)!;

	it.each([
		["daily", "2031-01-06T12:00Z", "UTC", "2031-01-07T08:00Z"],
		["daily", "2031-01-06T07:59Z", "UTC", "2031-01-06T08:00Z"],
		["daily", "2031-01-06T08:00Z", "UTC", "2031-01-07T08:00Z"],
		["weekly", "2031-01-06T12:00Z", "UTC", "2031-01-13T08:00Z"],
		["weekly", "2031-01-06T07:00Z", "UTC", "2031-01-06T08:00Z"],
		["daily", "2031-01-06T23:30Z", "Asia/Tokyo", "2031-01-07T23:00Z"],
		["daily", "2031-01-06T22:30Z", "Asia/Tokyo", "2031-01-06T23:00Z"],
		["daily", "2031-03-29T12:00Z", "Europe/Berlin", "2031-03-30T06:00Z"],
		["weekly", "2031-01-05T23:30Z", "Asia/Tokyo", "2031-01-12T23:00Z"],
	] as const)("that is %s and was last made at %s in %s comes at %s", (frequency, after, zone, at) => {
		// In Tokyo it is Monday morning already.
		expect(nextDigestAt(frequency, Date.parse(after), zone)).toBe(Date.parse(at));
	});

	it("has what concerns its reader's components and came after they confirmed, and is none without that", () => {
		const digest = digestOf("daily", [of("a", 30), of("b", 20, "cmp_search"), of("c", 10)], NOW)!;
		const ids = (componentIds: string[] | null, confirmedAt: number) => {
			const news = forReader(digest, { componentIds, confirmedAt });
			return news?.kind === "digest" ? news.items.map(({ id }) => id) : null;
		};
		expect(ids(null, 0)).toEqual(["a", "b", "c"]);
		expect(ids(["cmp_checkout"], 0)).toEqual(["a", "c"]);
		expect(ids(null, NOW - minutes(15))).toEqual(["c"]);
		expect(ids(["cmp_search"], NOW - minutes(15))).toBeNull();
		expect(digestOf("daily", [digest], NOW)).toBeNull();
	});

	it("names each incident once, as it stood last", () => {
		expect(latestOfEach([of("a1", 30), of("b1", 20), of("a2", 10)]).map(({ id }) => id)).toEqual([
			"a2",
			"b1",
		]);
	});
});

describe("news that an earlier version of the code stored", () => {
	it("is of an incident", () => {
		const { kind: _, ...stored } = newsOf(incident([update("a", 5)]), new Set(), NOW)!;
		expect(NEWS.fromText(JSON.stringify({ ...stored, v: 1 })).value).toMatchObject({
			kind: "incident",
			id: "a",
		});
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

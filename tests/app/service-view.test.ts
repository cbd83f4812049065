import { describe, expect, it } from "vitest";
import {
	byHealth,
	monitorsWords,
	onCallWords,
	type ServiceState,
	serviceView,
	summaryWords,
} from "../../app/screens/services/service-view.ts";
import type { Incident, ServiceHealth } from "../../app/state/wire.ts";

const AT = "2026-11-28T02:00:00.000Z";
const CHANGED = "2026-11-27T02:00:00.000Z";
const open = (severity: Incident["severity"], state: Incident["state"] = "triggered") => ({
	...{ severity, state, triggeredAt: AT },
	service: { id: "svc_1", name: "Shop" },
});
const health = (monitors: ServiceHealth["monitors"]) => ({
	monitors,
	history: { days: "", since: null, changedAt: CHANGED, uptime: null, downMs: 0, outages: 0 },
});
const view = (monitors: ServiceHealth["monitors"], ...firing: ReturnType<typeof open>[]) =>
	serviceView("svc_1", health(monitors), firing);
const one = (name: string, state: ServiceState) => ({ service: { id: name, name }, view: { state } });

describe("how a service is", () => {
	it("is as its worst monitor is, since that changed", () => {
		expect(view({ up: 2, down: 1 })).toMatchObject({ state: "down", since: CHANGED, incident: null });
		expect(view({ up: 2, degraded: 1 }).state).toBe("degraded");
		expect(view({ up: 2, unknown: 1 }).state).toBe("unknown");
		expect(view({ up: 2, paused: 1 }).state).toBe("up");
		expect(view({ paused: 1 }).state).toBe("paused");
	});

	it("is down with an open P1 and degraded with a P2, since that began; a P3 says nothing of it", () => {
		expect(view({ up: 1 }, open("P2"), open("P1"))).toMatchObject({ state: "down", since: AT, open: 2 });
		expect(view({ up: 1 }, open("P2"))).toMatchObject({ state: "degraded", since: AT });
		expect(view({ down: 1 }, open("P2"))).toMatchObject({ state: "down", since: CHANGED });
		expect(view({ up: 1 }, open("P3"))).toMatchObject({ state: "up", open: 1 });
		expect(view({ up: 1 }, open("P1", "resolved"))).toMatchObject({ state: "up", open: 0 });
	});

	it("is not called well when nothing watches it, or before it was read", () => {
		expect(view({}).state).toBe("unwatched");
		expect(serviceView("svc_1", undefined, []).state).toBe("unread");
	});
});

describe("the list of services", () => {
	it("begins with the worst", () => {
		const all = [
			one("Accounts", "up"),
			one("Search", "degraded"),
			one("Blog", "unwatched"),
			one("Pay", "down"),
		];
		const names = all.toSorted(byHealth).map(({ service }) => service.name);
		expect(names).toEqual(["Pay", "Search", "Accounts", "Blog"]);
	});

	it("says in a sentence what is wrong, and counts where there is much of it", () => {
		const up = one("Accounts", "up");
		expect(summaryWords([up, up])).toBe("All services are up.");
		expect(summaryWords([up, one("Blog", "unwatched")])).toBe("1 of 2 are up.");
		expect(summaryWords([one("Pay", "down"), one("Search", "degraded"), up])).toBe(
			"Pay is down, and Search is degraded. 1 of 3 are up.",
		);
		expect(summaryWords([one("Pay", "down"), one("Search", "down"), up])).toBe(
			"2 services are down. 1 of 3 are up.",
		);
	});

	it("tells how its monitors are", () => {
		expect([{}, { up: 3 }, { up: 2, down: 1 }, { pending: 1 }].map(monitorsWords)).toEqual([
			...["No monitors", "3 up", "1 of 3 down", "1 not checked yet"],
		]);
	});

	it("tells who is on call, and that no one is", () => {
		const names = new Map([["usr_bo", "Bo"]]);
		const turn = (kind: "schedule" | "team", name: string, userId: string | null) => ({
			...{ kind, id: "x", name, userId, until: null },
		});
		const words = (...onCall: ServiceHealth["onCall"]) => onCallWords(onCall, "usr_ana", names);
		expect(words(turn("schedule", "Ana Lindqvist", "usr_ana"))).toBe("You");
		expect(words(turn("schedule", "Bo Larsen", "usr_bo"), turn("team", "Shop", null))).toBe("Bo and 1 more");
		expect(words(turn("schedule", "Shop, primary", null))).toBe("No one, Shop, primary");
		expect(words(turn("team", "Shop", null))).toBe("Shop");
		expect(words()).toBe("No one");
	});
});

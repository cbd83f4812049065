import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ALERTS_TOLD, REPEATS_TOLD, STORM_AFTER } from "../../../worker/alerts/rules/routing.ts";
import { DeskBench, GRAFANA, PROMETHEUS } from "../../support/desk-bench.ts";

describe("a deduplication key", () => {
	it("opens one incident, however often the alert comes", () => {
		const bench = new DeskBench();
		const ids = Array.from({ length: 30 }, () => bench.trigger("checkout-errors"));
		expect(new Set(ids).size).toBe(1);
		expect(bench.told.filter((each) => each.message.kind === "open")).toHaveLength(1);
	});

	it("F57: is another problem when another tool sends it", () => {
		const bench = new DeskBench();
		const first = bench.offer({}, PROMETHEUS).outcome.incidentId;
		const second = bench.offer({}, GRAFANA).outcome.incidentId;
		expect(first).not.toBe(second);
		bench.offer({ action: "resolve" }, GRAFANA);
		expect([...bench.openIncidents]).toEqual([first]);
	});

	it("resolves its incident, and says so only once", () => {
		const bench = new DeskBench();
		const id = bench.trigger("checkout-errors");
		expect(bench.offer({ action: "resolve" }).outcome).toMatchObject({ status: "resolved", incidentId: id });
		expect(bench.offer({ action: "resolve" }).outcome).toMatchObject({ status: "ignored", incidentId: id });
		expect(bench.told.map((each) => each.message.kind)).toEqual(["open", "resolved"]);
	});

	it("reopens its incident up to the last millisecond of the reopen window, and opens a new one after", () => {
		const bench = new DeskBench({ reopenWindowSeconds: 300 });
		const first = bench.trigger("checkout-errors");
		bench.offer({ action: "resolve" });
		bench.now += 299_999;
		expect(bench.offer().outcome).toMatchObject({ status: "reopened", incidentId: first });
		bench.offer({ action: "resolve" });
		bench.now += 300_000;
		expect(bench.offer().outcome.status).toBe("triggered");
		expect(bench.openIncidents.has(first)).toBe(false);
	});

	it("never reopens when the window is 0", () => {
		const bench = new DeskBench({ reopenWindowSeconds: 0 });
		const first = bench.trigger("checkout-errors");
		bench.offer({ action: "resolve" });
		expect(bench.trigger("checkout-errors")).not.toBe(first);
	});

	it("ends with the end of its last alert, under whatever key the tool names that alert now", () => {
		const bench = new DeskBench();
		const id = bench.trigger("group-a", { memberKey: "fingerprint" });
		const end = bench.offer({ action: "resolve", dedupKey: "group-b", memberKey: "fingerprint" }).outcome;
		expect(end).toMatchObject({ status: "resolved", incidentId: id, dedupKey: "group-a" });
		expect(bench.openIncidents.size).toBe(0);
		const again = bench.offer({ action: "resolve", dedupKey: "group-b", memberKey: "fingerprint" }).outcome;
		expect(again.status).toBe("ignored");
	});

	it("that nobody triggered is ignored when it is acknowledged or resolved", () => {
		const bench = new DeskBench();
		for (const action of ["acknowledge", "resolve"] as const)
			expect(bench.offer({ action }).outcome).toMatchObject({ status: "ignored", incidentId: null });
		expect(bench.told).toEqual([]);
	});

	it("reopens what Ana resolved by hand, when the alert comes again a minute later", () => {
		const bench = new DeskBench();
		const id = bench.trigger("checkout-errors");
		bench.resolveByHand(id);
		expect(bench.offer({ action: "resolve" }).outcome.status).toBe("ignored");
		bench.now += 60_000;
		expect(bench.offer().outcome).toMatchObject({ status: "reopened", incidentId: id });
	});

	it("still ends an incident that Ana reopened by hand", () => {
		const bench = new DeskBench();
		const id = bench.trigger("checkout-errors");
		bench.offer({ action: "resolve" });
		bench.reopenByHand(id);
		expect(bench.offer({ action: "resolve" }).outcome.status).toBe("resolved");
		expect(bench.openIncidents.size).toBe(0);
	});

	it("does not believe an old word of its incident after a newer one", () => {
		const bench = new DeskBench();
		const id = bench.trigger("checkout-errors");
		bench.incidents.incidentChanged({ incidentId: id, state: "resolved", at: bench.now, seq: 100 });
		bench.incidents.incidentChanged({ incidentId: id, state: "triggered", at: bench.now, seq: 102 });
		bench.incidents.incidentChanged({ incidentId: id, state: "resolved", at: bench.now, seq: 101 });
		expect(bench.offer().outcome).toMatchObject({ status: "updated", incidentId: id });
	});

	it("tells a repeat ten times, then counts, and tells again when it gets worse", () => {
		const bench = new DeskBench();
		for (let i = 0; i < 100; i++) bench.trigger("checkout-errors", { severity: "P3" });
		expect(bench.told).toHaveLength(REPEATS_TOLD);
		bench.trigger("checkout-errors", { severity: "P1" });
		expect(bench.told.at(-1)?.message).toMatchObject({ kind: "received", alert: { severity: "P1" } });
		expect(bench.totals()).toEqual({ received: 101, suppressed: 90 });
	});
});

describe("a group of alerts", () => {
	it("is resolved when all of its members are", () => {
		const bench = new DeskBench();
		for (const memberKey of ["a", "b", "b", "c"]) bench.trigger("group", { memberKey });
		for (const memberKey of ["b", "a", "a"]) bench.offer({ action: "resolve", dedupKey: "group", memberKey });
		expect(bench.openIncidents.size).toBe(1);
		bench.offer({ action: "resolve", dedupKey: "group", memberKey: "c" });
		expect(bench.openIncidents.size).toBe(0);
	});

	it("is resolved as a whole when its sender says so", () => {
		const bench = new DeskBench();
		for (const memberKey of ["a", "b"]) bench.trigger("group", { memberKey });
		expect(bench.offer({ action: "resolve", dedupKey: "group" }).outcome.status).toBe("resolved");
		expect(bench.openIncidents.size).toBe(0);
	});

	it("ignores the end of a member that had ended", () => {
		const bench = new DeskBench();
		for (const memberKey of ["a", "b"]) bench.trigger("group", { memberKey });
		const end = () => bench.offer({ action: "resolve", dedupKey: "group", memberKey: "b" }).outcome.status;
		expect([end(), end()]).toEqual(["resolved", "ignored"]);
	});

	it("starts over with the members that come after Ana resolved it by hand", () => {
		const bench = new DeskBench();
		for (const memberKey of ["a", "b"]) bench.trigger("group", { memberKey });
		bench.resolveByHand(bench.trigger("group", { memberKey: "c" }));
		for (const memberKey of ["a", "b"]) bench.trigger("group", { memberKey });
		const end = (memberKey: string) => bench.offer({ action: "resolve", dedupKey: "group", memberKey });
		expect(end("c").outcome.status).toBe("ignored");
		expect(end("a").outcome.status).toBe("resolved");
		expect(bench.openIncidents.size).toBe(1);
		end("b");
		expect(bench.openIncidents.size).toBe(0);
	});

	it("tells its incident of a thousand members and counts the rest", () => {
		const bench = new DeskBench();
		for (let i = 0; i < 1_005; i++) bench.trigger("group", { memberKey: `member-${i}` });
		expect(bench.told).toHaveLength(ALERTS_TOLD);
		expect(bench.totals()).toEqual({ received: 1_005, suppressed: 5 });
	});
});

describe("an alert storm", () => {
	function flood(bench: DeskBench, count: number, more = {}): string[] {
		return Array.from({ length: count }, (_, i) => bench.trigger(`key-${i}`, more));
	}

	it("F56: begins with the 51st new problem within a minute, and later ones join it", () => {
		const bench = new DeskBench();
		const ids = flood(bench, 200);
		expect(new Set(ids.slice(0, 50)).size).toBe(50);
		expect(new Set(ids.slice(50)).size).toBe(1);
		expect(bench.openIncidents.size).toBe(51);
		const storm = bench.told.find((each) => each.incidentId === ids[50]);
		expect(storm?.message).toMatchObject({
			kind: "open",
			incident: { title: expect.stringMatching(/storm/) },
		});
	});

	it("does not begin when the same problems come over a longer time", () => {
		const bench = new DeskBench();
		for (let i = 0; i < 120; i++) {
			bench.trigger(`key-${i}`);
			bench.now += 1_250;
		}
		expect(bench.openIncidents.size).toBe(120);
	});

	it("does not begin a minute after the first of the fifty", () => {
		const bench = new DeskBench();
		flood(bench, 1);
		bench.now += 10_000;
		for (let i = 0; i < 49; i++) bench.trigger(`later-${i}`);
		bench.now += 50_000;
		const own = bench.trigger("the 51st");
		expect(bench.trigger("the 51st within a minute")).not.toBe(own);
		expect(bench.store.newestOpenStorm()?.id).not.toBe(own);
	});

	it("still knows what became of each key, and ends when the last one is resolved", () => {
		const bench = new DeskBench();
		const storm = flood(bench, 60)[50];
		for (let i = 50; i < 60; i++) {
			expect(bench.openIncidents.has(storm ?? "")).toBe(true);
			expect(bench.offer({ action: "resolve", dedupKey: `key-${i}` }).outcome.incidentId).toBe(storm);
		}
		expect(bench.openIncidents.has(storm ?? "")).toBe(false);
	});

	it("is over after a minute without a new problem", () => {
		const bench = new DeskBench();
		const storm = flood(bench, 60)[50];
		bench.now += 60_000;
		expect(bench.trigger("another")).not.toBe(storm);
	});

	it("goes on where it was when the Desk was put to sleep", () => {
		const bench = new DeskBench();
		const storm = flood(bench, 55)[50];
		bench.sleep();
		expect(bench.trigger("another")).toBe(storm);
	});

	it("is as severe as the worst of what it gathers", () => {
		const bench = new DeskBench();
		bench.trigger("early", { severity: "P3" });
		const storm = flood(bench, 60, { severity: "P4" })[50];
		bench.trigger("worse", { severity: "P1" });
		const told = bench.told.filter((each) => each.incidentId === storm).map((each) => each.message);
		expect(told[0]).toMatchObject({ kind: "open", incident: { severity: "P3" } });
		expect(told.filter(({ kind }) => kind === "severity")).toMatchObject([{ severity: "P1" }]);
	});

	it("is not acknowledged by the acknowledgement of one of its keys", () => {
		const bench = new DeskBench();
		flood(bench, 60);
		expect(bench.offer({ action: "acknowledge", dedupKey: "key-55" }).outcome.status).toBe("ignored");
		expect(bench.offer({ action: "acknowledge", dedupKey: "key-5" }).outcome.status).toBe("acknowledged");
	});
});

describe("whatever comes in whatever order", () => {
	const step = fc.record({
		action: fc.constantFrom(
			"trigger" as const,
			"trigger" as const,
			"resolve" as const,
			"acknowledge" as const,
		),
		dedupKey: fc.constantFrom("a", "b", "c"),
		memberKey: fc.constantFrom(null, "m1", "m2"),
		from: fc.constantFrom(PROMETHEUS, GRAFANA),
		waitMs: fc.constantFrom(0, 1, 100_000, 400_000),
		hand: fc.constantFrom("none", "none", "none", "resolve", "reopen", "sleep"),
	});

	it("I7: a key never has two open incidents, and a trigger always has an open one", () => {
		fc.assert(
			fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
				const bench = new DeskBench();
				const history = new Map<string, Set<string>>();
				for (const { from, waitMs, hand, ...alert } of steps) {
					bench.now += waitMs;
					const { incidentId, dedupKey } = bench.offer(alert, from).outcome;
					const name = `${from.id} ${dedupKey}`;
					const ids = history.get(name) ?? new Set();
					if (incidentId) history.set(name, ids.add(incidentId));
					expect([...ids].filter((id) => bench.openIncidents.has(id)).length).toBeLessThanOrEqual(1);
					if (alert.action === "trigger") expect(bench.openIncidents.has(incidentId ?? "")).toBe(true);
					if (hand === "sleep") bench.sleep();
					if (hand === "resolve" && incidentId) bench.resolveByHand(incidentId);
					if (hand === "reopen" && incidentId && [...ids].at(-1) === incidentId)
						bench.reopenByHand(incidentId);
				}
			}),
			{ numRuns: 300 },
		);
	});

	it("I6: every accepted trigger was told to an incident or counted", () => {
		fc.assert(
			fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
				const bench = new DeskBench();
				for (const { from, waitMs, hand: _, ...alert } of steps) {
					bench.now += waitMs;
					bench.offer(alert, from);
				}
				const told = bench.told.filter(({ message }) =>
					["open", "received", "reopen"].includes(message.kind),
				);
				const { received, suppressed } = bench.totals();
				expect(received).toBe(steps.filter(({ action }) => action === "trigger").length);
				expect(told.length + suppressed).toBe(received);
			}),
			{ numRuns: 200 },
		);
	});

	it("doing each thing twice ends where doing it once ends", () => {
		fc.assert(
			fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
				const [once, twice] = [new DeskBench(), new DeskBench()];
				for (const { from, waitMs, hand: _, ...alert } of steps) {
					for (const bench of [once, twice]) bench.now += waitMs;
					once.offer(alert, from);
					twice.offer(alert, from);
					twice.offer(alert, from);
					expect(twice.openIncidents.size).toBe(once.openIncidents.size);
				}
			}),
			{ numRuns: 200 },
		);
	});

	it("a storm leaves at most one open incident beyond the first fifty of a minute", () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 60, maxLength: 160 }), (waits) => {
				const bench = new DeskBench();
				const openedAt: number[] = [];
				for (const [i, waitMs] of waits.entries()) {
					bench.now += waitMs;
					const before = bench.openIncidents.size;
					bench.trigger(`key-${i}`);
					if (bench.openIncidents.size > before) openedAt.push(bench.now);
				}
				const within = (at: number) => openedAt.filter((each) => each > at - 60_000 && each <= at).length;
				for (const at of openedAt) expect(within(at)).toBeLessThanOrEqual(STORM_AFTER + 1);
			}),
			{ numRuns: 50 },
		);
	});
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Page } from "../../../worker/incidents/rules/incident-types.ts";
import { pagesForPerson } from "../../../worker/incidents/rules/page.ts";
import { sendsReceipts } from "../../../worker/paging/channels/traits.ts";
import type { ContactMethod, Person } from "../../../worker/paging/rules/paging-plan.ts";
import type { SendOutcome } from "../../../worker/paging/rules/send-outcome.ts";
import { minutes, seconds } from "../../../worker/platform/rules/time.ts";
import { ana, IncidentRig } from "../../support/incident-rig.ts";
import { ANA, BO, pagingPlan, person } from "../../support/paging-plan.ts";
import { PATIENCE_MS, runs } from "../../support/runs.ts";

const ACCEPTED: SendOutcome = { kind: "accepted", tookMs: 1 };
const KINDS = ["push", "email", "ntfy", "webhook"] as const;

const method = (kind: (typeof KINDS)[number], n: number): ContactMethod => ({
	id: `cm_${n}`,
	userId: "usr_ana",
	kind,
	name: `${kind} ${n}`,
	state: "active",
	address: "sealed",
});

/** Ana, with these methods in the order of their delays. */
function anaBy(...rules: [(typeof KINDS)[number], number][]): Person {
	const methods = rules.map(([kind], n) => method(kind, n));
	const high = rules.map(([, delaySeconds], n) => ({ method: `cm_${n}`, delaySeconds }));
	return { ...ANA, methods, notificationRules: { high, low: high } };
}

const rigOf = (who: Person, delays = [1_800, 1_800]) =>
	new IncidentRig(pagingPlan(delays, 0, { people: [who, BO] }));

/** "push 0 at 0": what left for Ana, in its order. */
function left(rig: IncidentRig): string[] {
	const start = rig.events[0]!.at;
	return rig.events.flatMap((event) => {
		if (event.type !== "page_attempted" || event.data.userId !== "usr_ana") return [];
		return [`${rig.incident.pages.get(event.data.pageId)!.methodName} at ${(event.at - start) / 1_000}`];
	});
}

describe("receipts drive the ladder", () => {
	it("calls Ana by her next method after 20 s without a receipt, though her own rule says 5 min", () => {
		const rig = rigOf(anaBy(["push", 0], ["email", 300]));
		rig.pass(minutes(6));
		expect(left(rig)).toEqual(["push 0 at 0", "email 1 at 20"]);
	});

	it("calls one method after the other, each 20 s after the one before said nothing", () => {
		const rig = rigOf(anaBy(["push", 0], ["push", 60], ["push", 300]));
		rig.pass(minutes(10));
		expect(left(rig)).toEqual(["push 0 at 0", "push 1 at 20", "push 2 at 40"]);
	});

	it("keeps Ana's own delays once a phone of hers said that the page arrived", () => {
		const rig = rigOf(anaBy(["push", 0], ["email", 300]));
		rig.pass(seconds(3));
		rig.receive("pag_1");
		rig.pass(minutes(6));
		expect(left(rig)).toEqual([
			"push 0 at 0",
			"push 0 at 48",
			"push 0 at 93",
			"push 0 at 183",
			"email 1 at 300",
		]);
	});

	it("keeps Ana's own delays after a method of which nobody can say whether it arrived", () => {
		const rig = rigOf(anaBy(["email", 0], ["push", 120]));
		rig.pass(minutes(4));
		expect(left(rig)).toEqual(["email 0 at 0", "push 1 at 120"]);
	});

	it("calls Ana by her next method at once when one is gone, and by no other", () => {
		const rig = rigOf(anaBy(["push", 0], ["email", 60], ["ntfy", 300]));
		rig.answers = (id) => (id === "pag_1" ? { kind: "gone" } : ACCEPTED);
		rig.pass(minutes(2));
		expect(left(rig)).toEqual(["push 0 at 0", "email 1 at 0"]);
	});

	it("does not wait for retries of a push service that is down", () => {
		const rig = rigOf(anaBy(["push", 0], ["email", 300]));
		rig.answers = (id) =>
			id === "pag_1" ? { kind: "retry", reason: "http_503", retryAfterMs: null } : ACCEPTED;
		rig.pass(seconds(25));
		expect(left(rig)).toContain("email 1 at 20");
	});

	it("goes to the next level at once when all methods of Ana are dead, whatever delays they have", () => {
		const rig = rigOf(anaBy(["push", 0], ["email", 60], ["ntfy", 300]));
		rig.answers = (id) => (["pag_1", "pag_2", "pag_3"].includes(id) ? { kind: "gone" } : ACCEPTED);
		rig.pass(seconds(1));
		expect(left(rig)).toEqual(["push 0 at 0", "email 1 at 0", "ntfy 2 at 0"]);
		expect(rig.requests().at(-1)).toBe("1/2 Bo at 0");
	});

	it("does not keep the next method waiting when one that was given up fails in the end", () => {
		const rig = rigOf(anaBy(["push", 0], ["push", 60], ["push", 120], ["push", 600]));
		const down = { kind: "retry", reason: "http_503", retryAfterMs: null } as const;
		rig.answers = (id) => (["pag_1", "pag_2"].includes(id) ? down : ACCEPTED);
		rig.pass(seconds(61));
		const firstOf = (name: string) => left(rig).find((line) => line.startsWith(name));
		expect(firstOf("push 2")).toBe("push 2 at 40");
		expect(firstOf("push 3")).toBe("push 3 at 60");
	});

	it("sends nothing more by any method once Ana acknowledged", () => {
		const rig = rigOf(anaBy(["push", 0], ["email", 300]));
		rig.pass(seconds(10));
		rig.command({ kind: "acknowledge" }, ana);
		rig.pass(minutes(20));
		expect(left(rig)).toEqual(["push 0 at 0"]);
	});
});

/** What a device does with each request that reaches it. */
const fates = ["receipt", "silent", "gone", "down"] as const;
const device = fc.record({
	kind: fc.constantFrom(...KINDS),
	delaySeconds: fc.constantFrom(0, 0, 5, 20, 60, 120, 300, 600),
	fate: fc.constantFrom(...fates),
	receiptAfterMs: fc.integer({ min: 100, max: 40_000 }),
});
const night = fc.record({
	devices: fc.array(device, { minLength: 1, maxLength: 5 }),
	hasRules: fc.boolean(),
	levelSeconds: fc.integer({ min: 10, max: 900 }),
	acknowledgedAfterMs: fc.option(fc.integer({ min: 0, max: 900_000 })),
});
type Night = (typeof night extends fc.Arbitrary<infer One> ? One : never) & object;

/** Plays it with phones that say that pages arrived, and hands back the night for whoever judges it. */
function lived({ devices, hasRules, levelSeconds, acknowledgedAfterMs }: Night) {
	const methods = devices.map(({ kind }, n) => method(kind, n));
	const high = devices.map(({ delaySeconds }, n) => ({ method: `cm_${n}`, delaySeconds }));
	const who = person("usr_ana", "Ana", {
		methods,
		notificationRules: hasRules ? { high, low: high } : null,
	});
	const rig = new IncidentRig(pagingPlan([levelSeconds, 1_800], 0, { people: [who, BO] }));
	const fateOf = (pageId: string) => devices[Number(rig.incident.pages.get(pageId)?.methodId.slice(3))];
	rig.answers = (pageId) => {
		switch (fateOf(pageId)?.fate) {
			case "gone":
				return { kind: "gone" };
			case "down":
				return { kind: "retry", reason: "http_503", retryAfterMs: null };
			default:
				return ACCEPTED;
		}
	};
	const start = rig.now;
	const receiptsDue = () =>
		[...rig.incident.pages.values()].flatMap((page) => {
			const one = fateOf(page.id);
			const mayCome = one?.fate === "receipt" && sendsReceipts(page.kind) && page.acceptedAt !== null;
			if (!mayCome || page.userId !== "usr_ana" || page.receivedAt !== null) return [];
			return [{ id: page.id, at: (page.acceptedAt ?? 0) + one.receiptAfterMs }];
		});
	const endAt = start + seconds(levelSeconds) - 1;
	const acknowledgedAt = acknowledgedAfterMs === null ? null : start + acknowledgedAfterMs;
	rig.pass(0);
	while (rig.now < endAt) {
		const receipt = receiptsDue().sort((a, b) => a.at - b.at)[0];
		const mayAcknowledge = acknowledgedAt !== null && rig.incident.state === "triggered";
		const { wakeAt } = rig.plan();
		const stops = [endAt, wakeAt, receipt?.at ?? null, mayAcknowledge ? acknowledgedAt : null];
		const at = Math.max(rig.now, Math.min(...stops.filter((each) => each !== null)));
		rig.pass(at - rig.now);
		if (receipt && receipt.at <= at) rig.receive(receipt.id);
		if (mayAcknowledge && acknowledgedAt <= at) rig.command({ kind: "acknowledge" }, ana);
	}
	return { rig, who, start, endAt };
}

const firstAttempts = (rig: IncidentRig) => {
	const first = new Map<string, number>();
	for (const event of rig.events)
		if (event.type === "page_attempted" && !first.has(event.data.pageId))
			first.set(event.data.pageId, event.at);
	return first;
};
const ownPages = (rig: IncidentRig): Page[] =>
	[...rig.incident.pages.values()].filter((page) => page.userId === "usr_ana" && page.level === 1);

describe("for 10,000 random people and devices", () => {
	const always = (holds: (night: ReturnType<typeof lived>) => void) =>
		fc.assert(
			fc.property(night, (one) => holds(lived(one))),
			{ numRuns: runs(2_500) },
		);

	it("no method is ever called later than the person's written rule", { timeout: PATIENCE_MS }, () =>
		always(({ rig, who, start, endAt }) => {
			const first = firstAttempts(rig);
			const overAt = rig.events.find(({ type }) => type === "acknowledged")?.at ?? endAt;
			for (const { methodId, delaySeconds, unlessReceived } of pagesForPerson(who, "high")) {
				const dueAt = start + seconds(delaySeconds);
				const page = ownPages(rig).find((each) => each.methodId === methodId)!;
				const isSpared = unlessReceived && page.state === "cancelled";
				const leftFor = rig.requests().some((line) => line.includes("1/2 Bo"));
				if (dueAt < overAt && !isSpared && !leftFor)
					expect(first.get(page.id), page.methodName).toBeLessThanOrEqual(dueAt);
			}
		}),
	);

	it("a person's methods are called in their order", { timeout: PATIENCE_MS }, () =>
		always(({ rig }) => {
			const first = firstAttempts(rig);
			const inOrder = ownPages(rig)
				.filter(({ id }) => first.has(id))
				.sort((a, b) => a.dueAt - b.dueAt);
			const groups = [...Map.groupBy(inOrder, ({ dueAt }) => dueAt).values()];
			const times = groups.map((group) => group.map(({ id }) => first.get(id)!));
			for (let i = 1; i < times.length; i++)
				expect(Math.min(...times[i]!)).toBeGreaterThanOrEqual(Math.max(...times[i - 1]!));
		}),
	);

	it("nothing leaves after the acknowledgement", { timeout: PATIENCE_MS }, () =>
		always(({ rig }) => {
			const acknowledged = rig.events.findIndex(({ type }) => type === "acknowledged");
			const after = acknowledged < 0 ? [] : rig.events.slice(acknowledged);
			expect(after.filter(({ type }) => type === "page_attempted")).toEqual([]);
		}),
	);

	it("without a sign of life from any device, the next is called within 20 s", { timeout: PATIENCE_MS }, () =>
		always(({ rig, endAt }) => {
			const first = firstAttempts(rig);
			const overAt = rig.events.find(({ type }) => type === "acknowledged")?.at ?? endAt;
			const groups = [...Map.groupBy(ownPages(rig), ({ dueAt }) => dueAt)].sort(([a], [b]) => a - b);
			for (let i = 1; i < groups.length; i++) {
				const before = groups.slice(0, i).flatMap(([, pages]) => pages);
				const mayHaveArrived = (page: Page) =>
					page.receivedAt !== null || (page.acceptedAt !== null && !sendsReceipts(page.kind));
				const lastBegan = Math.max(...before.map(({ id }) => first.get(id) ?? Number.POSITIVE_INFINITY));
				if (before.some(mayHaveArrived) || lastBegan + seconds(20) >= overAt) continue;
				// One that came together with it, and arrived, may have made it needless.
				for (const page of groups[i]![1].filter(({ state }) => state !== "cancelled"))
					expect(first.get(page.id), page.methodName).toBeLessThanOrEqual(lastBegan + seconds(20));
			}
		}),
	);
});

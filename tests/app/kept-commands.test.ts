import { describe, expect, it } from "vitest";
import { noteCommand, roleCommand, stepCommand } from "../../app/outbox/keep.ts";
import { deliveryOfKept, type Kept, overtakenBy } from "../../app/outbox/kept.ts";
import { Outbox, type Tried, type WaitingStore } from "../../app/outbox/outbox.ts";
import { asks, keptWords, sumWords } from "../../app/screens/incidents/kept/kept-words.ts";
import { farWords, runbookOf } from "../../app/screens/runbooks/on-incident.ts";
import { saidWords } from "../../app/screens/runbooks/step-words.ts";
import type { TimelineEvent } from "../../app/state/wire.ts";
import { POOL } from "../support/runbooks.ts";

const MADE = Date.parse("2026-11-23T03:12:00Z");
const nothing: Tried<Kept> = { kind: "undelivered", reached: false };
const busy: Tried<Kept> = { kind: "undelivered", reached: true };
const done: Tried<Kept> = { kind: "told", outcome: { kind: "done" } };

let made = 0;
function kept(fields: Partial<Kept> = {}): Kept {
	made++;
	return {
		...{ key: `key-${made}`, incidentId: "inc_1", userId: "usr_ana", step: null, seenSeq: 7 },
		...noteCommand(`note ${made}`),
		occurredAt: new Date(MADE + made * 1_000).toISOString(),
		...{ attempts: 0, outcome: null, toldAt: null },
		...fields,
	};
}

/** A phone in Ana's hand: what it keeps survives, the network is whatever the test says. */
function phone(first: (kept: Kept) => Tried<Kept>) {
	const here = new Map<string, Kept>();
	const store: WaitingStore<Kept> = {
		all: async () => [...here.values()],
		async change(key, next) {
			const after = next(here.get(key));
			if (after) here.set(key, after);
			else here.delete(key);
		},
	};
	const world = { now: MADE, network: first, sent: [] as string[] };
	const outbox = new Outbox<Kept>({
		store,
		keyOf: ({ key }) => key,
		clock: () => world.now,
		changed: () => {},
		alone: (act) => act(),
		async deliver(one) {
			world.sent.push(one.words);
			return world.network(one);
		},
	});
	return { world, outbox, keep: (one: Kept) => outbox.keep(one.key, () => one) };
}

const actor = (name: string) => ({ kind: "user", id: `usr_${name.toLowerCase()}`, name }) as const;
const happened = (seq: number, type: string, data: object, by = "Bo"): TimelineEvent =>
	({ seq, type, at: "2026-11-23T03:14:05.000Z", actor: actor(by), data }) as TimelineEvent;

describe("what Ana does in a tunnel", () => {
	it("is sent in the order in which she did it, once there is a network", async () => {
		const { world, outbox, keep } = phone(() => nothing);
		const all = [kept(), kept(), kept({ incidentId: "inc_2" })];
		for (const one of all) expect((await keep(one)).outcome).toBeNull();
		world.sent.length = 0;
		world.network = () => done;
		expect(await outbox.flush()).toHaveLength(3);
		expect(world.sent).toEqual(all.map(({ words }) => words));
		expect(await outbox.flush()).toEqual([]);
	});

	it("keeps its order where the server is busy, and does not hold up another incident", async () => {
		const { world, outbox, keep } = phone(() => nothing);
		const [first, second, other] = [kept(), kept(), kept({ incidentId: "inc_2" })];
		for (const one of [first, second, other]) await keep(one);
		world.sent.length = 0;
		world.network = (one) => (one.incidentId === "inc_1" ? busy : done);
		expect((await outbox.flush()).map(({ key }) => key)).toEqual([other.key]);
		expect(world.sent).toEqual([first.words, other.words]);
	});

	it("stays until she has decided, where the server refused it or somebody was first", async () => {
		const refused: Tried<Kept> = {
			kind: "told",
			outcome: { kind: "refused", why: "Too long." },
			stays: true,
		};
		const { world, outbox, keep } = phone(() => refused);
		const one = await keep(kept());
		world.now += 86_400_000;
		await outbox.flush();
		expect(await outbox.entries()).toEqual([one]);
		expect(asks(one)).toBe(true);
		expect(keptWords(one)).toBe("Not accepted: Too long.");
		await outbox.forget(one.key);
		expect(await outbox.entries()).toEqual([]);
	});

	it("cannot be forgotten while it waits, and is once the server has it", async () => {
		const { world, outbox, keep } = phone(() => nothing);
		const one = await keep(kept());
		await outbox.forget(one.key);
		expect(await outbox.entries()).toHaveLength(1);
		world.network = () => done;
		await outbox.flush();
		world.now += 600_001;
		await outbox.flush();
		expect(await outbox.entries()).toEqual([]);
	});
});

describe("the server's answer to what was kept", () => {
	it.each([
		["no answer", null, nothing],
		["a busy server", { status: 503, body: null }, busy],
		["no session: it waits for Ana", { status: 401, body: null }, busy],
		["taken", { status: 200, body: {} }, done],
	])("is understood: %s", (_what, reply, expected) => expect(deliveryOfKept(reply)).toEqual(expected));

	it("is a refusal with its reason otherwise", () => {
		const reply = { status: 409, body: { detail: "This incident has another runbook now." } };
		expect(deliveryOfKept(reply)).toMatchObject({
			outcome: { kind: "refused", why: "This incident has another runbook now." },
			stays: true,
		});
	});
});

describe("what others did meanwhile", () => {
	const lead = kept({ ...roleCommand("lead", { id: "usr_ana", name: "Ana" }, "Incident lead") });
	const tick = kept({
		...stepCommand("rb_1", { id: "look", title: "Look" }, { state: "done" }, "Done: Look"),
	});
	const given = (role: string) => ({ role, userId: "usr_chidi", userName: "Chidi" });

	it.each([
		["the same role, given to another", lead, happened(8, "role_assigned", given("lead")), true],
		["another role", lead, happened(8, "role_assigned", given("scribe")), false],
		["the same role, before she looked", lead, happened(7, "role_assigned", given("lead")), false],
		["her own word from another device", lead, happened(8, "role_assigned", given("lead"), "Ana"), false],
		["a reopening", lead, happened(8, "reopened", {}), true],
		["the same step", tick, happened(8, "runbook_step", { stepId: "look" }), true],
		["another step", tick, happened(8, "runbook_step", { stepId: "holders" }), false],
		["another runbook", tick, happened(8, "runbook_attached", {}), true],
		["whatever it is, beside a note", kept(), happened(8, "reopened", {}), false],
	])("counts or does not: %s", (_what, one, event, isOvertaken) => {
		expect(overtakenBy(one, [event])).toBe(isOvertaken ? event : undefined);
	});

	it("is told in words, with its time, and that nothing was sent", () => {
		const by = happened(8, "role_assigned", given("lead"));
		const words = keptWords({ ...lead, outcome: { kind: "overtaken", by } }, "usr_ana");
		expect(words).toMatch(/Chidi.* at \d\d:14:05\. Your change wasn’t sent\.$/);
	});
});

describe("a runbook in a tunnel", () => {
	const begun = [happened(1, "runbook_attached", { runbook: POOL }, "Ana")];
	const [first, second] = POOL.steps;
	const tick = (fields: Partial<Kept> = {}) =>
		kept({
			...stepCommand(POOL.id, first!, { state: "done" }, `Done: ${first!.title}`),
			seenSeq: 1,
			...fields,
		});

	it("goes on to the next step, and says that the server does not know of the last", () => {
		const of = runbookOf(begun, [tick()])!;
		expect(of.next?.id).toBe(second!.id);
		const said = of.said[first!.id]!;
		expect(said.isKept).toBe(true);
		expect(saidWords(said, "usr_ana")).toMatch(/^Done by you at .*\. Saved on this device, not sent yet\.$/);
		expect(farWords(of)).toMatch(/^0 of \d+, 1 not sent$/);
	});

	it("counts the step once the server has it, before and after the timeline tells of it", () => {
		const taken = tick({ outcome: { kind: "done" } });
		const later = happened(
			2,
			"runbook_step",
			{ runbookId: POOL.id, stepId: first!.id, state: "done", note: null, choice: null },
			"Ana",
		);
		for (const events of [begun, [...begun, later]])
			expect(farWords(runbookOf(events, [taken])!)).toMatch(/^1 of \d+$/);
		const undone = { ...later, seq: 3, data: { ...later.data, state: "open" } } as TimelineEvent;
		expect(farWords(runbookOf([...begun, later, undone], [taken])!)).toMatch(/^0 of/);
	});

	it("does not call a step said that somebody else dealt with first", () => {
		const by = happened(2, "runbook_step", { stepId: first!.id });
		expect(runbookOf(begun, [tick({ outcome: { kind: "overtaken", by } })])!.said).toEqual({});
	});
});

describe("the line above the acts", () => {
	it.each([
		[[kept({ words: "Note: It is the pool." })], "Saved on this device, not sent yet: Note: It is the pool."],
		[[kept(), kept()], "2 changes saved on this device, not sent yet"],
		[[kept(), kept({ outcome: { kind: "refused", why: "No." } })], "1 change not sent. Choose what to do."],
	])("says how many wait, or that a decision is needed", (all, words) => expect(sumWords(all)).toBe(words));
});

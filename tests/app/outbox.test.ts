import { describe, expect, it } from "vitest";
import { deliveryByPage, deliveryBySession, isAnotherEpoch } from "../../app/outbox/delivery.ts";
import { type Entry, OUTCOME_KEEP_MS, SENDING_MS, type SendResult, stateOf } from "../../app/outbox/entry.ts";
import { AckOutbox, type EntryStore } from "../../app/outbox/outbox.ts";
import { entryWords, outcomeWords, UNDELIVERED } from "../../app/outbox/words.ts";

const TAPPED = Date.parse("2026-11-23T03:12:00Z");
const user = (name: string) => ({ kind: "user", id: `usr_${name.toLowerCase()}`, name });
const mine: SendResult = { kind: "told", outcome: { kind: "mine", at: "2026-11-23T03:12:01Z" } };
const nothing: SendResult = { kind: "undelivered", reached: false };
const busy: SendResult = { kind: "undelivered", reached: true };

function entry(fields: Partial<Entry> = {}): Entry {
	return {
		incidentId: "inc_1",
		title: "P1 · Checkout is down",
		occurredAt: new Date(TAPPED).toISOString(),
		by: { kind: "page", token: "tok_1" },
		userId: "usr_ana",
		tag: "inc_1",
		attempts: 0,
		outcome: null,
		toldAt: null,
		...fields,
	};
}

/** A phone in Ana's hand: what it keeps survives, the network is whatever the test says. */
function phone(network: (entry: Entry) => SendResult | Promise<SendResult>) {
	const kept = new Map<string, Entry>();
	const store: EntryStore = {
		all: async () => [...kept.values()],
		async change(id, next) {
			const after = next(kept.get(id));
			if (after) kept.set(id, after);
			else kept.delete(id);
		},
	};
	const sent: Entry[] = [];
	let last: Promise<unknown> = Promise.resolve();
	const world = { now: TAPPED, network, sent, kept };
	const outbox = new AckOutbox({
		store,
		clock: () => world.now,
		changed: () => {},
		alone(act) {
			const next = last.then(act);
			last = next.catch(() => {});
			return next;
		},
		async deliver(one) {
			sent.push(one);
			return world.network(one);
		},
	});
	return { ...world, world, outbox };
}
const press = (incidentId: string, token = `tok_${incidentId}`) => ({
	incidentId,
	title: "P1 · Checkout is down",
	by: { kind: "page", token } as const,
	userId: "usr_ana",
	tag: incidentId,
});

describe("an acknowledgement on a phone without a network", () => {
	it("is kept, is called not delivered, and is delivered with the instant of the tap", async () => {
		const { outbox, world } = phone(() => nothing);
		const waiting = await outbox.acknowledge(press("inc_1"));
		expect(stateOf(waiting, world.now)).toBe("queued");
		expect(entryWords(waiting, "queued")).toBe(UNDELIVERED);
		world.network = () => mine;
		world.now += 7_200_000;
		const told = await outbox.flush();
		expect(told.map((one) => [one.outcome?.kind, one.occurredAt])).toEqual([
			["mine", new Date(TAPPED).toISOString()],
		]);
	});

	it("is one act however often it is pressed", async () => {
		const { outbox, world, sent } = phone(() => nothing);
		await outbox.acknowledge(press("inc_1"));
		world.now += 60_000;
		await outbox.acknowledge(press("inc_1"));
		world.network = () => mine;
		expect(await outbox.flush()).toHaveLength(1);
		expect(new Set(sent.map((one) => one.occurredAt))).toEqual(new Set([new Date(TAPPED).toISOString()]));
		expect(await outbox.flush()).toEqual([]);
	});

	it("gives way to a press on a newer page of the same incident", async () => {
		const { outbox, sent, world } = phone(() => nothing);
		await outbox.acknowledge(press("inc_1", "tok_old"));
		world.now += 60_000;
		await outbox.acknowledge(press("inc_1", "tok_new"));
		expect(sent.at(-1)?.by).toEqual({ kind: "page", token: "tok_new" });
		expect(await outbox.entries()).toHaveLength(1);
	});

	it("waits in the order of the taps, and one that finds no network spares the others", async () => {
		const { outbox, world, sent } = phone(() => nothing);
		for (const id of ["inc_1", "inc_2", "inc_3"]) {
			world.now += 1_000;
			await outbox.acknowledge(press(id));
		}
		sent.length = 0;
		await outbox.flush();
		expect(sent.map((one) => one.incidentId)).toEqual(["inc_1"]);
		world.network = () => mine;
		await outbox.flush();
		expect(sent.slice(1).map((one) => one.incidentId)).toEqual(["inc_1", "inc_2", "inc_3"]);
	});

	it("does not hold up the others when only its own incident is out of reach", async () => {
		const { outbox, world, sent } = phone(() => nothing);
		await outbox.acknowledge(press("inc_1"));
		await outbox.acknowledge(press("inc_2"));
		sent.length = 0;
		world.network = (one) => (one.incidentId === "inc_1" ? busy : mine);
		expect((await outbox.flush()).map((one) => one.incidentId)).toEqual(["inc_2"]);
	});

	it("is never lost to a press that comes while it is under way", async () => {
		let answer: (delivery: SendResult) => void = () => {};
		const { outbox, world } = phone(() => new Promise((resolve) => (answer = resolve)));
		const first = outbox.acknowledge(press("inc_1", "tok_old"));
		await new Promise((resolve) => setTimeout(resolve, 5));
		world.now += 1_000;
		const second = outbox.acknowledge(press("inc_1", "tok_new"));
		await new Promise((resolve) => setTimeout(resolve, 5));
		world.network = () => mine;
		answer({ kind: "told", outcome: { kind: "refused", why: "moved-on" } });
		await first;
		expect((await second).outcome?.kind).toBe("mine");
	});

	it("is remembered for ten minutes after its answer, unless somebody has read it", async () => {
		const { outbox, world } = phone(() => mine);
		await outbox.acknowledge(press("inc_1"));
		await outbox.acknowledge(press("inc_2"));
		await outbox.forget("inc_2");
		expect((await outbox.entries()).map((one) => one.incidentId)).toEqual(["inc_1"]);
		world.now += OUTCOME_KEEP_MS + 1;
		await outbox.flush();
		expect(await outbox.entries()).toEqual([]);
	});

	it("cannot be waved away before the server has spoken", async () => {
		const { outbox } = phone(() => nothing);
		await outbox.acknowledge(press("inc_1"));
		await outbox.forget("inc_1");
		expect(await outbox.entries()).toHaveLength(1);
	});
});

describe("the state of an acknowledgement", () => {
	it.each([
		["the first try is under way", {}, 1_000, "sending"],
		["the first try takes too long", {}, SENDING_MS, "queued"],
		["a try has failed", { attempts: 1 }, 1_000, "queued"],
		["the server has answered", { outcome: { kind: "resolved" } }, 1_000, "told"],
	] as const)("when %s", (_when, fields, later, state) => {
		expect(stateOf(entry(fields), TAPPED + later)).toBe(state);
	});
});

describe("the server's answer to a page's token", () => {
	const at = "2026-11-23T03:11:20Z";
	const answer = (result: string, by: unknown) => ({ status: 200, body: { result, by, at } });
	it.each([
		["no answer", null, nothing],
		["a busy server", { status: 503, body: null }, busy],
		["a limit", { status: 429, body: null }, busy],
		["done", answer("acknowledged", user("Ana")), { kind: "mine", at }],
		[
			"done before, and the answer was lost",
			answer("already_acknowledged", user("Ana")),
			{ kind: "mine", at },
		],
		["Bo", answer("already_acknowledged", user("Bo")), { kind: "faster", name: "Bo", at }],
		["a script", answer("already_acknowledged", null), { kind: "faster", name: "Someone", at }],
		["over", answer("already_resolved", null), { kind: "resolved" }],
		["too old", { status: 401, body: null }, { kind: "refused", why: "expired" }],
		["an older epoch", { status: 409, body: null }, { kind: "refused", why: "moved-on" }],
	])("is understood: %s", (_what, reply, expected) => {
		const delivery = deliveryByPage(entry(), reply);
		expect(delivery.kind === "told" ? delivery.outcome : delivery).toEqual(expected);
	});
});

describe("the server's answer to a person who is signed in", () => {
	const session = entry({ by: { kind: "session", epoch: 1 }, tag: null });
	const at = "2026-11-23T03:12:01Z";
	const incident = (fields: object) => ({
		status: 200,
		body: { state: "acknowledged", epoch: 1, ...fields },
	});
	it.each([
		["Ana", incident({ acknowledgedBy: user("Ana"), acknowledgedAt: at }), { kind: "mine", at }],
		["Bo", incident({ acknowledgedBy: user("Bo"), acknowledgedAt: at }), { kind: "faster", name: "Bo", at }],
		["over", { status: 409, body: null }, { kind: "resolved" }],
		["no session", { status: 401, body: null }, { kind: "refused", why: "signed-out" }],
		["an observer", { status: 403, body: null }, { kind: "refused", why: "forbidden" }],
	])("is understood: %s", (_what, reply, expected) => {
		expect(deliveryBySession(session, reply)).toEqual({ kind: "told", outcome: expected });
	});

	it("is not asked for when the incident was opened anew since the tap", () => {
		expect(isAnotherEpoch(session, incident({ epoch: 2 }))).toBe(true);
		expect(isAnotherEpoch(session, incident({}))).toBe(false);
		expect(isAnotherEpoch(session, null)).toBe(false);
	});
});

describe("what a person is told of their tap", () => {
	/** By the clock of this device, as the words are. */
	const at = (minute: number, second: number) => new Date(2026, 10, 23, 3, minute, second).toISOString();
	const tapped = at(12, 0);
	it.each([
		[{ kind: "mine", at: tapped }, "Acknowledged by you at 03:12:00"],
		[{ kind: "faster", name: "Bo", at: at(11, 20) }, "Bo acknowledged 40 s before you"],
		[{ kind: "faster", name: "Bo", at: at(13, 0) }, "Bo acknowledged in the meantime"],
		[{ kind: "resolved" }, "Already resolved. Nothing to do."],
		[{ kind: "refused", why: "moved-on" }, /^Not acknowledged: reopened/],
		[{ kind: "refused", why: "expired" }, /^Not acknowledged: page expired/],
		[{ kind: "refused", why: "signed-out" }, /^Not acknowledged: sign in\. Escalation continues/],
	] as const)("%j", (outcome, words) => {
		expect(outcomeWords(outcome, tapped)).toMatch(words);
	});
});

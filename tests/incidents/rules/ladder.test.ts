import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Command, decide } from "../../../worker/incidents/commands/commands.ts";
import { replay } from "../../../worker/incidents/rules/evolve.ts";
import { viewOf } from "../../../worker/incidents/rules/incident-view.ts";
import type { SendOutcome } from "../../../worker/paging/rules/send-outcome.ts";
import { minutes, seconds } from "../../../worker/platform/rules/time.ts";
import { ana, bo, IncidentRig } from "../../support/incident-rig.ts";
import { ANA, BO, CHIDI, pagingPlan, person } from "../../support/paging-plan.ts";
import { runs } from "../../support/runs.ts";

const nobodyHome = { methods: [] };

describe("the ladder", () => {
	it("pages level 1 at once, then each level after the delay of the one before", () => {
		const rig = new IncidentRig(pagingPlan([3, 6, 9]));
		rig.pass(seconds(20));
		expect(rig.requests()).toEqual(["1/1 Ana at 0", "1/2 Bo at 3000", "1/3 Chidi at 9000"]);
	});

	it("goes around again for each repeat and then says that everybody was asked", () => {
		const rig = new IncidentRig(pagingPlan([3, 3], 1));
		rig.pass(seconds(13));
		expect(rig.requests()).toEqual(["1/1 Ana at 0", "1/2 Bo at 3000", "2/1 Ana at 6000", "2/2 Bo at 9000"]);
		expect(rig.events.at(-1)).toMatchObject({ type: "exhausted", at: rig.events[0]!.at + 12_000 });
	});

	it("F45: pages the last level every ten minutes after everybody was asked, until somebody acknowledges", () => {
		const rig = new IncidentRig(pagingPlan([3, 3]));
		rig.pass(seconds(6) + minutes(25));
		expect(rig.requests().slice(2)).toEqual(["2/2 Bo at 606000", "3/2 Bo at 1206000"]);
		rig.command({ kind: "acknowledge" }, bo);
		rig.pass(minutes(25));
		expect(rig.requests()).toHaveLength(4);
	});

	it("stops for good when somebody acknowledges", () => {
		const rig = new IncidentRig(pagingPlan([3, 3, 3], 2));
		rig.pass(2_500);
		rig.command({ kind: "acknowledge" });
		rig.pass(minutes(20));
		expect(rig.requests()).toEqual(["1/1 Ana at 0"]);
	});

	it("F44: skips a level with nobody to reach at once, and says so", () => {
		const people = [ANA, person("usr_bo", "Bo", nobodyHome), CHIDI];
		const rig = new IncidentRig(pagingPlan([3, 3, 3], 0, { people }));
		rig.pass(seconds(4));
		expect(rig.requests()).toEqual(["1/1 Ana at 0", "1/3 Chidi at 3000"]);
		expect(rig.types()).toContain("level_empty");
	});

	it("F44: pages every admin at once when no level has anybody, and again every ten minutes", () => {
		const plan = pagingPlan([3, 3], 0);
		plan.policy.levels = [{ targets: [{ kind: "user", id: "usr_gone" }], escalateAfterSeconds: 3 }];
		const rig = new IncidentRig(plan);
		rig.pass(minutes(11));
		expect(rig.requests()).toEqual(["1/0 Ana at 0", "2/0 Ana at 600000"]);
		expect(rig.types().filter((type) => type === "exhausted")).toHaveLength(1);
	});

	it("F23: goes to the next level at once when the only phone of a level is gone", () => {
		const rig = new IncidentRig(pagingPlan([300, 300]));
		rig.answers = (id): SendOutcome => (id === "pag_1" ? { kind: "gone" } : { kind: "accepted", tookMs: 1 });
		rig.pass(seconds(1));
		expect(rig.requests()).toEqual(["1/1 Ana at 0", "1/2 Bo at 0"]);
	});

	it("F25: retries a failing push after 2, 4, 8 … seconds but never delays the next level for it", () => {
		const rig = new IncidentRig(pagingPlan([10, 10]));
		rig.answers = () => ({ kind: "retry", reason: "http_503", retryAfterMs: null });
		rig.pass(seconds(10));
		expect(rig.requests()).toEqual(["1/1 Ana at 0", "1/1 Ana at 2000", "1/1 Ana at 6000", "1/2 Bo at 10000"]);
	});

	it("F24: honours Retry-After within the level's own time", () => {
		const rig = new IncidentRig(pagingPlan([10, 10]));
		rig.answers = () => ({ kind: "retry", reason: "http_429", retryAfterMs: seconds(7) });
		rig.pass(seconds(9));
		expect(rig.requests()).toEqual(["1/1 Ana at 0", "1/1 Ana at 7000"]);
	});

	it("repeats a push that arrived and that nobody answered after 45, 90 and 180 seconds, as the same page", () => {
		const rig = new IncidentRig(pagingPlan([600]));
		rig.pass(seconds(1));
		rig.receive("pag_1");
		rig.pass(minutes(5));
		expect(rig.requests().map((line) => line.split(" at ")[1])).toEqual(["0", "46000", "91000", "181000"]);
		expect(new Set(rig.events.flatMap((e) => (e.type === "page_attempted" ? [e.data.pageId] : [])))).toEqual(
			new Set(["pag_1"]),
		);
	});

	it("F27: calls a push without a receipt unconfirmed after a minute", () => {
		const rig = new IncidentRig(pagingPlan([600]));
		rig.pass(minutes(2));
		expect(rig.types().filter((type) => type === "page_unconfirmed")).toHaveLength(1);
	});

	it("uses a person's other methods after 20 seconds, unless the phone said that the page arrived", () => {
		const hook = { ...ANA.methods[0]!, id: "cm_hook", kind: "webhook" as const, name: "Ana's hook" };
		const people = [{ ...ANA, methods: [ANA.methods[0]!, hook] }];
		const silent = new IncidentRig(pagingPlan([600], 0, { people }));
		silent.pass(seconds(30));
		expect(silent.requests()).toEqual(["1/1 Ana at 0", "1/1 Ana at 20000"]);
		const heard = new IncidentRig(pagingPlan([600], 0, { people }));
		heard.pass(seconds(2));
		heard.receive("pag_1");
		heard.pass(seconds(30));
		expect(heard.requests()).toEqual(["1/1 Ana at 0"]);
		expect(heard.types()).toContain("page_cancelled");
	});

	it("uses a person's other methods at once when the phone is gone", () => {
		const hook = { ...ANA.methods[0]!, id: "cm_hook", kind: "webhook" as const, name: "Ana's hook" };
		const rig = new IncidentRig(
			pagingPlan([600], 0, { people: [{ ...ANA, methods: [ANA.methods[0]!, hook] }] }),
		);
		rig.answers = (id) => (id === "pag_1" ? { kind: "gone" } : { kind: "accepted", tookMs: 1 });
		rig.pass(seconds(1));
		expect(rig.requests()).toEqual(["1/1 Ana at 0", "1/1 Ana at 0"]);
	});

	it("F50: after a long stop pages level after level, each a full delay after the one before was really paged", () => {
		const rig = new IncidentRig(pagingPlan([3, 3, 3]));
		rig.now += minutes(60);
		rig.pass(seconds(10));
		expect(rig.requests()).toEqual(["1/1 Ana at 3600000", "1/2 Bo at 3603000", "1/3 Chidi at 3606000"]);
	});
});

describe("severity and time of day", () => {
	it("never pages anybody for a P4", () => {
		const rig = new IncidentRig(pagingPlan([3, 3]), "P4");
		rig.pass(minutes(60));
		expect(rig.requests()).toEqual([]);
	});

	it("holds a P3 until the team's business hours open and then pages level 1 only", () => {
		const businessHours = { timeZone: "UTC", days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" };
		const teams = [{ id: "team_shop", name: "Shop", memberIds: [], businessHours }];
		const base = pagingPlan([3, 3], 0, { teams });
		const plan = { ...base, service: { ...base.service, teamId: "team_shop" } };
		const rig = new IncidentRig(plan, "P3", Date.UTC(2099, 0, 5, 3));
		rig.pass(minutes(60 * 8));
		expect(rig.requests()).toEqual([`1/1 Ana at ${minutes(360)}`]);
	});

	it("starts a new run of the ladder when the severity is raised, and pages nobody when somebody has it", () => {
		const rig = new IncidentRig(pagingPlan([60, 60]), "P3");
		rig.pass(seconds(10));
		rig.command({ kind: "severity", severity: "P1" });
		rig.pass(seconds(1));
		expect(rig.requests()).toEqual(["1/1 Ana at 0", "1/1 Ana at 10000"]);
		rig.command({ kind: "acknowledge" });
		rig.command({ kind: "severity", severity: "P2" });
		rig.command({ kind: "severity", severity: "P1" });
		rig.pass(minutes(20));
		expect(rig.requests()).toHaveLength(2);
	});

	it("counts delays from the moment the severity was lowered, and cancels what waits when it becomes a P4", () => {
		const rig = new IncidentRig(pagingPlan([10, 10]), "P1");
		rig.pass(seconds(6));
		rig.command({ kind: "severity", severity: "P2" });
		rig.pass(seconds(11));
		expect(rig.requests()).toEqual(["1/1 Ana at 0", "1/2 Bo at 16000"]);
		rig.command({ kind: "severity", severity: "P4" });
		rig.pass(minutes(60));
		expect(rig.requests()).toHaveLength(2);
	});

	it("adds the next in the schedule and the whole team to the first level of a P1, each person once", () => {
		const teams = [
			{ id: "team_shop", name: "Shop", memberIds: [ANA.id, BO.id, CHIDI.id], businessHours: null },
		];
		const base = pagingPlan([60], 0, { teams });
		const rig = new IncidentRig({ ...base, service: { ...base.service, teamId: "team_shop" } }, "P1");
		rig.pass(0);
		expect(rig.requests().map((line) => line.split(" ")[1])).toEqual(["Ana", "Bo", "Chidi"]);
	});
});

describe("the acknowledgement", () => {
	it("F43: lapses after the last word of a person, and the ladder starts again from level 1", () => {
		const rig = new IncidentRig(pagingPlan([60, 60]));
		rig.pass(seconds(5));
		rig.command({ kind: "acknowledge" });
		rig.pass(minutes(20));
		rig.command({ kind: "note", text: "still looking" });
		rig.pass(minutes(29));
		expect(rig.incident.state).toBe("acknowledged");
		rig.pass(seconds(70));
		expect(rig.incident.state).toBe("triggered");
		expect(rig.requests().at(-1)).toMatch(/^1\/1 Ana/);
	});

	it("sleeps while snoozed, then pages the snoozer at once and the ladder after level 1's delay", () => {
		const rig = new IncidentRig(pagingPlan([60, 60]));
		rig.pass(seconds(1));
		rig.command({ kind: "snooze", seconds: 3_600 }, bo);
		rig.pass(minutes(61) + seconds(30));
		expect(rig.requests().slice(1)).toEqual(["1/0 Bo at 3601000", "1/1 Ana at 3661000"]);
	});

	it("names the first person for everybody who comes later", () => {
		const rig = new IncidentRig(pagingPlan());
		rig.command({ kind: "acknowledge" }, ana);
		expect(rig.command({ kind: "acknowledge" }, bo)).toEqual({ events: [] });
		expect(viewOf(rig.incident, rig.paging)).toMatchObject({
			acknowledgedBy: { name: "Ana" },
			lead: { name: "Ana" },
		});
	});

	it("goes to the next level of a new run when an acknowledged incident is escalated", () => {
		const rig = new IncidentRig(pagingPlan([60, 60]));
		rig.pass(0);
		rig.command({ kind: "acknowledge" });
		rig.command({ kind: "escalate" }, bo);
		rig.pass(seconds(1));
		expect(rig.incident.state).toBe("triggered");
		expect(rig.requests()).toEqual(["1/1 Ana at 0", "1/2 Bo at 0"]);
	});

	it("starts again at level 1 when somebody escalates past the last level", () => {
		const rig = new IncidentRig(pagingPlan([60]));
		rig.pass(0);
		rig.command({ kind: "escalate" }, bo);
		rig.pass(0);
		expect(rig.events.filter((e) => e.type === "page_queued").map((e) => e.data)).toMatchObject([
			{ run: 1, level: 1 },
			{ run: 2, level: 1 },
		]);
	});

	it("F40: a reopened incident has a new epoch and starts from level 1", () => {
		const rig = new IncidentRig(pagingPlan([60]));
		rig.pass(0);
		rig.command({ kind: "resolve" });
		rig.pass(seconds(9));
		rig.command({ kind: "reopen", reason: "it is back" });
		rig.pass(0);
		expect(rig.incident).toMatchObject({ epoch: 2, state: "triggered", ladder: { run: 1 } });
		expect(rig.requests()).toEqual(["1/1 Ana at 0", "1/1 Ana at 9000"]);
	});
});

type Act =
	| { do: "pass"; ms: number }
	| { do: "command"; command: Command; by: "ana" | "bo" }
	| { do: "receive"; pick: number }
	| { do: "network"; answers: SendOutcome };

const command = fc.constantFrom<Command>(
	{ kind: "acknowledge" },
	{ kind: "unacknowledge" },
	{ kind: "resolve" },
	{ kind: "reopen", reason: "again" },
	{ kind: "escalate" },
	{ kind: "snooze", seconds: 30 },
	{ kind: "severity", severity: "P1" },
	{ kind: "severity", severity: "P2" },
	{ kind: "severity", severity: "P3" },
	{ kind: "severity", severity: "P4" },
	{ kind: "note", text: "looking" },
	{ kind: "status", status: "identified" },
);
const act: fc.Arbitrary<Act> = fc.oneof(
	fc.record({ do: fc.constant("pass" as const), ms: fc.integer({ min: 0, max: 90_000 }) }),
	fc.record({
		do: fc.constant("command" as const),
		command,
		by: fc.constantFrom("ana" as const, "bo" as const),
	}),
	fc.record({ do: fc.constant("receive" as const), pick: fc.nat(20) }),
	fc.record({
		do: fc.constant("network" as const),
		answers: fc.constantFrom<SendOutcome>(
			{ kind: "accepted", tookMs: 5 },
			{ kind: "retry", reason: "http_503", retryAfterMs: null },
			{ kind: "failed", reason: "http_400" },
			{ kind: "gone" },
		),
	}),
);

function live(acts: Act[]): IncidentRig {
	const rig = new IncidentRig(pagingPlan([5, 10, 20], 1));
	rig.drive();
	for (const one of acts) {
		if (one.do === "pass") rig.pass(one.ms);
		else if (one.do === "command") rig.command(one.command, one.by === "ana" ? ana : bo);
		else if (one.do === "network") rig.answers = () => one.answers;
		else {
			const pages = [...rig.incident.pages.keys()];
			const id = pages[one.pick % Math.max(1, pages.length)];
			if (id) rig.receive(id);
		}
	}
	return rig;
}

describe("whatever happens in whatever order", () => {
	const lives = fc.array(act, { maxLength: 30 });
	const check = (holds: (rig: IncidentRig) => void) =>
		fc.assert(
			fc.property(lives, (acts) => {
				holds(live(acts));
			}),
			{ numRuns: runs(300) },
		);

	it("I2: nothing is requested for a run after that run was acknowledged", () =>
		check(({ events }) => {
			const ended = new Map<string, number>();
			let epoch = 1;
			let run = 1;
			for (const event of events) {
				if (event.type === "reopened") [epoch, run] = [epoch + 1, 1];
				if (event.type === "page_queued") run = Math.max(run, event.data.run);
				if (event.type === "acknowledged") ended.set(`${epoch}/${run}`, event.seq);
				if (event.type === "page_attempted")
					expect(ended.get(`${epoch}/${event.data.run}`), `seq ${event.seq}`).toBeUndefined();
			}
		}));

	it("I3: every page is queued once for its identity", () =>
		check(({ incident }) => {
			const identities = [...incident.pages.values()].map((p) =>
				[p.epoch, p.run, p.round, p.level, p.userId, p.methodId].join("/"),
			);
			expect(new Set(identities).size).toBe(identities.length);
		}));

	it("I12: the timeline counts from 1 without a hole", () =>
		check(({ events }) => expect(events.map((e) => e.seq)).toEqual(events.map((_, i) => i + 1))));

	it("I14: the state is the fold of the timeline", () =>
		check(({ events, incident }) => expect(replay(structuredClone(events))).toEqual(incident)));

	it("I16: a triggered incident that may page has a next wake-up, or is quiet by its severity", () =>
		check((rig) => {
			const { incident } = rig;
			if (incident.state !== "triggered" || incident.severity === "P4" || incident.severity === "P3") return;
			rig.drive();
			expect(rig.plan().wakeAt).not.toBeNull();
		}));

	it("F4: doing what is due twice at one moment changes nothing the second time", () =>
		check((rig) => {
			rig.drive();
			const before = rig.events.length;
			rig.drive();
			expect(rig.events).toHaveLength(before);
		}));

	it("I10: a second command of the same kind finds the first and adds nothing", () =>
		check((rig) => {
			for (const kind of ["acknowledge", "resolve"] as const) {
				const first = decide(rig.factsOf(ana), { kind });
				if ("events" in first) rig.append(first.events);
				const second = decide(rig.factsOf(bo), { kind });
				expect("events" in second ? second.events : []).toEqual([]);
			}
		}));
});

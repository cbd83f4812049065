import { describe, expect, it } from "vitest";
import { publicViewOf, viewOf } from "../../../worker/incidents/rules/incident-view.ts";
import { monitorOfSmokeCheck } from "../../../worker/incidents/rules/recovery.ts";
import { UNDO_MS } from "../../../worker/incidents/rules/soak.ts";
import type { SmokeCheck } from "../../../worker/monitoring/rules/monitor.ts";
import { SYSTEM } from "../../../worker/platform/rules/caller.ts";
import { minutes } from "../../../worker/platform/rules/time.ts";
import { ana, bo, IncidentRig } from "../../support/incident-rig.ts";
import { pagingPlan } from "../../support/paging-plan.ts";

const watchedFor = (soakSeconds: number) => {
	const plan = pagingPlan([60, 60]);
	return new IncidentRig({ ...plan, service: { ...plan.service, soakSeconds } });
};
const refusalOf = (rig: IncidentRig, command: Parameters<IncidentRig["command"]>[0]) => {
	const decision = rig.command(command, bo);
	return "refusal" in decision ? decision.refusal.code : null;
};
const view = (rig: IncidentRig) => viewOf(rig.incident, rig.paging);
const script = { kind: "token", id: "tok", name: "Deploy" } as const;

describe("a service whose fixes are watched for five minutes", () => {
	it("is resolved by itself after them, whoever said that it works", () => {
		const rig = watchedFor(300);
		rig.pass(1_000);
		rig.command({ kind: "resolve", note: "Rolled back", disposition: "real" });
		expect(view(rig)).toMatchObject({ state: "acknowledged", status: "monitoring", resolvedAt: null });
		rig.pass(minutes(5) - 1);
		expect(view(rig).state).toBe("acknowledged");
		rig.pass(1);
		expect(view(rig)).toMatchObject({ state: "resolved", disposition: "real", soakUntil: null });
		expect(rig.events.at(-1)!.actor).toEqual(SYSTEM);
		expect(rig.events.at(-1)!.data).toMatchObject({ note: "Rolled back" });
	});

	it("pages nobody meanwhile, not even again", () => {
		const rig = watchedFor(300);
		rig.pass(1_000);
		rig.receive([...rig.incident.pages.keys()][0]!);
		rig.command({ kind: "resolve" }, script);
		const before = rig.requests().length;
		rig.pass(minutes(4));
		expect(rig.requests()).toHaveLength(before);
		expect(view(rig).nextEscalation).toBeNull();
	});

	it("is resolved at once by who does not want to wait, or who overrides a failing check", () => {
		for (const command of [
			{ kind: "resolve", soak: false },
			{ kind: "resolve", isFailing: true, overrideReason: "The check is wrong" },
		] as const) {
			const rig = watchedFor(300);
			rig.command(command);
			expect(view(rig)).toMatchObject({ state: "resolved", soakUntil: null });
		}
	});

	it("is not resolved early by a second press", () => {
		const rig = watchedFor(300);
		rig.command({ kind: "resolve" });
		const { version } = view(rig);
		rig.command({ kind: "resolve" }, bo);
		expect(view(rig)).toMatchObject({ version, state: "acknowledged" });
	});

	it("is open as before when Bo says that it is not over, and nobody is paged for that", () => {
		const rig = watchedFor(300);
		rig.pass(1_000);
		rig.command({ kind: "acknowledge" });
		rig.command({ kind: "status", status: "identified" });
		rig.command({ kind: "resolve" });
		const before = rig.requests().length;
		rig.command({ kind: "undo_resolve" }, bo);
		expect(view(rig)).toMatchObject({ state: "acknowledged", status: "identified", epoch: 1 });
		rig.pass(minutes(5));
		expect(rig.requests()).toHaveLength(before);
	});

	it("pages the next level for whoever asks for it: then it is not over", () => {
		const rig = watchedFor(300);
		rig.pass(1_000);
		rig.command({ kind: "resolve" });
		rig.command({ kind: "escalate" });
		rig.pass(1);
		expect(view(rig)).toMatchObject({ state: "triggered", soakUntil: null });
		expect(rig.requests().length).toBeGreaterThan(1);
	});

	it("refuses what contradicts that it works: another status, a snooze, another word to the public", () => {
		const rig = watchedFor(300);
		rig.command({ kind: "resolve" });
		const update = { kind: "update", audience: "public", message: "Still broken" } as const;
		expect(refusalOf(rig, { kind: "status", status: "investigating" })).toBe("conflict");
		expect(refusalOf(rig, { kind: "snooze", seconds: 60 })).toBe("conflict");
		expect(refusalOf(rig, { ...update, status: "identified" })).toBe("conflict");
		expect(refusalOf(rig, { ...update, status: "monitoring" })).toBeNull();
	});

	const pay: SmokeCheck = {
		name: "Pay",
		request: { url: "https://shop.example", method: "GET", headers: {}, body: null },
		expect: {
			...{ status: ["200"], bodyContains: null, bodyOmits: null, bodyMatches: null, json: [], headers: {} },
			...{ latencyBelowMs: null, certificateDaysLeft: null },
		},
	};
	const fails = (id: string, regions: ("weur" | "enam" | "apac")[]) =>
		regions.map((region) => ({
			...{ monitorId: id, region, at: 0, latencyMs: 1, outcome: "down" as const },
			...{ reason: "status" as const, detail: "503" },
		}));

	it("is a new epoch, and pages, when a quorum sees a smoke check fail at the end", () => {
		const rig = watchedFor(300);
		rig.pass(1_000);
		rig.command({ kind: "resolve" });
		const monitors = [monitorOfSmokeCheck(pay, "svc_checkout")];
		const results = fails("Pay", ["weur", "enam"]);
		rig.seen = { look: { wanted: ["Pay"], results, isAllKnown: true }, monitors };
		const before = rig.requests().length;
		rig.pass(minutes(5) + 1);
		expect(view(rig)).toMatchObject({ state: "triggered", epoch: 2, soakUntil: null });
		expect(rig.requests().length).toBeGreaterThan(before);
		const reopened = rig.events.find(({ type }) => type === "reopened");
		expect(reopened?.data).toMatchObject({ reason: "Failing at the end of the watch: Pay" });
	});

	it("is over when only one region sees a smoke check fail at the end, and that stays in the evidence", () => {
		const rig = watchedFor(300);
		rig.command({ kind: "resolve" });
		const monitors = [monitorOfSmokeCheck(pay, "svc_checkout")];
		rig.seen = { look: { wanted: ["Pay"], results: fails("Pay", ["apac"]), isAllKnown: true }, monitors };
		rig.pass(minutes(5));
		expect(view(rig).state).toBe("resolved");
		const checked = rig.events.find(({ type }) => type === "recovery_checked");
		expect(checked?.data).toMatchObject({ result: "recovered", evidence: [{ outcome: "down" }] });
	});
});

describe("a service whose fixes are not watched", () => {
	it("is resolved at once", () => {
		const rig = watchedFor(0);
		rig.command({ kind: "resolve" });
		expect(view(rig)).toMatchObject({ state: "resolved", status: "resolved", soakUntil: null });
	});
});

describe("customers", () => {
	it("are told of a resolve once nobody can take it back, in one word", () => {
		const rig = watchedFor(0);
		rig.command({ kind: "resolve" });
		expect(publicViewOf(rig.incident)).toMatchObject({ status: "investigating", resolvedAt: null });
		const resolvedAt = rig.now;
		rig.pass(UNDO_MS);
		expect(publicViewOf(rig.incident)).toMatchObject({ status: "resolved", resolvedAt });
		expect(rig.types().filter((type) => type === "resolution_announced")).toHaveLength(1);
		expect(refusalOf(rig, { kind: "undo_resolve" })).toBe("conflict");
	});

	it("are told at once of a resolve by a script or a monitor, which nobody takes back", () => {
		const rig = watchedFor(0);
		rig.command({ kind: "resolve" }, script);
		expect(publicViewOf(rig.incident)).toMatchObject({ status: "resolved" });
		expect(view(rig).undoUntil).toBeNull();
	});

	const closing = "Payments work again.";

	it("read Ana's closing words at the end of the watch, and until then what she would have them read", () => {
		const rig = watchedFor(300);
		expect(view(rig).publicClosing).toEqual({
			component: "Checkout",
			message: "The problem with Checkout is resolved.",
		});
		rig.command({ kind: "resolve", publicMessage: closing });
		expect(view(rig).publicClosing).toEqual({ component: "Checkout", message: closing });
		rig.pass(1_000);
		rig.command({ kind: "resolve", soak: false }, bo);
		rig.pass(UNDO_MS);
		expect(publicViewOf(rig.incident)!.updates.at(-1)).toMatchObject({
			status: "resolved",
			message: closing,
		});
	});

	it("read Tocsin's own words again after a watch that failed", () => {
		const rig = watchedFor(300);
		rig.command({ kind: "resolve", publicMessage: closing });
		rig.command({ kind: "reopen", reason: "It is back" });
		rig.pass(1_000);
		rig.command({ kind: "resolve", soak: false });
		rig.pass(UNDO_MS);
		expect(publicViewOf(rig.incident)!.updates.at(-1)!.message).toBe(
			"The problem with Checkout is resolved.",
		);
	});

	it("are told nothing of an incident that is not public, so closing words for them are refused", () => {
		const plan = pagingPlan([60]);
		const rig = new IncidentRig({ ...plan, service: { ...plan.service, componentId: null } });
		rig.incident.component = null;
		expect(view(rig).publicClosing).toBeNull();
		expect(refusalOf(rig, { kind: "resolve", publicMessage: closing })).toBe("conflict");
		expect(refusalOf(rig, { kind: "resolve" })).toBeNull();
	});

	it("never hear of a resolve that was taken back: the incident goes on, and Ana has it", () => {
		const rig = watchedFor(0);
		rig.command({ kind: "acknowledge" });
		rig.command({ kind: "status", status: "identified" });
		const before = publicViewOf(rig.incident);
		rig.command({ kind: "resolve" });
		rig.pass(UNDO_MS - 1);
		rig.command({ kind: "undo_resolve" }, ana);
		expect(publicViewOf(rig.incident)).toEqual({
			...before,
			seq: rig.incident.seq,
			nextUpdateDueAt: expect.any(Number),
		});
		expect(view(rig)).toMatchObject({ state: "acknowledged", status: "identified", epoch: 2 });
	});

	it("keep every word when it fails while it is watched: none is taken back", () => {
		const rig = watchedFor(300);
		rig.command({ kind: "resolve" });
		const told = publicViewOf(rig.incident)!.updates;
		expect(told.at(-1)).toMatchObject({
			status: "monitoring",
			message: "Checkout works again. We are watching it.",
		});
		rig.pass(5_000);
		rig.command({ kind: "reopen", reason: "It is back" });
		const after = publicViewOf(rig.incident)!;
		expect(after.updates.slice(0, 2)).toEqual(told);
		expect(after.updates.at(-1)).toMatchObject({ status: "investigating" });
		expect(after).toMatchObject({ startedAt: rig.events[0]!.at, earlier: [] });
	});
});

describe("what it turned out to be", () => {
	it("can be said and corrected once it is over, and not before", () => {
		const rig = watchedFor(0);
		expect(refusalOf(rig, { kind: "disposition", disposition: "noise" })).toBe("conflict");
		rig.command({ kind: "resolve", disposition: "real" });
		rig.command({ kind: "disposition", disposition: "noise" });
		expect(view(rig).disposition).toBe("noise");
		const { version } = view(rig);
		rig.command({ kind: "disposition", disposition: "noise" });
		expect(view(rig).version).toBe(version);
	});
});

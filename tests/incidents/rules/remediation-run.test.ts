import { describe, expect, it } from "vitest";
import { triedWords } from "../../../worker/incidents/rules/remediation-run.ts";
import {
	answered,
	endRun,
	lookedAt,
	sending,
	startRun,
	type Verdict,
} from "../../../worker/incidents/rules/remediation-steps.ts";
import { pageBody } from "../../../worker/paging/rules/payload.ts";
import type { Severity } from "../../../worker/paging/rules/severity.ts";
import type { Remediation } from "../../../worker/remediation/rules/remediation.ts";
import { ana, IncidentRig } from "../../support/incident-rig.ts";
import { pagingPlan } from "../../support/paging-plan.ts";

const RESTART: Remediation = {
	id: "rem_1",
	version: 1,
	name: "Restart",
	serviceId: "svc_checkout",
	mode: "automatic",
	timeoutSeconds: 20,
	maxRuns: 2,
	maxRunsPerHour: 4,
	coolDownSeconds: 0,
	verifySeconds: 30,
	beforePagingSeconds: 60,
};
const DONE = { outcome: "done", status: 200, message: "restarted" } as const;
const verdict = (result: Verdict["result"]): Verdict => ({ result, evidence: [] });

/** An incident a moment after it began, with a run that has just started. */
function running(severity: Severity = "P2", over: Partial<Remediation> = {}) {
	const rig = new IncidentRig(pagingPlan(), severity);
	const remediation = { ...RESTART, ...over };
	const claim = { id: "run_1", claimedAt: rig.now, remediation, isAutomatic: true, actor: ana, turn: 1 };
	rig.append(startRun(rig.incident, claim, rig.now));
	rig.inFlight.add("run_1");
	const run = () => rig.incident.remediationRuns[0]!;
	return { rig, run, claim };
}
function done() {
	const all = running();
	all.rig.append([sending(all.run())]);
	all.rig.append(answered(all.rig.incident, "run_1", 1, DONE, all.rig.now));
	return all;
}
const pages = (rig: IncidentRig) => rig.requests().length;

describe("a page that waits for a run", () => {
	it("goes out when its time is over, and not before", () => {
		const { rig } = running("P2", { timeoutSeconds: 120 });
		rig.pass(59_999);
		expect(pages(rig)).toBe(0);
		rig.pass(1);
		expect(pages(rig)).toBeGreaterThan(0);
	});

	it("counts its time from the beginning of the incident, at most 90 s", () => {
		const rig = new IncidentRig(pagingPlan(), "P2");
		rig.now += 30_000;
		const remediation = { ...RESTART, timeoutSeconds: 120, beforePagingSeconds: 90 };
		const claim = { id: "run_1", claimedAt: rig.now, remediation, isAutomatic: true, actor: ana, turn: 1 };
		rig.append(startRun(rig.incident, claim, rig.now));
		rig.inFlight.add("run_1");
		rig.pass(59_999);
		expect(pages(rig)).toBe(0);
		rig.pass(1);
		expect(pages(rig)).toBeGreaterThan(0);
	});

	it("never is one of a P1 or of a run that somebody started", () => {
		const { rig } = running("P1");
		rig.pass(0);
		expect(pages(rig)).toBeGreaterThan(0);
		const byHand = new IncidentRig(pagingPlan(), "P2");
		const claim = { ...running().claim, claimedAt: byHand.now, isAutomatic: false };
		byHand.append(startRun(byHand.incident, claim, byHand.now));
		byHand.inFlight.add("run_1");
		byHand.pass(0);
		expect(pages(byHand)).toBeGreaterThan(0);
	});

	it("says that it was tried and failed", () => {
		const { rig, run } = running();
		expect(triedWords(rig.incident)).toBe("trying Restart, no result yet");
		rig.append([sending(run())]);
		rig.append(answered(rig.incident, "run_1", 1, { ...DONE, outcome: "failed" }, rig.now));
		const tried = triedWords(rig.incident);
		expect(tried).toBe("tried Restart, it failed");
		const page = { number: 142, service: "Checkout", attempt: 1, flapping: false, tried };
		expect(pageBody(page as Parameters<typeof pageBody>[0])).toBe(
			"#142 · Checkout · tried Restart, it failed",
		);
	});
});

describe("a run", () => {
	it("ends the incident with a note when the checks pass and nobody was paged", () => {
		const { rig } = done();
		rig.append(lookedAt(rig.incident, rig.paging, "run_1", verdict("recovered"), rig.now, 2_000));
		expect(rig.types().slice(-2)).toEqual(["remediation_finished", "resolved"]);
		expect(rig.incident.state).toBe("resolved");
	});

	it("ends nothing that somebody was paged for, or has acknowledged", () => {
		const paged = done();
		paged.rig.pass(60_000);
		expect(pages(paged.rig)).toBeGreaterThan(0);
		paged.rig.append(
			lookedAt(paged.rig.incident, paged.rig.paging, "run_1", verdict("recovered"), paged.rig.now, 2_000),
		);
		expect(paged.rig.incident.state).toBe("triggered");
		const taken = done();
		taken.rig.command({ kind: "acknowledge" });
		taken.rig.append(
			lookedAt(taken.rig.incident, taken.rig.paging, "run_1", verdict("recovered"), taken.rig.now, 2_000),
		);
		expect(taken.rig.incident.state).toBe("acknowledged");
		expect(taken.run().result).toBe("recovered");
	});

	it("proves nothing where nothing, or not everything, could be checked", () => {
		for (const result of ["nothing_to_check", "unanswered"] as const) {
			const { rig, run } = done();
			rig.now += 29_000;
			rig.append(lookedAt(rig.incident, rig.paging, "run_1", verdict(result), rig.now, 2_000));
			expect(run().result).toBe("unverified");
			expect(rig.incident.state).toBe("triggered");
		}
	});

	it("looks again while there is time", () => {
		const { rig, run } = done();
		expect(lookedAt(rig.incident, rig.paging, "run_1", verdict("failing"), rig.now, 2_000)).toEqual([]);
		rig.now += 30_000;
		rig.append(endRun(rig.incident, "run_1", rig.now, verdict("failing"), false));
		expect(run().result).toBe("not_recovered");
	});

	it("takes one answer of an attempt, and none after its time", () => {
		const { rig, run } = running();
		rig.append([sending(run())]);
		expect(answered(rig.incident, "run_1", 2, DONE, rig.now)).toEqual([]);
		expect(answered(rig.incident, "run_1", 1, DONE, rig.now + 20_000)).toEqual([]);
		rig.append(answered(rig.incident, "run_1", 1, DONE, rig.now));
		expect(answered(rig.incident, "run_1", 1, DONE, rig.now)).toEqual([]);
		rig.append(endRun(rig.incident, "run_1", rig.now + 30_000, null, false));
		expect(answered(rig.incident, "run_1", 1, DONE, rig.now)).toEqual([]);
	});

	it("starts neither late, nor beside another, nor after the resolve, nor in a drill", () => {
		const { rig, claim } = running();
		const second = { ...claim, id: "run_2" };
		expect(startRun(rig.incident, second, rig.now)).toEqual([]);
		const fresh = new IncidentRig(pagingPlan(), "P2");
		expect(startRun(fresh.incident, claim, claim.claimedAt + 20_000)).toEqual([]);
		fresh.incident.drill = true;
		expect(startRun(fresh.incident, claim, fresh.now)).toEqual([]);
		fresh.incident.drill = false;
		fresh.command({ kind: "resolve" });
		expect(startRun(fresh.incident, claim, fresh.now)).toEqual([]);
	});

	it("counts its limit anew in every epoch", () => {
		const rig = new IncidentRig(pagingPlan(), "P4");
		const start = (n: number) => {
			const claim = { ...running().claim, id: `run_${n}`, claimedAt: rig.now, isAutomatic: false };
			const events = startRun(rig.incident, claim, rig.now);
			rig.append(events);
			rig.append(endRun(rig.incident, `run_${n}`, rig.now + 20_000, null, false));
			return events.length;
		};
		expect([start(1), start(2), start(3)]).toEqual([1, 1, 0]);
		rig.command({ kind: "resolve" });
		rig.command({ kind: "reopen", reason: "it is back" });
		expect(start(4)).toBe(1);
	});
});

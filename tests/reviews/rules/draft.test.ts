import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Command } from "../../../worker/incidents/commands/commands.ts";
import { EVENT_TYPES, type EventType } from "../../../worker/incidents/rules/events.ts";
import type { IncidentView, TimelineEvent } from "../../../worker/incidents/rules/incident-types.ts";
import { viewOf } from "../../../worker/incidents/rules/incident-view.ts";
import { asTimeline } from "../../../worker/incidents/rules/stored-events.ts";
import { ruleFor } from "../../../worker/paging/rules/severity.ts";
import { SYSTEM } from "../../../worker/platform/rules/caller.ts";
import { minutes, seconds } from "../../../worker/platform/rules/time.ts";
import { publicDraftOf } from "../../../worker/reviews/review/public-draft.ts";
import { draftOf } from "../../../worker/reviews/rules/draft.ts";
import { linesOf, timelineMarkdown } from "../../../worker/reviews/rules/event-lines.ts";
import type { Story } from "../../../worker/reviews/rules/story.ts";
import { ana, bo, IncidentRig } from "../../support/incident-rig.ts";
import { pagingPlan } from "../../support/paging-plan.ts";
import { runs } from "../../support/runs.ts";

function storyOf(rig: IncidentRig): Story {
	const view = viewOf(rig.incident, rig.paging);
	return {
		view,
		events: rig.events.map(asTimeline),
		rule: ruleFor(rig.paging.severityPolicy, view.severity),
	};
}

const draft = (rig: IncidentRig) => draftOf(storyOf(rig));

/** P2 at 03:00 on Jan 5, 2099: Ana is paged, then Bo, who acknowledges. */
function aNight(): IncidentRig {
	const rig = new IncidentRig(pagingPlan([60, 60, 60]));
	rig.pass(seconds(90));
	rig.command({ kind: "acknowledge" }, bo);
	rig.pass(minutes(1));
	rig.command({ kind: "note", text: "Went well: the dashboard\nshowed it at once" });
	rig.command({ kind: "note", text: "todo: alert on the pool" });
	rig.command({
		kind: "update",
		audience: "public",
		status: "identified",
		message: "We are rolling back.",
	});
	rig.pass(minutes(5));
	rig.append([{ type: "resolved", actor: bo, data: { note: "rolled back", disposition: null } }]);
	return rig;
}

describe("the draft of a review", () => {
	it("sums up what broke, for how long, and what customers were told", () => {
		expect(draft(aNight()).summary).toBe(
			"Checkout was partly down (P2): “Checkout is down”. It lasted 7 min 30 s, from Jan 5, 2099, 03:00:00 UTC to " +
				"Jan 5, 2099, 03:07:30 UTC. Customers saw it on the status page and got 1 update from the team.",
		);
	});

	it("begins the public text with what the page says already, and nothing internal", () => {
		const night = publicDraftOf(storyOf(aNight()));
		expect(night).toBe("Checkout was partly down on Jan 5, 2099, from 03:00 to 03:07 UTC (7 minutes).");
		const named = storyOf(aNight());
		Object.assign(named.events[0]!.data, { publicTitle: "Payments are slow" });
		expect(publicDraftOf(named)).toContain("Checkout had a problem on Jan 5");
		const silent = storyOf(aNight());
		Object.assign(silent.events[0]!.data, { component: null });
		expect(publicDraftOf(silent)).toBeNull();
	});

	it("calls the regions whose checks failed as people call them", () => {
		const story = storyOf(aNight());
		const evidence = [
			{ region: "weur", outcome: "down", detail: "503 in 6 ms" },
			{ region: "apac", outcome: "up", detail: "200 in 9 ms" },
			{ region: "moon", outcome: "down", detail: "" },
			{ region: "", outcome: "down", detail: "no beat" },
		];
		const events = story.events.map((event) =>
			event.type === "triggered" ? { ...event, data: { ...event.data, evidence } } : event,
		);
		expect(draftOf({ ...story, events }).timeline).toContain(
			"Checks failed: Western Europe: 503 in 6 ms, moon: failed, no beat.",
		);
	});

	it("tells every event that matters on a line of its own, from the first to the last", () => {
		const lines = draft(aNight()).timeline.split("\n");
		expect(lines).toEqual([
			"- **Jan 5, 2099, 03:00:00 UTC** “Checkout is down” (P2) from the monitor Checkout.",
			"- **Jan 5, 2099, 03:01:00 UTC** Escalated to level 2: not acknowledged in time.",
			"- **Jan 5, 2099, 03:01:30 UTC** Acknowledged by Bo, 1 min 30 s after the incident opened.",
			"- **Jan 5, 2099, 03:02:30 UTC** Note: “Went well: the dashboard showed it at once”",
			"- **Jan 5, 2099, 03:02:30 UTC** Note: “todo: alert on the pool”",
			"- **Jan 5, 2099, 03:02:30 UTC** Public update (identified): “We are rolling back.”",
			"- **Jan 5, 2099, 03:07:30 UTC** Resolved: “rolled back”",
		]);
	});

	it("says how fast it was noticed, acknowledged and resolved, and who answered when", () => {
		const text = draft(aNight()).detectionAndResponse;
		expect(text).toContain("The alert came from the monitor Checkout.");
		expect(text).toContain("- Time to acknowledge (MTTA): 1 min 30 s\n- Time to resolve (MTTR): 7 min 30 s");
		expect(text).toContain("- Ana: paged at Jan 5, 2099, 03:00:00 UTC, acknowledged by someone else first.");
		expect(text).toContain("- Bo: paged at Jan 5, 2099, 03:01:00 UTC, acknowledged after 30 s.");
		expect(text).toContain(
			"1 public update. The first came 2 min 30 s after the incident opened. One is due every 30 min. None was overdue.",
		);
	});

	it("tells each remediation that was tried, and what it came to", () => {
		const story = storyOf(aNight());
		const at = story.view.triggeredAt + minutes(1);
		const event = (seq: number, type: string, data: object) =>
			({ seq, at, type, actor: SYSTEM, data }) as unknown as TimelineEvent;
		const run = (runId: string) => ({ runId, remediationId: "rem_1", name: "Restart Checkout" });
		const events = [
			...story.events,
			event(900, "remediation_started", run("a")),
			event(901, "remediation_started", run("b")),
			event(902, "remediation_finished", { ...run("b"), result: "not_recovered", reason: "HTTP 503" }),
			event(903, "remediation_started", run("c")),
			event(904, "remediation_finished", { ...run("a"), result: "recovered", reason: null }),
		];
		const when = "“Restart Checkout” at Jan 5, 2099, 03:01:00 UTC";
		expect(draftOf({ ...story, events }).detectionAndResponse).toContain(
			`Remediation tried:\n\n- ${when}: recovered.\n- ${when}: not recovered (HTTP 503).\n- ${when}: did not end.`,
		);
		expect(draftOf(story).detectionAndResponse).not.toContain("Remediation");
	});

	it("finds what went well, and what notes ask for", () => {
		const { wentWell, actionItems, rootCause } = draft(aNight());
		expect(wentWell.split("\n")).toEqual([
			"- Monitoring noticed it by itself.",
			"- Acknowledged in 1 min 30 s; P2 asks for 15 min.",
			"- Every public update was on time.",
			"- the dashboard showed it at once",
		]);
		expect(actionItems).toBe("- alert on the pool");
		expect(rootCause).toBe("");
	});

	it("finds what did not work, and proposes what to do about it", () => {
		const rig = new IncidentRig(pagingPlan([60, 60, 60]));
		rig.answers = () => ({ kind: "failed", reason: "http_403" });
		rig.pass(minutes(20));
		rig.command({ kind: "acknowledge" }, ana);
		rig.pass(minutes(40));
		const step = {
			...{ runbookId: "rbk_1", stepId: "s3", title: "Restart the pool" },
			...{ state: "did-not-work" as const, note: null, choice: null },
		};
		rig.append([
			{ type: "level_empty", actor: SYSTEM, data: { run: 1, round: 1, level: 3, targets: [] } },
			{ type: "runbook_step", actor: ana, data: step },
			{ type: "resolved", actor: ana, data: { note: null, disposition: null } },
		]);
		const { toImprove, actionItems, wentWell } = draft(rig);
		for (const text of [
			"Level 3 had no one to page.",
			"http_403",
			"Every level was paged, and no one had acknowledged.",
			"Acknowledged after 20 min; P2 asks for 15 min.",
			"1 public update was overdue.",
			"Runbook step “Restart the pool” did not work.",
		])
			expect(toImprove).toContain(text);
		expect(actionItems).toContain("- Correct the runbook step “Restart the pool”.");
		expect(wentWell).not.toContain("Acknowledged");
	});

	it("blames no one: names stand only where somebody answered", () => {
		const rig = aNight();
		rig.command({ kind: "reopen", reason: "it is back" }, ana);
		rig.append([{ type: "resolved", actor: ana, data: { note: null, disposition: null } }]);
		const { summary, toImprove, wentWell, actionItems } = draft(rig);
		expect([summary, toImprove, wentWell, actionItems].join("\n")).not.toMatch(/\b(Ana|Bo|Chidi)\b/);
		expect(toImprove).toContain("It came back once after it had worked again.");
	});
});

describe("the timeline with what people said of it", () => {
	it("leaves out what is hidden and puts a note below its line", () => {
		const lines = linesOf(storyOf(aNight()));
		const [first, second] = lines;
		const entries = [
			{ seq: first!.seq, hidden: true, note: null },
			{ seq: second!.seq, hidden: false, note: "the phone\nwas silent" },
		];
		const text = timelineMarkdown(lines, entries).split("\n");
		expect(text).toHaveLength(lines.length);
		expect(text[0]).toContain("Escalated to level 2");
		expect(text[1]).toBe("  - the phone was silent");
	});
});

describe("whatever the timeline", () => {
	const commands = fc.constantFrom<Command>(
		{ kind: "acknowledge" },
		{ kind: "unacknowledge" },
		{ kind: "escalate" },
		{ kind: "snooze", seconds: 30 },
		{ kind: "note", text: "# a heading\n- [x](javascript:alert(1))" },
		{ kind: "reopen", reason: "again" },
		{ kind: "severity", severity: "P1" },
		{ kind: "severity", severity: "P4", reason: "small" },
	);
	const acts = fc.array(fc.oneof(commands, fc.integer({ min: 0, max: 400_000 })), { maxLength: 20 });

	it("a ladder that lived through anything gives seven texts", () => {
		fc.assert(
			fc.property(acts, fc.boolean(), (all, fails) => {
				const rig = new IncidentRig(pagingPlan([3, 3, 3], 1));
				if (fails) rig.answers = () => ({ kind: "failed", reason: "gone" });
				for (const act of all) {
					if (typeof act === "number") rig.pass(act);
					else rig.command(act);
				}
				for (const text of Object.values(draft(rig))) expect(typeof text).toBe("string");
			}),
			{ numRuns: runs(100) },
		);
	});

	const data = fc.dictionary(
		fc.constantFrom(
			"title",
			"text",
			"reason",
			"level",
			"state",
			"evidence",
			"source",
			"seconds",
			"component",
			"targets",
		),
		fc.jsonValue(),
	);
	const events = fc.array(
		fc.record({ type: fc.constantFrom<EventType>(...EVENT_TYPES), at: fc.integer(), data }),
		{ maxLength: 40 },
	);
	const aView = viewOf(aNight().incident, aNight().paging);
	const views = fc.record({
		detectedAt: fc.oneof(fc.integer(), fc.constant(Number.NaN)),
		resolvedAt: fc.option(fc.integer()),
		severity: fc.constantFrom<IncidentView["severity"]>("P1", "P4"),
	});

	it("even one that was imported with fields of any shape does not stop it", () => {
		fc.assert(
			fc.property(views, events, (fields, given) => {
				const timeline = given.map((event, i): TimelineEvent => ({ ...event, seq: i + 1, actor: ana }));
				const view: IncidentView = { ...aView, ...fields };
				const lines = linesOf({ view, events: timeline, rule: ruleFor([], "P2") });
				const texts = draftOf({ view, events: timeline, rule: ruleFor([], "P2") });
				expect(texts.timeline.split("\n").filter((line) => line !== "")).toHaveLength(lines.length);
			}),
			{ numRuns: runs(200) },
		);
	});
});

import { describe, expect, it } from "vitest";
import { hours } from "../../../worker/platform/rules/time.ts";
import { closedAtAfter, isLate } from "../../../worker/reviews/rules/action-item.ts";
import { deadlineWords, reminderDue } from "../../../worker/reviews/rules/reminder.ts";
import {
	changedSinceApproval,
	dueAfterResolve,
	isOverdue,
	type Progress,
	refuseProgress,
	reviewIdOf,
} from "../../../worker/reviews/rules/review.ts";
import { lasting, moment, oneLine } from "../../../worker/reviews/rules/words.ts";
import { ana } from "../../support/incident-rig.ts";

const NOW = Date.UTC(2099, 0, 5, 3);

const draft: Progress = {
	state: "draft",
	resolvedAt: NOW,
	dueAt: NOW + hours(48),
	approverId: null,
	approvedAt: null,
	approvedBy: null,
	publishedAt: null,
	publishedBy: null,
	skippedAt: null,
	skippedBy: null,
	skippedReason: null,
};
const published: Progress = { ...draft, state: "published", publishedAt: NOW, publishedBy: ana };

describe("a review", () => {
	it("is found by its incident, and due 48 h after the resolve unless the severity says otherwise", () => {
		expect(reviewIdOf("inc_01J0000000000000000000000A")).toBe("rev_01J0000000000000000000000A");
		expect(dueAfterResolve(NOW, null)).toBe(NOW + hours(48));
		expect(dueAfterResolve(NOW, 3_600)).toBe(NOW + hours(1));
	});

	it("is overdue only while somebody still has to finish it", () => {
		const late = NOW + hours(49);
		expect(isOverdue(draft, late)).toBe(true);
		expect(isOverdue(draft, NOW + hours(48))).toBe(false);
		expect(isOverdue(published, late)).toBe(false);
		expect(isOverdue({ ...draft, skippedAt: NOW }, late)).toBe(false);
		expect(isOverdue({ ...draft, dueAt: null }, late)).toBe(false);
	});

	it.each<[string, Progress, Progress, RegExp | null]>([
		["a draft is published", draft, published, null],
		["a skipped one is published", { ...draft, skippedAt: NOW }, { ...published, skippedAt: NOW }, /skipped/],
		["a published one is skipped", published, { ...published, skippedAt: NOW }, /published/],
		["one whose incident is open is published", draft, { ...published, resolvedAt: null }, /open again/],
		["one without its approval is published", draft, { ...published, approverId: "usr_a" }, /not approved/],
		["a published one becomes a draft", published, { ...published, state: "draft" }, /Withdraw/],
		["a published one is withdrawn", published, { ...draft, state: "in_review" }, null],
		[
			"its approval is taken back while it is published",
			{ ...published, approvedAt: NOW },
			published,
			/Withdraw/,
		],
	])("says why not when %s", (_what, before, after, reason) => {
		const refused = refuseProgress(before, after);
		if (reason === null) expect(refused).toBeNull();
		else expect(refused).toMatch(reason);
	});
});

describe("a reminder", () => {
	it.each([
		["two days before", -48, null],
		["a day before", -24, "due_soon"],
		["at the deadline", 0, "overdue"],
		["a week after", 168, "overdue"],
	] as const)("%s", (_when, at, kind) => {
		expect(reminderDue(NOW, NOW - hours(100), NOW + hours(at))).toBe(kind);
	});

	it("comes halfway when there is less than two days, and never of what had passed before", () => {
		expect(reminderDue(NOW, NOW - hours(10), NOW - hours(6))).toBeNull();
		expect(reminderDue(NOW, NOW - hours(10), NOW - hours(5))).toBe("due_soon");
		expect(reminderDue(NOW, NOW, NOW + hours(1))).toBeNull();
	});
});

describe("an action item", () => {
	it("is late only while it is open, and keeps the moment at which it was first closed", () => {
		expect(isLate({ state: "in_progress", dueAt: NOW }, NOW + 1)).toBe(true);
		expect(isLate({ state: "done", dueAt: NOW }, NOW + 1)).toBe(false);
		expect(closedAtAfter(null, "open", NOW)).toBeNull();
		expect(closedAtAfter({ state: "open", closedAt: null }, "done", NOW)).toBe(NOW);
		expect(closedAtAfter({ state: "done", closedAt: NOW }, "dropped", NOW + 5)).toBe(NOW);
		expect(closedAtAfter({ state: "done", closedAt: NOW }, "open", NOW + 5)).toBeNull();
	});
});

describe("words", () => {
	it("tell spans and moments, whatever they are given", () => {
		expect([
			lasting(0),
			lasting(-5),
			lasting(59_999),
			lasting(125_000),
			lasting(hours(1.5)),
			lasting(hours(51)),
		]).toEqual(["less than 1 s", "less than 1 s", "59 s", "2 min 5 s", "1 h 30 min", "2 d 3 h"]);
		expect(moment(NOW)).toBe("Jan 5, 2099, 03:00:00 UTC");
		expect(moment(Number.NaN)).toBe("an unknown time");
		expect(oneLine(" a\r\n b\u2028c ")).toBe("a b c");
		expect([...oneLine("😀".repeat(400))]).toHaveLength(300);
	});
});

describe("what was changed since a review was approved", () => {
	it("is named by section, and is nothing without an approval", () => {
		const sections = [
			{ name: "rootCause" as const, at: NOW + 1 },
			{ name: "summary" as const, at: NOW + 1 },
			{ name: "timeline" as const, at: NOW },
		];
		expect(changedSinceApproval({ approvedAt: NOW }, sections)).toEqual(["summary", "rootCause"]);
		expect(changedSinceApproval({ approvedAt: null }, sections)).toEqual([]);
	});
});

describe("a reminder", () => {
	it("tells the deadline on the clocks of whoever reads it", () => {
		const endOfDay = Date.UTC(2026, 11, 13, 4, 59, 59);
		expect(deadlineWords(endOfDay, "America/New_York")).toBe("due Dec 12, 2026, 23:59");
		expect(deadlineWords(endOfDay, "UTC")).toBe("due Dec 13, 2026, 04:59");
	});
});

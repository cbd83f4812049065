import { describe, expect, it } from "vitest";
import type { ProposedAction } from "../../../worker/reviews/rules/findings.ts";
import { dismissing, proposingAgain, undecided } from "../../../worker/reviews/rules/proposals.ts";

const propose = (text: string): ProposedAction => ({ text, type: "process", from: "runbook" });
const all = ["Update the runbook", "Add a check", "Agree on updates"].map(propose);
const texts = (proposed: ProposedAction[]) => proposed.map(({ text }) => text);

describe("what a review proposes", () => {
	it("is gone once an item took it over, says the same, or Ana dismissed it", () => {
		const items = [
			{ text: "Correct step 3", proposal: "Update the runbook" },
			{ text: "Add a check", proposal: null },
		];
		expect(texts(undecided(all, { items: [], dismissed: [] }))).toEqual(texts(all));
		expect(texts(undecided(all, { items, dismissed: [] }))).toEqual(["Agree on updates"]);
		expect(undecided(all, { items, dismissed: ["Agree on updates"] })).toEqual([]);
	});

	it("is dismissed once however often it is said, and proposed again in its place", () => {
		const once = dismissing([], "Add a check");
		expect(dismissing(once, "Add a check")).toEqual(once);
		const back = proposingAgain(dismissing(once, "Agree on updates"), "Add a check");
		expect(proposingAgain(back, "never dismissed")).toEqual(["Agree on updates"]);
		expect(texts(undecided(all, { items: [], dismissed: back }))).toEqual([
			"Update the runbook",
			"Add a check",
		]);
	});
});

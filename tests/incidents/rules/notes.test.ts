import { expect, it } from "vitest";
import { timelineLines } from "../../../app/state/timeline-text.ts";
import { minutes, toWire } from "../../../worker/platform/rules/time.ts";
import { bo, IncidentRig } from "../../support/incident-rig.ts";
import { pagingPlan } from "../../support/paging-plan.ts";

it("says of a note that is told later both when it happened and when it was told", () => {
	const rig = new IncidentRig(pagingPlan([60]));
	const happenedAt = rig.now - minutes(20);
	rig.pass(minutes(10));
	rig.command({ kind: "note", text: "The pool was full", occurredAt: happenedAt }, bo);
	const { at, data } = rig.events.at(-1)!;
	expect([at, data]).toEqual([rig.now, { text: "The pool was full", occurredAt: toWire(happenedAt) }]);
	const wire = rig.events.map((event) => ({ ...event, at: toWire(event.at), data: { ...event.data } }));
	const line = timelineLines(wire, { zone: "UTC" }).at(-1)!;
	expect(line).toMatchObject({ text: "Bo added a note of 02:40:00", quote: "The pool was full", at });
});

it("takes no note of what is yet to happen, and a clock that is a little fast does not matter", () => {
	const rig = new IncidentRig(pagingPlan([60]));
	const tell = (occurredAt: number) => rig.command({ kind: "note", text: "It will fail", occurredAt }, bo);
	expect(tell(rig.now + minutes(2))).toMatchObject({ refusal: { code: "conflict" } });
	expect(tell(rig.now + 5_000)).toHaveProperty("events");
});

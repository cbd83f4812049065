import { describe, expect, it } from "vitest";
import { factsOf } from "../../../worker/metrics/rules/fold-facts.ts";
import { minutes, toWire } from "../../../worker/platform/rules/time.ts";
import { Timeline } from "../../support/timelines.ts";

const NOON = Date.UTC(2026, 2, 2, 12);
const at = (minute: number) => NOON + minutes(minute);
const line = () => new Timeline(at(0), { publicUpdateEverySeconds: 600 });
const gaps = ({ events }: Timeline) =>
	factsOf(events, () => "UTC")!.updateGaps.map(({ gapMs }) => gapMs / minutes(1));
const soak = { seconds: 300, untilAt: toWire(at(20)), note: null, disposition: null };

describe("the public's wait for the next word", () => {
	it("ends when it works again and is watched, and begins anew when it is not over", () => {
		expect(gaps(line().add("soak_started", at(15), soak).resolved(at(20)))).toEqual([15]);
		const again = line()
			.add("soak_started", at(15), soak)
			.add("soak_ended", at(18), { reason: "not_recovered" });
		expect(gaps(again.resolved(at(30)))).toEqual([15, 12]);
		expect(gaps(line().add("soak_started", at(15), soak).reopened(at(18)).resolved(at(25)))).toEqual([15, 7]);
	});

	it("goes on when a resolve is taken back before the public is told", () => {
		const undone = { reason: "Too early", firstPageAt: null, undone: true as const };
		const resolve = { note: null, disposition: null, undoUntilAt: toWire(at(11)) };
		const back = line().add("resolved", at(10), resolve).add("reopened", at(10.5), undone);
		expect(gaps(back)).toEqual([]);
		expect(gaps(back.update(at(12), null))).toEqual([12]);
	});
});

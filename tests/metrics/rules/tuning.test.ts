import { describe, expect, it } from "vitest";
import { tuningWords } from "../../../app/screens/incidents/incident/tuning-words.ts";
import { factsOf } from "../../../worker/metrics/rules/fold-facts.ts";
import { noiseOf } from "../../../worker/metrics/rules/noise.ts";
import { type TunedMonitor, tuningOf } from "../../../worker/metrics/rules/tuning.ts";
import { minutes, seconds } from "../../../worker/platform/rules/time.ts";
import { MONITOR, Timeline } from "../../support/timelines.ts";

const NOON = Date.UTC(2026, 2, 2, 12);
const monitor: TunedMonitor = {
	id: "mon_1",
	name: "Checkout",
	kind: "http",
	intervalSeconds: 60,
	failureThreshold: 1,
	recoveryThreshold: 1,
	regions: ["weur", "enam", "apac"],
	quorum: 2,
};
const incident = (number: number, lastedMs: number, by: typeof MONITOR | undefined = MONITOR) => {
	const began = NOON + minutes(60 * number);
	const source = { kind: "monitor" as const, id: "mon_1", name: "Checkout" };
	const line = new Timeline(began, { incidentId: `inc_${number}`, number, source });
	return factsOf(line.resolved(began + lastedMs, null, by).events, () => "UTC")!;
};
const saw = (...outcomes: string[]) =>
	outcomes.map((outcome, i) => ({ region: monitor.regions[i]!, outcome, reason: null, detail: "" }));

describe("what is proposed for noise", () => {
	it("is one more failing round, where the round after it worked again", () => {
		const own = [incident(1, seconds(61)), incident(2, seconds(62)), incident(3, minutes(30))];
		const tuning = tuningOf(monitor, "inc_1", own, saw("down", "down"));
		expect(tuning).toMatchObject({ setting: "failureThreshold", from: 1, to: 2, savedIncidents: 2 });
		expect(tuningWords(tuning!)).toBe(
			"A failure threshold of 2 would have prevented this incident and 1 other in 90 days.",
		);
	});

	it("is one more region, where one of them saw it work", () => {
		const tuning = tuningOf(monitor, "inc_1", [incident(1, minutes(30))], saw("down", "down", "up"));
		expect(tuning).toMatchObject({ setting: "quorum", from: 2, to: 3, savedIncidents: 1 });
		expect(tuningWords(tuning!)).toBe("A quorum of 3 would have prevented this incident.");
	});

	it("is nothing more once the monitor is set so that it would not open this again", () => {
		const own = [incident(1, seconds(61))];
		expect(tuningOf({ ...monitor, failureThreshold: 2 }, "inc_1", own, saw("down", "down"))).toBeNull();
		expect(noiseOf(own, [{ ...monitor, failureThreshold: 2 }])).toMatchObject([{ brief: 0, proposal: null }]);
		const five = { ...monitor, regions: ["weur", "enam", "apac", "sam", "oc"], quorum: 4 };
		const long = [incident(1, minutes(30))];
		expect(tuningOf(five, "inc_1", long, saw("down", "down", "up", "up"))).toBeNull();
	});

	it("is nothing where no setting would have helped", () => {
		expect(tuningOf(monitor, "inc_1", [incident(1, minutes(30))], saw("down", "down", "down"))).toBeNull();
		// The third region had not answered yet: nobody knows what it would have said.
		expect(tuningOf(monitor, "inc_1", [incident(1, minutes(30))], saw("down", "down"))).toBeNull();
	});
});

import { describe, expect, it } from "vitest";
import { plannedUntil } from "../../../worker/alerts/rules/planned-time.ts";
import { DeskBench, GRAFANA } from "../../support/desk-bench.ts";

const MINUTE = 60_000;

/** Work is planned from now on, for half an hour. */
function plannedBench() {
	const bench = new DeskBench();
	const endsAt = bench.now + 30 * MINUTE;
	bench.windows = [{ from: bench.now, to: endsAt }];
	return { bench, endsAt };
}

const statusOf = (bench: DeskBench, ...offer: Parameters<DeskBench["offer"]>) =>
	bench.offer(...offer).outcome.status;

describe("an alert in a maintenance window", () => {
	it("is held for its tool and key alone, and released once, with the time since when it is on", () => {
		const { bench, endsAt } = plannedBench();
		expect(statusOf(bench)).toBe("held");
		expect(statusOf(bench, {}, GRAFANA)).toBe("held");
		expect(statusOf(bench, { action: "resolve" }, GRAFANA)).toBe("resolved");
		expect(bench.held.release(endsAt - 1)).toEqual([]);
		const [one, ...others] = bench.held.release(endsAt);
		expect(others).toEqual([]);
		expect(one?.incoming.alert.details).toEqual({ heldSince: "2026-01-05T09:00:00.000Z" });
		expect(bench.held.release(endsAt)).toEqual([]);
	});

	it("of a group ends alone, or with the whole group, under whatever key it is named", () => {
		const { bench, endsAt } = plannedBench();
		for (const memberKey of ["a", "b", "c"]) bench.offer({ dedupKey: "group", memberKey });
		bench.offer({ dedupKey: "renamed", memberKey: "a", action: "resolve" });
		expect(bench.held.release(endsAt).map(({ incoming }) => incoming.alert.memberKey)).toEqual(["b", "c"]);
		for (const memberKey of ["a", "b"]) bench.offer({ dedupKey: "group", memberKey });
		bench.offer({ dedupKey: "group", action: "resolve" });
		expect(bench.held.release(endsAt)).toEqual([]);
	});

	it("pages with what it said last, and how often it came", () => {
		const { bench, endsAt } = plannedBench();
		for (const title of ["first", "second", "third"]) bench.offer({ title });
		expect(bench.held.release(endsAt)).toMatchObject([
			{ incoming: { alert: { title: "third" } }, received: 3 },
		]);
	});

	it("does not reopen what ended, and goes on in what is open", () => {
		const { bench } = plannedBench();
		bench.windows = [];
		const open = bench.trigger("disk");
		bench.trigger("memory");
		bench.offer({ dedupKey: "memory", action: "resolve" });
		bench.windows = [{ from: bench.now, to: bench.now + MINUTE }];
		expect(bench.offer({ dedupKey: "disk" }).outcome).toMatchObject({ status: "updated", incidentId: open });
		expect(statusOf(bench, { dedupKey: "memory" })).toBe("held");
	});
});

describe("windows that overlap", () => {
	it("hold until the last of them ends, and not a moment longer", () => {
		const windows = [
			{ from: 0, to: 20 },
			{ from: 10, to: 40 },
		];
		expect([0, 9, 10, 19, 39, 40].map((at) => plannedUntil(windows, at))).toEqual([20, 20, 40, 40, 40, null]);
	});
});

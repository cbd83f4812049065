import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MONITOR_STATES } from "../../../worker/monitoring/rules/monitor.ts";
import { byWorst, pageAfter, type Standing, totalsOf } from "../../../worker/monitoring/rules/worst-first.ts";

const standing = (state: Standing["state"], name: string = state, id = name): Standing => ({
	id,
	name,
	state,
});

const standings = fc.uniqueArray(
	fc.record({
		id: fc.string({ minLength: 1, maxLength: 4 }),
		name: fc.string({ maxLength: 3 }),
		state: fc.constantFrom(...MONITOR_STATES),
	}),
	{ selector: ({ id }) => id },
);

describe("a list of monitors", () => {
	it("has what is wrong on top, and what is paused at the end", () => {
		const mixed = (["paused", "up", "degraded", "down"] as const).map((state) => standing(state));
		expect(mixed.sort(byWorst).map(({ state }) => state)).toEqual(["down", "degraded", "up", "paused"]);
	});

	it("orders what is alike by name, without regard to capitals", () => {
		const alike = ["shop", "Api", "Zeta", "api 2"].map((name) => standing("up", name));
		expect(alike.sort(byWorst).map(({ name }) => name)).toEqual(["Api", "api 2", "shop", "Zeta"]);
	});

	it("shows each monitor once, a page at a time, when nothing changes meanwhile", () => {
		fc.assert(
			fc.property(standings, fc.integer({ min: 1, max: 5 }), (all, limit) => {
				const seen: Standing[] = [];
				let place: Standing | null = null;
				for (let more = true; more; ) {
					const answer = pageAfter(all, place, limit);
					expect(answer.page.length).toBeLessThanOrEqual(limit);
					seen.push(...answer.page);
					place = answer.page.at(-1) ?? place;
					more = answer.more;
				}
				expect(seen).toEqual([...all].sort(byWorst));
			}),
		);
	});

	it("goes on after a monitor that was deleted between two pages", () => {
		const [a, b, c] = ["a", "b", "c"].map((name) => standing("up", name));
		expect(pageAfter([a!, c!], b!, 5)).toEqual({ page: [c], more: false });
	});

	it("counts those in each state, whatever page is read", () => {
		expect(totalsOf([standing("up", "a"), standing("up", "b"), standing("down", "c")])).toEqual({
			up: 2,
			down: 1,
		});
	});
});

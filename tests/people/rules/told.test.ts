import { expect, it } from "vitest";
import { together } from "../../../worker/people/rules/told.ts";

const news = (seq: number, id: string, version: number) => ({
	seq,
	body: { incident: { id, version }, events: [{ seq: version }] },
});
const recovery = (seq: number) => ({ seq, body: { type: "recovery", recovery: { incidentId: "a" } } });

it("whoever opens the app hears of each incident once, as it is now, with everything that happened to it", () => {
	const told = together([news(4, "a", 1), news(5, "b", 7), news(6, "a", 2), recovery(7), news(8, "a", 3)]);
	expect(told).toEqual([
		news(5, "b", 7),
		recovery(7),
		{ seq: 8, body: { incident: { id: "a", version: 3 }, events: [{ seq: 1 }, { seq: 2 }, { seq: 3 }] } },
	]);
});

it("and of nothing where nothing happened", () => {
	expect(together([])).toEqual([]);
});

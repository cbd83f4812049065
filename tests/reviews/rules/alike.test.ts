import { describe, expect, it } from "vitest";
import { alikeTo, type Compared, likenessOf } from "../../../worker/reviews/rules/alike.ts";
import { changedFields } from "../../../worker/reviews/rules/changed-fields.ts";

const incident = (fields: Partial<Compared> = {}): Compared => ({
	...{
		id: "inc_now",
		title: "Checkout is down in 3 of 3 regions",
		monitorId: "mon_pay",
		errors: ["timeout"],
	},
	triggeredAt: 1_000,
	...fields,
});

describe("incidents that look the same", () => {
	it("are those with the same error, first those of the same monitor", () => {
		const past = [
			incident({ id: "inc_other_monitor", monitorId: "mon_cart", triggeredAt: 900 }),
			incident({ id: "inc_same_old", triggeredAt: 100 }),
			incident({ id: "inc_same_new", triggeredAt: 500 }),
			incident({ id: "inc_certificate", errors: ["tls"], triggeredAt: 950 }),
		];
		expect(alikeTo(incident(), past, 3).map(({ id, likeness }) => [id, likeness])).toEqual([
			["inc_same_new", "monitor_and_error"],
			["inc_same_old", "monitor_and_error"],
			["inc_other_monitor", "error"],
		]);
	});

	it("are not those of one monitor that failed in another way", () => {
		expect(likenessOf(incident(), incident({ id: "x", errors: ["tls"] }))).toBeNull();
	});

	it("are told by their titles where no check was behind one of them, whatever the numbers in it", () => {
		const alert = incident({ errors: [], monitorId: null, title: "Disk 91 % full on db-1" });
		const same = incident({ id: "a", errors: [], monitorId: null, title: "Disk 97 % full on db-2" });
		const other = incident({ id: "b", errors: [], monitorId: null, title: "Queue is not drained" });
		expect(alikeTo(alert, [other, same], 3).map(({ id }) => id)).toEqual(["a"]);
	});

	it("are none where nothing is alike, and never the incident itself", () => {
		expect(alikeTo(incident(), [incident()], 3)).toEqual([]);
		const nameless = incident({ errors: [], title: "42" });
		expect(likenessOf(nameless, incident({ id: "y", errors: [], title: "17" }))).toBeNull();
	});
});

describe("what was changed", () => {
	it("is told by the settings that are another than before", () => {
		const before = { id: "mon_1", version: 1, name: "API", timeoutSeconds: 10, expect: { status: ["200"] } };
		const after = { ...before, version: 2, timeoutSeconds: 5, expect: { status: ["200"] }, quorum: 2 };
		expect(changedFields(before, after)).toEqual(["timeoutSeconds", "quorum"]);
		expect(changedFields(null, after)).toEqual([]);
	});
});

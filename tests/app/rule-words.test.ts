import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	quietWords,
	rulesWords,
	savedRules,
	warningWords,
} from "../../app/screens/people/settings/rule-words.ts";
import { pagesForPerson } from "../../worker/incidents/rules/page.ts";
import type { Person } from "../../worker/paging/rules/paging-plan.ts";
import { runs } from "../support/runs.ts";

const method = (id: string, kind: "push" | "webhook", state: "active" | "disabled" = "active") => ({
	...{ id, kind, name: `Ana’s ${id}`, state },
});
const PHONE = method("phone", "push");
const HOOK = method("hook", "webhook");

describe("how a person is paged", () => {
	it("is told with each method and its delay, the first one first", () => {
		const rules = [
			{ method: "hook", delaySeconds: 60 },
			{ method: "phone", delaySeconds: 0 },
		];
		expect(rulesWords(rules, [PHONE, HOOK])).toBe(
			"At once: push on Ana’s phone. After 1 min: webhook on Ana’s hook.",
		);
		expect(rulesWords([{ method: "push", delaySeconds: 0 }], [PHONE])).toBe("At once: every push.");
	});

	it("warns of a late first page, of a method that is dead, and of rules that do nothing", () => {
		const late = [{ method: "phone", delaySeconds: 300 }];
		expect(warningWords(late, [PHONE])).toBe("Nothing pages you in the first 5 min.");
		const dead = method("phone", "push", "disabled");
		expect(warningWords(late, [dead])).toBe("None of these methods works now, so the default applies.");
		const both = [
			{ method: "hook", delaySeconds: 0 },
			{ method: "phone", delaySeconds: 60 },
		];
		expect(warningWords(both, [dead, HOOK])).toBe("Doesn’t work now: push on Ana’s phone.");
		expect(warningWords([], [PHONE])).toBeNull();
		expect(savedRules({ high: [], low: [] })).toBeNull();
	});

	it("says when quiet hours run, and that there are none", () => {
		const night = { days: [1, 2, 3, 4, 5, 6, 7], from: "22:00", to: "07:00" };
		expect(quietWords(night)).toBe("22:00 to 07:00, every day");
		expect(quietWords({ days: [6, 7], from: "00:00", to: "00:00" })).toBe("All day, Sat and Sun");
		expect(quietWords(null)).toMatch(/^None/);
		expect(quietWords({ ...night, days: [] })).toMatch(/^None/);
	});

	it("is told as it happens: a delay is named if and only if somebody is paged after it", () => {
		const rule = fc.record({
			method: fc.constantFrom("phone", "hook", "gone", "push"),
			delaySeconds: fc.constantFrom(0, 60, 300),
		});
		const state = fc.constantFrom("active" as const, "disabled" as const);
		fc.assert(
			fc.property(fc.array(rule, { maxLength: 4 }), state, state, (high, phone, hook) => {
				const own = [method("phone", "push", phone), method("hook", "webhook", hook)];
				const person = { id: "usr_ana", name: "Ana", methods: own, notificationRules: { high, low: [] } };
				const paged = pagesForPerson(person as unknown as Person, "high");
				const words = rulesWords(high, own);
				if (words.startsWith("Every push device")) {
					const alone = pagesForPerson({ ...person, notificationRules: null } as unknown as Person, "high");
					expect(paged).toEqual(alone);
					return;
				}
				const named = (delay: number) =>
					words.includes(delay === 0 ? "At once:" : `After ${delay / 60} min:`);
				for (const { delaySeconds } of paged) expect(named(delaySeconds)).toBe(true);
				expect(words.startsWith(paged[0]?.delaySeconds === 0 ? "At once:" : "After")).toBe(true);
			}),
			{ numRuns: runs(200) },
		);
	});
});

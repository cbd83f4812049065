import { describe, expect, it } from "vitest";
import { ifItFails } from "../../../worker/incidents/rules/if-it-fails.ts";
import { ANA, BO, CHIDI, pagingPlan, person } from "../../support/paging-plan.ts";

const NOW = Date.UTC(2026, 10, 28, 12);
const told = (plan: Parameters<typeof ifItFails>[0], severity: Parameters<typeof ifItFails>[1] = "P2") =>
	ifItFails(plan, severity, NOW).levels.map(({ afterSeconds, people }) => [
		afterSeconds,
		people.map(({ name }) => name).join(),
	]);

describe("if it fails now", () => {
	it("tells who is paged after how long, and with what", () => {
		expect(told(pagingPlan([300, 600, 60], 2))).toEqual([
			[0, "Ana"],
			[300, "Bo"],
			[900, "Chidi"],
		]);
		const then = ifItFails(pagingPlan([300], 2), "P2", NOW);
		expect(then).toMatchObject({ firstPageAt: NOW, rounds: 3, admins: [] });
		expect(then.levels[0]?.people).toEqual([{ userId: ANA.id, name: "Ana", methods: ["Ana's phone"] }]);
	});

	it("names whom nobody can reach, and goes past them at once", () => {
		const plan = pagingPlan([300, 600], 0, { people: [{ ...ANA, methods: [] }, BO, CHIDI] });
		expect(told(plan)).toEqual([
			[0, ""],
			[0, "Bo"],
		]);
		expect(ifItFails(plan, "P2", NOW).levels[0]?.unreachable).toEqual(["Ana"]);
	});

	it("calls the admins when no level reaches anybody", () => {
		const people = [{ ...BO, methods: [] }, person("usr_dana", "Dana", { role: "admin" })];
		const plan = pagingPlan([300], 0, { people });
		expect(ifItFails(plan, "P2", NOW)).toMatchObject({ admins: ["Dana"] });
	});

	it("pages nobody for a P4, and does not go up by itself for a P3", () => {
		expect(ifItFails(pagingPlan(), "P4", NOW)).toMatchObject({ firstPageAt: null, levels: [] });
		expect(told(pagingPlan([300, 600]), "P3")).toEqual([[0, "Ana"]]);
	});

	it("says who of a P3 waits for quiet hours to end, and counts the next level from then", () => {
		const quiet = {
			quietHours: { days: [1, 2, 3, 4, 5, 6, 7], from: "11:00", to: "13:00" },
			timeZone: "UTC",
		};
		const plan = pagingPlan([300, 600], 0, { people: [{ ...ANA, ...quiet }, BO, CHIDI] });
		plan.severityPolicy = plan.severityPolicy.map((rule) => ({ ...rule, escalates: true }));
		expect(told(plan, "P3")).toEqual([
			[3_600, "Ana"],
			[3_900, "Bo"],
		]);
		const [first] = ifItFails(plan, "P3", NOW).levels;
		expect(first?.waiting).toEqual([{ name: "Ana", untilAt: NOW + 3_600_000 }]);
		expect(told(plan, "P2")[0]).toEqual([0, "Ana"]);
	});

	it("adds the team to level 1 of a P1", () => {
		const plan = pagingPlan([300, 600]);
		plan.service.teamId = "tea_shop";
		plan.teams = [{ id: "tea_shop", name: "Shop", memberIds: [BO.id, CHIDI.id], businessHours: null }];
		expect(told(plan, "P1")[0]).toEqual([0, "Ana,Bo,Chidi"]);
	});
});

/** Escalation policies in pictures: one that holds, and one that would let somebody down. */
import type { Policy } from "../state/wire.ts";
import { ANA, BACKUP, BO, iso, PRIMARY } from "./cast.ts";
import { escalation } from "./health.ts";

const DAY = 86_400_000;
const HOUR = 3_600_000;

const schedule = ({ id }: { id: string }) => ({ kind: "schedule" as const, id });
const user = ({ id }: { id: string }) => ({ kind: "user" as const, id });

const OFFICE: Policy["levels"][number]["when"] = {
	hours: {
		timeZone: "Europe/Stockholm",
		windows: [{ days: [1, 2, 3, 4, 5], from: "08:00", to: "18:00" }],
	},
	severities: ["P1", "P2"],
};

const policies = (at: number): Policy[] => {
	const stored = (id: string, name: string) => ({
		...{ id, name, version: 2, createdAt: iso(at - 40 * DAY), updatedAt: iso(at - DAY) },
	});
	return [
		{
			...stored("pol_01JSHOP", "Shop on call"),
			...{ repeat: 2, teamId: "tea_01JSHOP" },
			levels: [
				{ targets: [schedule(PRIMARY)], escalateAfterSeconds: 300 },
				{ targets: [schedule(BACKUP)], escalateAfterSeconds: 300, when: OFFICE },
				{ targets: [{ kind: "team", id: "tea_01JSHOP" }, user(BO)], escalateAfterSeconds: 300 },
			],
		},
		{
			...stored("pol_01JPAYMENTS", "Payments provider and everything that depends on it, at night"),
			...{ repeat: 0, teamId: null },
			levels: [{ targets: [user(ANA)], escalateAfterSeconds: 1_800 }],
		},
	];
};

const findings = (at: number) => {
	const times = { fromAt: iso(at + 5 * DAY), untilAt: iso(at + 5 * DAY + 12 * HOUR), times: 8 };
	return [
		{ kind: "one_person", user: BO, ...times },
		{ kind: "level_empty", level: 2, severities: ["P1", "P2"], ...times },
		{ kind: "unreachable_person", user: { id: "usr_01JEMRE", name: "Emre Yılmaz" } },
	];
};

export function policyAnswers(at: number, isEmpty: boolean): Record<string, unknown> {
	const list = <Item>(items: Item[]) => ({ items: isEmpty ? [] : items, nextCursor: null });
	const { policy: _, ...now } = escalation(at);
	const wrong = findings(at);
	return {
		"GET /escalation-policies": list(policies(at)),
		"GET /escalation-policies/pol_01JSHOP": policies(at)[0],
		"GET /escalation-policies/pol_01JSHOP/findings": list(wrong),
		"GET /escalation-policy-findings": list([
			{ policyId: "pol_01JSHOP", findings: wrong },
			{ policyId: "pol_01JPAYMENTS", findings: wrong.slice(0, 1) },
		]),
		"POST /escalation-policy-previews": { ...now, findings: wrong },
	};
}

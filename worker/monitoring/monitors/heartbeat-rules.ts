import type { MonitorRow } from "../../../db/monitoring/monitors.ts";
import { nextAfter, refuseCron } from "../../maintenance/rules/recurrence.ts";
import type { FieldError } from "../../platform/contract/problem.ts";
import { fieldError } from "../../platform/http/input.ts";
import { refuseForeign } from "../checks/settings.ts";
import type { CronSchedule } from "../rules/monitor.ts";
import { monitorIn } from "./contract.ts";

const HAS_NOT = "a heartbeat is not checked, it reports in: leave this at its default";
/** What only makes sense of what is checked. */
const OF_CHECKS = ["timeoutSeconds", "regions", "quorum", "failureThreshold", "recoveryThreshold"] as const;
const { shape } = monitorIn;
const DEFAULTS = {
	timeoutSeconds: shape.timeoutSeconds.parse(undefined),
	regions: shape.regions.parse(undefined),
	quorum: 2,
	failureThreshold: shape.failureThreshold.parse(undefined),
	recoveryThreshold: shape.recoveryThreshold.parse(undefined),
};
const NO_SETTINGS = {
	settings: { request: { fields: {}, defaults: {} }, expect: { fields: {}, defaults: {} } },
};

/** The settings that this monitor does not have: they are at their default, and say nothing. */
export function hasNot({ kind, schedule }: MonitorRow): readonly string[] {
	if (kind !== "heartbeat") return ["schedule", "graceSeconds"];
	return ["target", "request", "expect", ...OF_CHECKS, schedule ? "intervalSeconds" : "schedule"];
}

/** What a heartbeat does not have, and what it must have. */
export function refuseHeartbeat(row: MonitorRow): FieldError[] {
	const target =
		row.target === null ? [] : [fieldError("/target", "a heartbeat has no target: leave it out")];
	const others = OF_CHECKS.filter((field) => JSON.stringify(row[field]) !== JSON.stringify(DEFAULTS[field]));
	const settings = refuseForeign({ ...NO_SETTINGS, hasNot: HAS_NOT }, row);
	return [
		...target,
		...others.map((field) => fieldError(`/${field}`, HAS_NOT)),
		...settings.map(({ pointer, message }) => fieldError(pointer, message)),
		...(row.graceSeconds === null ? [fieldError("/graceSeconds", "is missing")] : []),
		...refuseTerms(row),
	];
}

function refuseTerms({ intervalSeconds, schedule }: MonitorRow): FieldError[] {
	if (schedule && intervalSeconds !== 0)
		return [fieldError("/intervalSeconds", "give an interval or a schedule, not both")];
	if (schedule) return refuseSchedule(schedule);
	return intervalSeconds === 0 ? [fieldError("/intervalSeconds", "is missing: give this or a schedule")] : [];
}

function refuseSchedule({ cron, timeZone }: CronSchedule): FieldError[] {
	const wrong = refuseCron(cron);
	if (wrong !== null) return [fieldError("/schedule/cron", wrong)];
	const comes = nextAfter({ cron, timeZone, until: null }, Date.now()) !== null;
	return comes ? [] : [fieldError("/schedule/cron", "never comes")];
}

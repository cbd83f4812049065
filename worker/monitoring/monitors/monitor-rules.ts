import type { MonitorRow } from "../../../db/monitoring/monitors.ts";
import type { FieldError } from "../../platform/contract/problem.ts";
import type { AppContext } from "../../platform/http/app-env.ts";
import { fieldError } from "../../platform/http/input.ts";
import { blockedTarget } from "../../platform/http/targets.ts";
import { refuseHttpCheck, refuseTcpCheck } from "../rules/check-rules.ts";

/** What does not go together in a monitor: its target with its kind, its quorum with its regions. */
export function refuseMonitor(c: AppContext, row: MonitorRow): FieldError[] {
	const quorum =
		row.quorum > row.regions.length ? [fieldError("/quorum", "must not be more than there are regions")] : [];
	return [...quorum, ...refuseProbe(c, row)];
}

/** What cannot be checked, whoever asks for it: a request that does not fit, an address that may not be called. */
export function refuseProbe(
	c: AppContext,
	{ request, expect, kind, target }: Pick<MonitorRow, "request" | "expect" | "kind" | "target">,
): FieldError[] {
	const refused = kind === "tcp" ? refuseTcpCheck(request, expect) : refuseHttpCheck(request, expect);
	const check = refused.map(({ pointer, message }) => fieldError(pointer, message));
	return [...check, ...refuseTargetOf(c, kind, target)];
}

function refuseTargetOf(c: AppContext, kind: MonitorRow["kind"], target: MonitorRow["target"]): FieldError[] {
	if (target === null || target === "") return [fieldError("/target", "is missing")];
	if (kind === "http" && !isHttpUrl(target)) return [fieldError("/target", "must be an http or https URL")];
	if (kind === "tcp" && !isHostPort(target)) return [fieldError("/target", "must be host:port")];
	return blockedTarget(c, "check", target, "/target");
}

function isHttpUrl(target: string): boolean {
	if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return false;
	const { username, password } = new URL(target);
	return username === "" && password === "";
}

function isHostPort(target: string): boolean {
	const [, port] = /^(?:\[[0-9a-fA-F:.]+\]|[^\s:/@?#[\]]+):(\d{1,5})$/.exec(target) ?? [];
	return port !== undefined && Number(port) >= 1 && Number(port) <= 65_535;
}

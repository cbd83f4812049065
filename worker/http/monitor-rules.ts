import type { MonitorRow } from "../../db/monitors.ts";
import type { FieldError } from "../contract/problem.ts";
import type { AppContext } from "./app-env.ts";
import { fieldError } from "./input.ts";
import { blockedTarget } from "./targets.ts";

/** What does not go together in a monitor: its target with its kind, its quorum with its regions. */
export function refuseMonitor(c: AppContext, row: MonitorRow): FieldError[] {
	const quorum =
		row.quorum > row.regions.length ? [fieldError("/quorum", "must not be more than there are regions")] : [];
	return [...quorum, ...refuseProbe(c, row)];
}

/** What cannot be checked, whoever asks for it: the body of a GET, an address that does not fit or may not be called. */
export function refuseProbe(
	c: AppContext,
	{ request, kind, target }: Pick<MonitorRow, "request" | "kind" | "target">,
): FieldError[] {
	const bodyless = request.body !== null && ["GET", "HEAD"].includes(request.method);
	const body = bodyless ? [fieldError("/request/body", `a ${request.method} has no body`)] : [];
	return [...body, ...refuseTargetOf(c, kind, target)];
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

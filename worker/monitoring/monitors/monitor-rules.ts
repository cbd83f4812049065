import type { MonitorRow } from "../../../db/monitoring/monitors.ts";
import type { FieldError } from "../../platform/contract/problem.ts";
import type { AppContext } from "../../platform/http/app-env.ts";
import { fieldError } from "../../platform/http/input.ts";
import { blockedTarget } from "../../platform/http/targets.ts";
import type { Asked, CheckKind } from "../checks/check-kind.ts";
import { checkKindOf } from "../checks/registry.ts";
import { refuseForeign } from "../checks/settings.ts";
import { MAX_INTERVAL_SECONDS } from "../rules/monitor.ts";
import { refusePause } from "../rules/pause.ts";
import { refuseHeartbeat } from "./heartbeat-rules.ts";

/** What does not go together in a monitor: its target with its kind, its quorum with its regions. */
export function refuseMonitor(c: AppContext, row: MonitorRow): FieldError[] {
	const quorum =
		row.quorum > row.regions.length ? [fieldError("/quorum", "must not exceed the number of regions")] : [];
	const pause = refusePause(row, Date.now());
	const paused = pause === null ? [] : [fieldError("/pausedUntil", pause)];
	return [...quorum, ...paused, ...(row.kind === "heartbeat" ? refuseHeartbeat(row) : refuseChecked(c, row))];
}

function refuseChecked(c: AppContext, row: MonitorRow): FieldError[] {
	const { schedule, graceSeconds } = row;
	const foreign = Object.entries({ schedule: schedule ?? null, graceSeconds })
		.filter(([, value]) => value !== null)
		.map(([field]) => fieldError(`/${field}`, "only a heartbeat has this: leave it out"));
	const most = MAX_INTERVAL_SECONDS.check;
	const isPossible = row.intervalSeconds > 0 && row.intervalSeconds <= most;
	const interval = isPossible ? [] : [fieldError("/intervalSeconds", `must be from 10 to ${most}`)];
	return [...foreign, ...interval, ...refuseProbe(c, row)];
}

/** What cannot be checked, whoever asks for it: settings that do not fit, an address that may not be called. */
export function refuseProbe(c: AppContext, asked: Probed): FieldError[] {
	const kind = checkKindOf(asked.kind);
	const refused = kind ? [...refuseForeign(kind, asked), ...kind.refuse(asked.request, asked.expect)] : [];
	const check = refused.map(({ pointer, message }) => fieldError(pointer, message));
	return [...check, ...refuseTargetOf(c, kind, asked)];
}

type Probed = Pick<MonitorRow, "request" | "expect" | "kind" | "target">;

function refuseTargetOf(c: AppContext, kind: CheckKind | undefined, asked: Probed): FieldError[] {
	const { target } = asked;
	if (target === null || target === "") return [fieldError("/target", "is missing")];
	const wrong = kind?.refuseTarget(target) ?? null;
	if (wrong !== null) return [fieldError("/target", wrong)];
	const address = kind ? addressOf(kind, { ...asked, target }) : target;
	return address === null ? [] : blockedTarget(c, "check", address, "/target");
}

/** What would really be called; null where that is only what the settings name, as it is for a name. */
function addressOf(kind: CheckKind, asked: Asked): string | null {
	switch (kind.by) {
		case "tcp":
		case "tls":
			return kind.ask(asked).hostPort;
		case "http":
		case "websocket":
			return kind.ask(asked).url;
		case "dns":
			return null;
	}
}

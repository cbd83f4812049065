import { byWorst } from "../../../worker/monitoring/rules/worst-first.ts";
import type { Incident, Monitor } from "../../state/wire.ts";

/** What says how a service is; null when nothing watches it and nothing is open. */
export type ServiceState =
	| { by: "incidents"; worst: Incident["severity"]; words: string }
	| { by: "monitors"; worst: Monitor["state"] }
	| null;

/** How a service is: its open incidents say it first, then the worst of its monitors. */
export function serviceState(
	serviceId: string,
	firing: Pick<Incident, "service" | "state" | "severity">[],
	monitors: Pick<Monitor, "id" | "serviceId" | "state" | "name">[],
): ServiceState {
	const open = firing.filter((one) => one.service.id === serviceId && one.state !== "resolved");
	const [worst] = open.map((one) => one.severity).sort();
	if (worst) {
		const words = open.length === 1 ? `${worst} is open` : `${worst} and ${open.length - 1} more open`;
		return { by: "incidents", worst, words };
	}
	const [monitor] = monitors.filter((one) => one.serviceId === serviceId).sort(byWorst);
	return monitor ? { by: "monitors", worst: monitor.state } : null;
}

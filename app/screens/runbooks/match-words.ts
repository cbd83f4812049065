import type { Runbook } from "../../state/wire.ts";

/** When it is attached by itself, in a line: "2 services · errors: tls · text has pool|connection". */
export function matchWords({ serviceIds, monitorIds, errors, pattern }: Runbook["match"]): string {
	const parts = [
		counted(serviceIds.length, "service"),
		counted(monitorIds.length, "monitor"),
		errors.length > 0 && `error ${errors.join(", ")}`,
		pattern !== null && `text has ${pattern}`,
	].filter((part) => part !== false && part !== "");
	return parts.length > 0 ? parts.join(" · ") : "By hand, or where a service lists it";
}

const counted = (count: number, noun: string): string =>
	count === 0 ? "" : `${count} ${noun}${count === 1 ? "" : "s"}`;

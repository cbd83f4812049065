import { FRESH, type Memory } from "../rules/detector.ts";
import type { Monitor } from "../rules/monitor.ts";
import type { Watched } from "./watched.ts";

/**
 * A pause forgets how well it was, but not that an outage was reported, so that its end can be. Moved to another
 * service, that outage is no longer its own.
 */
export function memoryAfterChange(known: Watched | undefined, monitor: Monitor): Memory {
	if (known?.monitor.serviceId !== monitor.serviceId) return FRESH;
	// What a job reported is still so, whatever is changed in its heartbeat.
	if (monitor.heartbeat) return known.memory;
	return known.memory.verdict === "down" ? { ...known.memory, recoveries: 0 } : FRESH;
}

/** True when nothing of it needs to be stored again. */
export function sameMemory(a: Memory, b: Memory): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}

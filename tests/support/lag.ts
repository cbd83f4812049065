import { monitorEventLoopDelay } from "node:perf_hooks";

/** How badly this machine keeps anybody's time: promises of time are judged with that much mercy, and no more. */
export interface LagMeter {
	/** By how much a timer of this process was late at worst since the meter began. Near 20 ms on a machine at rest. */
	worstMs(): number;
	stop(): void;
}

export function startLagMeter(): LagMeter {
	const delay = monitorEventLoopDelay({ resolution: 10 });
	delay.enable();
	return {
		worstMs: () => delay.max / 1_000_000,
		stop: () => delay.disable(),
	};
}

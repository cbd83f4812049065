const SAMPLE_CPU_US = 200_000;

/**
 * How many times longer than by itself this machine takes for work right now: 1 when nobody else wants its cores.
 * Promises about starting are made for a machine that has a core to give.
 */
export function slowness(): number {
	const startedAt = performance.now();
	const before = process.cpuUsage();
	let used = 0;
	while (used < SAMPLE_CPU_US) {
		const { user, system } = process.cpuUsage(before);
		used = user + system;
	}
	return Math.max(1, ((performance.now() - startedAt) * 1_000) / used);
}

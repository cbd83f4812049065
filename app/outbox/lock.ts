/**
 * Runs under a lock of the whole device, pages and worker alike. Whoever holds it may be frozen by the system: after
 * `patienceMs` the act goes on without it.
 */
export async function underLock<T>(
	name: string,
	patienceMs: number,
	act: () => Promise<T>,
	mode: LockMode = "exclusive",
): Promise<T> {
	if (!navigator.locks) return act();
	let began = false;
	try {
		return await navigator.locks.request(name, { mode, signal: AbortSignal.timeout(patienceMs) }, () => {
			began = true;
			return act();
		});
	} catch (error) {
		if (began) throw error;
		return act();
	}
}

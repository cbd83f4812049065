/** The worker's own global, by its right type. */
export const worker = self as unknown as ServiceWorkerGlobalScope;

/** The app's open windows, whether this worker serves them or not. */
export function windows(): Promise<readonly WindowClient[]> {
	return worker.clients.matchAll({ type: "window", includeUncontrolled: true });
}

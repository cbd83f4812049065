import { readWorkerMessage, type WorkerMessage } from "./messages.ts";

/** Registers the service worker; without one the app works as long as there is a network. */
export async function startServiceWorker(): Promise<void> {
	if (!("serviceWorker" in navigator)) return;
	await pageIsLoaded();
	try {
		await navigator.serviceWorker.register(workerAddress(), { scope: "/app/", updateViaCache: "none" });
	} catch {
		// A browser that forbids it (a private window) still shows the app; settings say that push is not possible.
	}
}

const ADDRESS = "/app/sw.js";

/** Not in every browser, nor in the language's library yet. */
interface TrustedTypes {
	createPolicy(
		name: string,
		rules: { createScriptURL(): string },
	): { createScriptURL(from: string): string & URL };
}

/** The app's policy lets no string become a script's address, except this one. */
function workerAddress(): string | URL {
	const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
	const policy = trustedTypes?.createPolicy("service-worker", { createScriptURL: () => ADDRESS });
	return policy?.createScriptURL(ADDRESS) ?? ADDRESS;
}

/** Calls `listener` with what the service worker tells this window; answers how to stop. */
export function onWorkerMessage(listener: (message: WorkerMessage) => void): () => void {
	const hear = (event: MessageEvent) => {
		const message = readWorkerMessage(event.data);
		if (message) listener(message);
	};
	navigator.serviceWorker?.addEventListener("message", hear);
	return () => navigator.serviceWorker?.removeEventListener("message", hear);
}

/** Keeping the whole app for later must not slow down what is wanted now. */
function pageIsLoaded(): Promise<unknown> {
	if (document.readyState === "complete") return Promise.resolve();
	return new Promise((resolve) => addEventListener("load", resolve, { once: true }));
}

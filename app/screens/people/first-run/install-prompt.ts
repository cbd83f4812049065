import { createSignal } from "solid-js";

/** Chromium's offer to install, which comes once, early, and can be used once. */
interface InstallEvent extends Event {
	prompt(): Promise<{ outcome: "accepted" | "dismissed" }>;
}

const [offer, setOffer] = createSignal<InstallEvent | null>(null);

/** Once, at the start: the browser makes its offer before any screen could listen. */
export function watchInstall(): void {
	addEventListener("beforeinstallprompt", (event) => {
		event.preventDefault();
		setOffer(event as InstallEvent);
	});
	addEventListener("appinstalled", () => setOffer(null));
}

/** Whether the browser can be asked to install the app right now. */
export const canInstall = (): boolean => offer() !== null;

/** Shows the browser's own question. True when the person agreed. */
export async function install(): Promise<boolean> {
	const event = offer();
	if (!event) return false;
	setOffer(null);
	return (await event.prompt()).outcome === "accepted";
}

import { showToast } from "./toast.tsx";

/** In place of what opens over a screen and whose code did not arrive: the screen and its acts stay as they are. */
export function NotLoaded(props: { onClose(): void }) {
	queueMicrotask(() => props.onClose());
	showToast("Couldn’t load. Check the connection, then reload.");
	return null;
}

import { createSignal, onCleanup } from "solid-js";

/** From where list, incident and timeline stand side by side; the same width as in the frame's style sheet. */
const SIDE_BY_SIDE = "(min-width: 1100px)";

/** Whether there is room for columns, until the component that asked is gone. */
export function wideEnough(): () => boolean {
	const media = matchMedia(SIDE_BY_SIDE);
	const [isWide, setWide] = createSignal(media.matches);
	const follow = () => setWide(media.matches);
	media.addEventListener("change", follow);
	onCleanup(() => media.removeEventListener("change", follow));
	return isWide;
}

import { liveState } from "../state/live.ts";
import { Badge } from "./badge.tsx";

/** Room for the longest of its words, so that none of them moves another. */
const WIDTH = "5.5rem";

/** Whether what is shown follows the server. */
export function LiveBadge() {
	const words = () => (liveState() === "live" ? "Live" : liveState() === "stale" ? "Not live" : "Connecting");
	return (
		<span class="live" ref={(element) => element.style.setProperty("min-width", WIDTH)}>
			<Badge shape={liveState() === "live" ? "well" : "unknown"}>{words()}</Badge>
		</span>
	);
}

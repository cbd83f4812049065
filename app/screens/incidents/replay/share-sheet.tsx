import { timeToSecond } from "../../../state/words.ts";
import { LinksSheet } from "./links-sheet.tsx";
import { addressOf } from "./replay-words.ts";

/** Links to this replay, which open at the instant that is on the screen. */
export default function ShareSheet(props: { incidentId: string; at: number; onClose(): void }) {
	const words = () => ({
		title: "Share this replay",
		shows:
			"Anyone with the link can replay this incident without signing in: names, notes, and updates. Addresses, keys, device names, and alert details aren’t shown.",
		revoked: "Whoever has it can’t open the replay anymore.",
		opens: `Opens at ${timeToSecond(props.at)}.`,
	});
	return (
		<LinksSheet
			kind="replay-links"
			incidentId={props.incidentId}
			words={words()}
			addressOf={(url) => url.replace("#", `?at=${addressOf(props.at)}#`)}
			onClose={props.onClose}
		/>
	);
}

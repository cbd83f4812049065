import { Button } from "../../../parts/button.tsx";
import type { ReviewNote } from "./sheet-props.ts";

/** What the review should know, one tap away while it is fresh. */
export function ReviewNotes(props: { open(name: ReviewNote): void }) {
	return (
		<div class="review-notes">
			<Button onClick={() => props.open("wentWell")}>Went well</Button>
			<Button onClick={() => props.open("toImprove")}>To improve</Button>
			<Button onClick={() => props.open("action")}>Action</Button>
		</div>
	);
}

import { Button } from "../../../parts/button.tsx";
import { Section } from "../../../shell/screen.tsx";
import type { ReviewNote } from "./sheet-props.ts";

/** What the review should know, one tap away while it is fresh. */
export function ReviewNotes(props: { open(name: ReviewNote): void }) {
	return (
		<Section title="Note for the review">
			<div class="abreast">
				<Button onClick={() => props.open("wentWell")}>Went well</Button>
				<Button onClick={() => props.open("toImprove")}>To improve</Button>
				<Button onClick={() => props.open("action")}>Action</Button>
			</div>
		</Section>
	);
}

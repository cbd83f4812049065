import { For, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Section } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import { cached } from "../../../state/resource.ts";
import { mayAs } from "../../../state/session.ts";
import type { Review } from "../wire.ts";
import type { Proposal } from "./new-action.tsx";

const FROM = { runbook: "The runbook lacks it", note: "A note asks for it", timeline: "From the timeline" };

/** What the incident's review proposes and no item has taken over yet. Nothing where there is no review. */
export function Proposals(props: { incidentId: string; onTake(proposal: Proposal): void }) {
	const path = `/reviews/${props.incidentId}` as const;
	const review = cached<Review>(path, () => api("GET", path));
	const proposed = () => review.value?.proposedActions ?? [];
	return (
		<Show when={proposed().length > 0}>
			<Section title="Proposed by the review">
				<Rows label="Proposed by the review">
					<For each={proposed()}>
						{({ text, type, from }) => (
							<Row
								title={text}
								sub={FROM[from]}
								trail={
									<Show when={mayAs("responder")}>
										<Button
											onClick={() =>
												props.onTake({ incidentId: props.incidentId, text, type, taken: review })
											}
										>
											Take over
										</Button>
									</Show>
								}
							/>
						)}
					</For>
				</Rows>
			</Section>
		</Show>
	);
}

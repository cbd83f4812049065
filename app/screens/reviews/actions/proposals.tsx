import { For, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Section } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import { cached } from "../../../state/resource.ts";
import { mayAs } from "../../../state/session.ts";
import { dismissals } from "../dismissals.ts";
import { DismissedList } from "../dismissed-list.tsx";
import type { Review } from "../wire.ts";
import type { Proposal } from "./new-action.tsx";

const FROM = { runbook: "The runbook lacks it", note: "A note asks for it", timeline: "From the timeline" };

/** What the incident's review proposes and nobody has decided about yet. Nothing where there is no review. */
export function Proposals(props: { incidentId: string; onTake(proposal: Proposal): void }) {
	const path = `/reviews/${props.incidentId}` as const;
	const review = cached<Review>(path, () => api("GET", path));
	const proposed = () => review.value?.proposedActions ?? [];
	const dismissed = dismissals(review, props.incidentId);
	const hasAny = () => proposed().length + (review.value?.dismissedProposals ?? []).length > 0;
	return (
		<Show when={hasAny()}>
			<Section title="Proposed by the review">
				<Show when={proposed().length === 0}>
					<p class="sub">Every proposal is decided.</p>
				</Show>
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
										<Button
											kind="quiet"
											round
											aria-label={`Dismiss: ${text}`}
											disabled={dismissed.busy() !== null}
											onClick={() => void dismissed.dismiss(text)}
										>
											<Icon name="close" />
										</Button>
									</Show>
								}
							/>
						)}
					</For>
				</Rows>
				<DismissedList review={review.value} of={dismissed} may={mayAs("responder")} />
			</Section>
		</Show>
	);
}

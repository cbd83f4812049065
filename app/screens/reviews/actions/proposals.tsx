import { For, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Section } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import { cached, type Resource } from "../../../state/resource.ts";
import { mayAs } from "../../../state/session.ts";
import { type Dismissals, dismissals } from "../dismissals.ts";
import { DismissedList } from "../dismissed-list.tsx";
import type { Review } from "../wire.ts";
import type { Proposal } from "./new-action.tsx";

const FROM = { runbook: "The runbook lacks it", note: "A note asks for it", timeline: "From the timeline" };

/** What the incident's review proposes and nobody has decided about yet. Nothing where there is no review. */
export function Proposals(props: {
	incidentId: string;
	onTake(proposal: Proposal, of: Resource<Review>): void;
}) {
	const path = `/reviews/${props.incidentId}` as const;
	const review = cached<Review>(path, () => api("GET", path));
	const proposed = () => review.value?.proposedActions ?? [];
	const dismissed = dismissals(review, props.incidentId);
	const hasAny = () => proposed().length + (review.value?.dismissedProposals ?? []).length > 0;
	return (
		<Show when={hasAny()}>
			<Section title="Proposed by the review">
				<div class="stack proposals" data-steady={props.incidentId}>
					<Show
						when={proposed().length > 0}
						fallback={<p class="sub">Every proposal is taken over or dismissed.</p>}
					>
						<Rows label="Proposed by the review">
							<For each={proposed()}>
								{(proposal) => (
									<Row
										title={proposal.text}
										sub={FROM[proposal.from]}
										trail={
											<Show when={mayAs("responder")}>
												<Decide
													text={proposal.text}
													dismissed={dismissed}
													onTake={() => props.onTake(proposal, review)}
												/>
											</Show>
										}
									/>
								)}
							</For>
						</Rows>
					</Show>
					<DismissedList review={review.value} of={dismissed} may={mayAs("responder")} />
				</div>
			</Section>
		</Show>
	);
}

function Decide(props: { text: string; dismissed: Dismissals; onTake(): void }) {
	return (
		<>
			<Button onClick={() => props.onTake()}>Take over</Button>
			<Button
				kind="quiet"
				round
				aria-label={`Dismiss: ${props.text}`}
				disabled={props.dismissed.busy() !== null}
				onClick={() => void props.dismissed.dismiss(props.text)}
			>
				<Icon name="close" />
			</Button>
		</>
	);
}

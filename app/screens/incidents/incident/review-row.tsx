import { Show } from "solid-js";
import { Row, Rows } from "../../../parts/row.tsx";
import { api } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import { cached } from "../../../state/resource.ts";
import type { Incident } from "../../../state/wire.ts";
import { dueWords } from "../../reviews/review-words.ts";
import type { Review } from "../../reviews/wire.ts";

/** The way from an incident that is over to its review; nothing where there is none. */
export function ReviewRow(props: { incident: Incident }) {
	const hasReview = () => props.incident.state === "resolved" && props.incident.number !== 0;
	return (
		<Show when={hasReview() && props.incident.id} keyed>
			{(id) => <ReviewOf incidentId={id} />}
		</Show>
	);
}

function ReviewOf(props: { incidentId: string }) {
	const path = `/reviews/${props.incidentId}` as const;
	const review = cached<Review>(path, () => api("GET", path));
	return (
		<Show when={review.value}>
			{(it) => (
				<Rows>
					<Row title="Review" sub={dueWords(it(), now())} href={path} />
				</Rows>
			)}
		</Show>
	);
}

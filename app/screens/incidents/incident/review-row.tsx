import { Show } from "solid-js";
import { later } from "../../../parts/later.tsx";
import type { Incident } from "../../../state/wire.ts";
import { ReviewBones } from "./review-bones.tsx";

/** Of an incident that is over alone. */
const ReviewLink = later(() => import("./review-link.tsx"), ReviewBones);

/** The way from an incident that is over to its review; nothing where there is none. */
export function ReviewRow(props: { incident: Incident }) {
	const hasReview = () => props.incident.state === "resolved" && props.incident.source.kind !== "test";
	return (
		<Show when={hasReview() && props.incident.id} keyed>
			{(id) => <ReviewLink incidentId={id} />}
		</Show>
	);
}

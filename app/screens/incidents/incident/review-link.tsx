import { useNavigate } from "@solidjs/router";
import { Show } from "solid-js";
import { Row, Rows } from "../../../parts/row.tsx";
import { Notice } from "../../../parts/states.tsx";
import { api } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import { cached, type Resource } from "../../../state/resource.ts";
import { sending } from "../../../state/sending.ts";
import { mayAs } from "../../../state/session.ts";
import { dueWords } from "../../reviews/review-words.ts";
import type { Review } from "../../reviews/wire.ts";
import { ReviewBones } from "./review-bones.tsx";

/** One that the severity policy does not ask for is there once somebody starts it. */
export default function ReviewLink(props: { incidentId: string }) {
	const path = `/reviews/${props.incidentId}` as const;
	const review = cached<Review>(path, () => api("GET", path));
	const isMissing = () => review.state === "failing" && review.problem?.status === 404;
	return (
		<Show
			when={review.value}
			fallback={
				<Show
					when={isMissing() && mayAs("responder")}
					fallback={review.state === "loading" && <ReviewBones />}
				>
					<StartRow {...{ path }} of={review} />
				</Show>
			}
		>
			{(it) => (
				<Rows>
					<Row title="Review" sub={dueWords(it(), now())} href={path} />
				</Rows>
			)}
		</Show>
	);
}

function StartRow(props: { path: `/reviews/${string}`; of: Resource<Review> }) {
	const navigate = useNavigate();
	const starting = sending(
		() => api<Review>("PUT", props.path),
		(review) => {
			props.of.set(review);
			navigate(props.path);
		},
	);
	return (
		<>
			<Rows>
				<Row
					title={starting.busy() ? "Starting…" : "Start a review"}
					sub="Not required at this severity"
					onPress={() => void starting.send()}
				/>
			</Rows>
			<Show when={starting.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</>
	);
}

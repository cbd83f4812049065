import { For, Show } from "solid-js";
import { SeverityPill } from "../../parts/badge.tsx";
import { MoreOf } from "../../parts/more-list.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { Shape } from "../../parts/shape.tsx";
import { Empty, Loaded, Skeleton } from "../../parts/states.tsx";
import { Screen, Section } from "../../shell/screen.tsx";
import { api } from "../../state/api.ts";
import { now } from "../../state/clock.ts";
import { cached } from "../../state/resource.ts";
import type { List } from "../../state/wire.ts";
import { numberWords } from "../../state/words.ts";
import { dueWords, isLate, sorted } from "./review-words.ts";
import type { ReviewSummary } from "./wire.ts";

/** Every review: what is due, overdue first, and what is finished. */
export default function ReviewsScreen() {
	const reviews = cached<List<ReviewSummary>>("/reviews?limit=200", () => api("GET", "/reviews?limit=200"));
	return (
		<Screen title="Reviews">
			<Loaded of={reviews} what="reviews" bones={<Skeleton rows={6} height={68} />}>
				{(list) => (
					<Show
						when={list().items.length > 0}
						fallback={
							<Empty title="No reviews yet">
								A review is due after each P1 and P2. It starts by itself when the incident is resolved.
							</Empty>
						}
					>
						<Group title="Due" of={sorted(list().items).due} />
						<Group title="Finished" of={sorted(list().items).finished} />
						<MoreOf of={reviews} path="/reviews" />
					</Show>
				)}
			</Loaded>
		</Screen>
	);
}

function Group(props: { title: string; of: ReviewSummary[] }) {
	return (
		<Show when={props.of.length > 0}>
			<Section title={props.title}>
				<Rows label={props.title}>
					<For each={props.of}>{(review) => <ReviewRow of={review} />}</For>
				</Rows>
			</Section>
		</Show>
	);
}

function ReviewRow(props: { of: ReviewSummary }) {
	const incident = () => props.of.incident;
	const name = () => {
		const it = incident();
		return it ? `${numberWords(it)} ${it.title}` : "An incident that is gone";
	};
	return (
		<Row
			lead={<Show when={incident()}>{(it) => <SeverityPill of={it().severity} over />}</Show>}
			title={name()}
			sub={incident()?.service.name}
			trail={
				<>
					<Show when={isLate(props.of, now())}>
						<Shape of="degraded" />
					</Show>
					{dueWords(props.of, now())}
				</>
			}
			href={`/reviews/${props.of.incidentId}`}
		/>
	);
}

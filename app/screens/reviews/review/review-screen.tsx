import { useParams, useSearchParams } from "@solidjs/router";
import { Show } from "solid-js";
import { SECTIONS, type SectionName } from "../../../../worker/reviews/rules/review.ts";
import { LinkButton } from "../../../parts/button.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { Loaded, Skeleton } from "../../../parts/states.tsx";
import { Screen } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import { cached, type Resource } from "../../../state/resource.ts";
import { mayAs } from "../../../state/session.ts";
import { numberWords } from "../../../state/words.ts";
import { wideEnough } from "../../incidents/incident/wide.ts";
import { nextToDo, SECTION_WORDS } from "../review-words.ts";
import type { Review } from "../wire.ts";
import { type LookedAt, lookedAt } from "./looked-at.ts";
import { Overview } from "./overview.tsx";
import { SectionView } from "./section-view.tsx";
import { writingOf } from "./writing.ts";
import "./review.css";

/** The review of one incident: everything at a glance, or one of its seven texts. */
export default function ReviewScreen() {
	const params = useParams<{ incidentId: string }>();
	return (
		<Show when={params.incidentId} keyed>
			{(id) => <OneReview incidentId={id} />}
		</Show>
	);
}

function OneReview(props: { incidentId: string }) {
	const path = `/reviews/${props.incidentId}` as const;
	const review = cached<Review>(path, () => api("GET", path));
	const looked = lookedAt(props.incidentId);
	const [query] = useSearchParams<{ section?: string }>();
	const section = () => SECTIONS.find((name) => name === query.section);
	const title = () => {
		const incident = review.value?.incident;
		return incident ? `Review of ${numberWords(incident)}` : "Review";
	};
	const isWide = wideEnough();
	const steps = () => (
		<Show when={review.value}>{(it) => <Steps {...{ looked }} review={it()} section={section()} />}</Show>
	);
	return (
		<Screen
			title={title()}
			back={section() ? path : "/reviews"}
			dock={<Show when={!isWide()}>{steps()}</Show>}
		>
			<Loaded of={review} what="This review" bones={<Skeleton rows={8} height={62} />}>
				{(it) => <Shown {...{ looked }} of={review} review={it()} section={section()} />}
			</Loaded>
			<Show when={isWide()}>{steps()}</Show>
		</Screen>
	);
}

interface ShownProps {
	of: Resource<Review>;
	review: Review;
	looked: LookedAt;
	section: SectionName | undefined;
}

/** Its texts live as long as the screen, whichever of them is shown. */
function Shown(props: ShownProps) {
	const writing = writingOf(props.of, props.review);
	return (
		<Show when={props.section} keyed fallback={<Overview {...props} writing={writing} />}>
			{(name) => (
				<SectionView
					name={name}
					looked={props.looked}
					text={writing[name]}
					review={props.review}
					may={mayAs("responder")}
				/>
			)}
		</Show>
	);
}

/** On to what is next, and back to what was before: under the thumb on a phone, below the text on a desk. */
function Steps(props: { looked: LookedAt; review: Review; section: SectionName | undefined }) {
	const place = (name: SectionName) => `/reviews/${props.review.incidentId}?section=${name}`;
	const index = () => (props.section ? SECTIONS.indexOf(props.section) : -1);
	const before = () => SECTIONS[index() - 1];
	const after = () => SECTIONS[index() + 1];
	const first = () => nextToDo(SECTIONS, (name) => props.looked.has(props.review, name));
	return (
		<Show
			when={props.section}
			fallback={
				<LinkButton kind="primary" wide href={place(first())}>
					Continue: {SECTION_WORDS[first()].name}
				</LinkButton>
			}
		>
			<div class="dock-row review-steps">
				<Show
					when={after()}
					fallback={
						<LinkButton kind="primary" wide href={`/reviews/${props.review.incidentId}`}>
							Done
						</LinkButton>
					}
				>
					{(name) => (
						<LinkButton kind="primary" wide href={place(name())}>
							Next: {SECTION_WORDS[name()].name}
						</LinkButton>
					)}
				</Show>
				<Show when={before()}>
					{(name) => (
						<LinkButton round href={place(name())} aria-label={`Back to ${SECTION_WORDS[name()].name}`}>
							<Icon name="back" />
						</LinkButton>
					)}
				</Show>
			</div>
		</Show>
	);
}

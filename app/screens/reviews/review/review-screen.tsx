import { useParams, useSearchParams } from "@solidjs/router";
import { Show } from "solid-js";
import { SECTIONS, type SectionName } from "../../../../worker/reviews/rules/review.ts";
import { LinkButton } from "../../../parts/button.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { Loaded, Skeleton } from "../../../parts/states.tsx";
import { Screen } from "../../../shell/screen.tsx";
import { wideEnough } from "../../../shell/wide.ts";
import { api } from "../../../state/api.ts";
import { openNameBook } from "../../../state/name-book.ts";
import { cached, type Resource } from "../../../state/resource.ts";
import { mayAs, me } from "../../../state/session.ts";
import { numberWords } from "../../../state/words.ts";
import { isFinished, nextToDo, SECTION_WORDS } from "../review-words.ts";
import type { Review } from "../wire.ts";
import { Desk } from "./desk.tsx";
import { type LookedAt, lookedAt } from "./looked-at.ts";
import { Overview } from "./overview.tsx";
import { savingFields } from "./saving.ts";
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
	openNameBook();
	const steps = () => (
		<Show when={!isWide() && review.value}>
			{(it) => <Steps {...{ looked }} review={it()} section={section()} />}
		</Show>
	);
	return (
		<Screen title={title()} back={section() && !isWide() ? path : "/reviews"} dock={steps()}>
			<Loaded of={review} what="This review" bones={<Skeleton rows={8} height={62} />}>
				{(it) => (
					<Show when={me().value?.user.id} keyed fallback={<Skeleton rows={8} height={62} />}>
						{(userId) => (
							<Shown
								{...{ looked, userId }}
								of={review}
								review={it()}
								section={section()}
								isWide={isWide()}
							/>
						)}
					</Show>
				)}
			</Loaded>
		</Screen>
	);
}

interface ShownProps {
	of: Resource<Review>;
	review: Review;
	looked: LookedAt;
	section: SectionName | undefined;
	userId: string;
	isWide: boolean;
}

/** Its texts live as long as the screen, whichever of them is shown: all at once on a desk, one at a time on a phone. */
function Shown(props: ShownProps) {
	const writing = writingOf(props.of, props.review, props.userId);
	const fields = savingFields(props.of, () => props.review);
	const rest = { writing, fields };
	const may = () => mayAs("responder");
	return (
		<Show
			when={!props.isWide}
			fallback={<Desk {...rest} of={props.of} review={props.review} looked={props.looked} may={may()} />}
		>
			<Show
				when={props.section}
				keyed
				fallback={
					<Overview {...rest} of={props.of} review={props.review} looked={props.looked} may={may()} />
				}
			>
				{(name) => (
					<SectionView
						{...rest}
						{...{ name }}
						review={props.review}
						looked={props.looked}
						may={may()}
						isAlone
					/>
				)}
			</Show>
		</Show>
	);
}

/** On to what is next, and back to what was before, under the thumb of a phone. */
function Steps(props: { looked: LookedAt; review: Review; section: SectionName | undefined }) {
	const place = (name: SectionName) => `/reviews/${props.review.incidentId}?section=${name}`;
	const index = () => (props.section ? SECTIONS.indexOf(props.section) : -1);
	const before = () => SECTIONS[index() - 1];
	const after = () => SECTIONS[index() + 1];
	// The items themselves are enough: not each review has more to say of them.
	const hasText = (name: SectionName) =>
		name === "actionItems" || props.review.sections[name].text.trim() !== "";
	const toDo = () => nextToDo(SECTIONS, (name) => props.looked.has(props.review, name), hasText);
	const isOver = () => isFinished(props.review) || toDo() === null;
	const first = () => (isOver() ? SECTIONS[0] : (toDo() ?? SECTIONS[0]));
	return (
		<Show
			when={props.section}
			fallback={
				<LinkButton kind="primary" wide href={place(first())}>
					{isOver() ? "Read" : "Continue"}: {SECTION_WORDS[first()].name}
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

import { For, Show } from "solid-js";
import { SECTIONS, type SectionName } from "../../../../worker/reviews/rules/review.ts";
import { Badge, SeverityPill } from "../../../parts/badge.tsx";
import { Progress } from "../../../parts/progress.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Shape } from "../../../parts/shape.tsx";
import { Section } from "../../../shell/screen.tsx";
import { now } from "../../../state/clock.ts";
import type { Resource } from "../../../state/resource.ts";
import { whenWords } from "../../../state/words.ts";
import { approvalWords, dueWords, figureWords, isLate, SECTION_WORDS, STATE_WORDS } from "../review-words.ts";
import type { Review } from "../wire.ts";
import { Finish } from "./finish.tsx";
import { Meeting } from "./meeting.tsx";
import type { SectionProps } from "./section-view.tsx";

export type OverviewProps = SectionProps & { of: Resource<Review> };

/** On a phone: how far the review is, its seven sections, and what finishes it. */
export function Overview(props: OverviewProps) {
	return (
		<>
			<Head review={props.review} />
			<Figures review={props.review} />
			<Sections {...props} />
			<Side {...props} />
		</>
	);
}

/** What is decided about the review as a whole. */
export function Side(props: OverviewProps) {
	return (
		<>
			<Show when={props.may}>
				<Meeting fields={props.fields} />
				<Finish of={props.of} review={props.review} fields={props.fields} />
			</Show>
			<Rows>
				<Row
					title="Replay"
					sub="The incident as it stood at any second"
					href={`/incidents/${props.review.incidentId}/replay`}
				/>
			</Rows>
			<Files incidentId={props.review.incidentId} />
		</>
	);
}

export function Head(props: { review: Review }) {
	return (
		<section class="stack" aria-label="The incident">
			<div class="line">
				<Show when={props.review.incident}>
					{(incident) => <SeverityPill of={incident().severity} over />}
				</Show>
				<span class="sub grow">{STATE_WORDS[props.review.state]}</span>
				<Show when={props.review.state !== "published"}>
					<Badge shape={isLate(props.review, now()) ? "degraded" : "note"}>
						{dueWords(props.review, now())}
					</Badge>
				</Show>
			</div>
			<h2 class="big">{props.review.incident?.title ?? "An incident that is gone"}</h2>
			<Show when={props.review.incident}>
				{(incident) => (
					<p class="sub">
						{incident().service.name}, {whenWords(incident().detectedAt, now())}
					</p>
				)}
			</Show>
			<Show when={approvalWords(props.review)}>{(words) => <p class="sub">{words()}</p>}</Show>
			<Show when={props.review.skippedReason}>{(reason) => <p class="sub">Skipped: {reason()}</p>}</Show>
		</section>
	);
}

export function Figures(props: { review: Review }) {
	const figures = () => props.review.figures;
	return (
		<dl class="facts review-figures">
			<div>
				<dt>To detect</dt>
				<dd>{figureWords(figures().detectMs)}</dd>
			</div>
			<div>
				<dt>To acknowledge</dt>
				<dd>{figureWords(figures().acknowledgeMs)}</dd>
			</div>
			<div>
				<dt>To resolve</dt>
				<dd>{figureWords(figures().resolveMs)}</dd>
			</div>
		</dl>
	);
}

export function Sections(props: OverviewProps & { current?: SectionName }) {
	const count = () => props.looked.count(props.review);
	const about = (name: SectionName) => {
		if (props.writing.texts[name].state !== "saved") return "On this device, not sent yet";
		const { prefilled, text, updatedBy } = props.review.sections[name];
		if (!prefilled) return `Edited by ${updatedBy.name}`;
		if (text !== "") return "Drafted for you";
		return name === "actionItems" ? "What will change" : "Not written yet";
	};
	return (
		<Section title="Sections">
			<Progress
				label="Read or edited"
				value={count()}
				max={SECTIONS.length}
				words={`${count()} of ${SECTIONS.length}`}
			/>
			<Rows label="Sections">
				<For each={SECTIONS}>
					{(name) => (
						<Row
							lead={<Shape of={props.looked.has(props.review, name) ? "well" : "unknown"} />}
							title={SECTION_WORDS[name].name}
							sub={about(name)}
							href={`/reviews/${props.review.incidentId}?section=${name}`}
							current={props.current === name}
						/>
					)}
				</For>
			</Rows>
		</Section>
	);
}

const FORMATS = [
	{ format: "html", name: "A page to print" },
	{ format: "markdown", name: "Markdown" },
	{ format: "json", name: "JSON" },
];

function Files(props: { incidentId: string }) {
	const path = (format: string) => `/api/v1/reviews/${props.incidentId}/export?format=${format}`;
	return (
		<Section title="As a file">
			<Rows label="As a file">
				<For each={FORMATS}>{(one) => <Row title={one.name} href={path(one.format)} external />}</For>
			</Rows>
		</Section>
	);
}

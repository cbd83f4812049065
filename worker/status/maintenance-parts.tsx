import { workEndsAt } from "../maintenance/rules/maintenance.ts";
import type { Instant } from "../platform/rules/time.ts";
import { Filled } from "./filled.tsx";
import { Moment } from "./incident-parts.tsx";
import { Layout } from "./layout.tsx";
import { useAddress, useWords } from "./page-context.ts";
import { listOf } from "./rules/languages/formats.ts";
import { isOver, type Planned, type PlannedView, toldTitle, wordsSoFar } from "./rules/planned.ts";

const UPCOMING_SHOWN = 5;
const PAST_SHOWN = 3;

interface OneProps {
	one: PlannedView;
	now: Instant;
}

/** What goes on and what is ahead. Nothing where nothing is planned. */
export function PlannedSection({ planned, now }: { planned: Planned; now: Instant }) {
	const words = useWords();
	const shown = [...planned.active, ...planned.upcoming.slice(0, UPCOMING_SHOWN)];
	if (shown.length === 0) return null;
	return (
		<section class="block">
			<h2>{words.planned.ahead}</h2>
			{shown.map((one) => (
				<Card one={one} now={now} />
			))}
		</section>
	);
}

/** The last ones that are over. */
export function PastMaintenances({ planned, now }: { planned: Planned; now: Instant }) {
	return <Completed past={planned.past.slice(0, PAST_SHOWN)} now={now} />;
}

/** What is over. Nothing where nothing is. */
export function Completed({ past, now }: { past: PlannedView[]; now: Instant }) {
	const words = useWords();
	if (past.length === 0) return null;
	return (
		<section class="block">
			<h2>{words.planned.past}</h2>
			{past.map((one) => (
				<Card one={one} now={now} />
			))}
		</section>
	);
}

function Card({ one, now }: OneProps) {
	const [words, address] = [useWords(), useAddress()];
	return (
		<article class={`thread ${toneOf(one)}`}>
			<div>
				<h3>
					<a href={address(`/maintenances/${one.id}`)}>{toldTitle(one, words.planned.words)}</a>
				</h3>
				<Times one={one} now={now} />
			</div>
			{!isOver(one.state) && one.description && (
				<div class="updates">
					<p>{one.description}</p>
				</div>
			)}
		</article>
	);
}

/** "In progress · Search · 02:00 UTC to 03:00 UTC" */
function Times({ one, now }: OneProps) {
	const { planned, tag } = useWords();
	const names = one.componentNames.length === 0 ? "" : ` · ${listOf(one.componentNames, tag)}`;
	const [from, to] = [one.startsAt, one.endsAt].map((at) => <Moment at={at} now={now} />);
	return (
		<p class="meta">
			{planned.states[one.state]}
			{names} · <Filled text={planned.times} from={from} to={to} />
		</p>
	);
}

const toneOf = ({ state }: PlannedView): string => (isOver(state) ? "over" : "work");

/** One maintenance with everything the public was told. */
export function MaintenancePage({ one, now }: OneProps) {
	const { planned } = useWords();
	const title = toldTitle(one, planned.words);
	return (
		<Layout
			title={title}
			description={`${title}. ${one.description}`.slice(0, 200).trim()}
			indicator={one.state === "in_progress" || one.state === "verifying" ? "maintenance" : null}
			current={null}
		>
			<div class="say">
				<h1>{title}</h1>
				<Times one={one} now={now} />
			</div>
			<div class={`thread ${toneOf(one)}`}>
				<ol class="updates">
					{wordsSoFar(one, workEndsAt(one), now, planned.words)
						.toReversed()
						.map(({ state, at, words }) => (
							<li>
								<b>{planned.states[state]}</b>
								<p>{words}</p>
								<p class="meta">
									<Moment at={at} now={now} />
								</p>
							</li>
						))}
				</ol>
			</div>
		</Layout>
	);
}

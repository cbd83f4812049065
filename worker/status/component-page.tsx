import { raw } from "hono/html";
import { Bars } from "./bars.tsx";
import { FRESHNESS_SLOT, Layout } from "./layout.tsx";
import { PastMaintenances, PlannedSection } from "./maintenance-parts.tsx";
import { Past, Thread, Word } from "./page.tsx";
import { useWords } from "./page-context.ts";
import { sinceText } from "./rules/day-words.ts";
import type { PlannedView } from "./rules/planned.ts";
import type { ComponentView, PublicView } from "./rules/status.ts";

/** One component: how it is, how it was, what was and is planned for it. */
export function ComponentPage({ component, view }: { component: ComponentView; view: PublicView }) {
	const { name, group, status, doubt, description } = component;
	const words = useWords();
	const word = doubt ? words.doubts[doubt] : words.statuses[status];
	const mine = ({ componentId }: { componentId: string }) => componentId === component.id;
	const [open, past] = [view.open.filter(mine), view.past.filter(mine)];
	const isHere = ({ componentIds }: PlannedView) => componentIds.includes(component.id);
	const { planned } = view;
	const own = {
		active: planned.active.filter(isHere),
		upcoming: planned.upcoming.filter(isHere),
		past: planned.past.filter(isHere),
	};
	return (
		<Layout title={name} description={`${name}: ${word}${words.stop}`} indicator={null} current={null}>
			<section class="say">
				{group && <p class="meta">{group}</p>}
				<h1>{name}</h1>
				<p>
					<Word of={component} />
				</p>
				{description && <p dir="auto">{description}</p>}
				{raw(FRESHNESS_SLOT)}
			</section>
			{open.length > 0 && (
				<section class="now" aria-label={words.parts.openIncidents}>
					{open.map((incident) => (
						<Thread incident={incident} now={view.at} told={name} />
					))}
				</section>
			)}
			<PlannedSection planned={own} now={view.at} />
			<section class="parts">
				<h2>{words.parts.lastDays}</h2>
				<div>
					<Bars component={component} />
					<p class="meta">{sinceText(component.days, words)}</p>
				</div>
			</section>
			<section class="block">
				<h2>{words.parts.past}</h2>
				{past.length === 0 && (
					<p class="quiet">{open.length > 0 ? words.parts.noOthers : words.parts.noIncidents}</p>
				)}
				<Past incidents={past} now={view.at} heading="h3" />
			</section>
			<PastMaintenances planned={own} now={view.at} />
		</Layout>
	);
}

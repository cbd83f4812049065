import { For, Show } from "solid-js";
import { Row, Rows } from "../../parts/row.tsx";
import { Shape } from "../../parts/shape.tsx";
import { Loaded, Skeleton } from "../../parts/states.tsx";
import { Screen, Section } from "../../shell/screen.tsx";
import { api } from "../../state/api.ts";
import { now } from "../../state/clock.ts";
import { cached } from "../../state/resource.ts";
import { me } from "../../state/session.ts";
import { dateWords, whenWords } from "../../state/words.ts";
import { actionWords } from "../reviews/actions/action-words.ts";
import { DigestSettings } from "./digest-settings.tsx";
import { type Digest, medianWords, ofWords } from "./digest-words.ts";
import "./digest.css";

/** A person's week: what is to be done, and how the last seven days were beside those before. */
export default function DigestScreen() {
	return (
		<Screen title="Your week">
			<Show when={me().value?.user.id} keyed fallback={<Skeleton rows={6} height={68} />}>
				{(userId) => <DigestOf userId={userId} />}
			</Show>
		</Screen>
	);
}

function DigestOf(props: { userId: string }) {
	const path = `/users/${props.userId}/digest` as const;
	const digest = cached<Digest>(path, () => api("GET", path));
	return (
		<Loaded of={digest} what="your week" bones={<Skeleton rows={6} height={68} />}>
			{(value) => (
				<>
					<p class="sub">
						{dateWords(value().from)} to {dateWords(value().to)}.{" "}
						{value().teams.length > 0
							? `Incidents of ${value().teams.join(", ")}.`
							: "Incidents of all services, since you are in no team."}
					</p>
					<Todo of={value()} />
					<Week of={value()} />
					<DigestSettings of={digest} value={value()} path={path} />
				</>
			)}
		</Loaded>
	);
}

function Todo(props: { of: Digest }) {
	const isEmpty = () => props.of.actionItems.open + props.of.reviews.length === 0;
	return (
		<Section title="To do">
			<Show when={!isEmpty()} fallback={<p class="sub">No action items of yours and no reviews are due.</p>}>
				<Rows label="To do">
					<For each={props.of.actionItems.items}>
						{(item) => (
							<Row
								lead={<Shape of={item.overdue ? "degraded" : "unknown"} />}
								title={item.text}
								sub={actionWords(item, now())}
								href={`/actions?item=${item.id}`}
							/>
						)}
					</For>
					<For each={props.of.reviews}>
						{(review) => (
							<Row
								lead={<Shape of={review.overdue ? "degraded" : "unknown"} />}
								title={`Review of #${review.number} ${review.title}`}
								sub={`${review.service} · ${review.overdue ? "overdue since" : "due"} ${whenWords(review.dueAt, now())}`}
								href={`/reviews/${review.incidentId}`}
							/>
						)}
					</For>
				</Rows>
			</Show>
		</Section>
	);
}

interface Cell {
	words: string;
	/** How many it is of. */
	of: string;
}

const count = (value: number): Cell => ({ words: String(value), of: "" });
const median = (spread: Digest["week"]["mtta"]): Cell => ({
	words: medianWords(spread),
	of: ofWords(spread),
});

function Week(props: { of: Digest }) {
	const rows = (): [string, Cell, Cell][] => {
		const { week, before } = props.of;
		return [
			["Incidents", count(week.incidents), count(before.incidents)],
			["Pages", count(week.pages.count), count(before.pages.count)],
			["Pages at night", count(week.pages.night), count(before.pages.night)],
			["MTTA, median", median(week.mtta), median(before.mtta)],
			["MTTR, median", median(week.mttr), median(before.mttr)],
		];
	};
	return (
		<Section title="The week">
			<table class="week">
				<thead>
					<tr>
						<th scope="col">
							<span class="unseen">Figure</span>
						</th>
						<th scope="col">Week</th>
						<th scope="col">Before</th>
					</tr>
				</thead>
				<tbody>
					<For each={rows()}>
						{([name, value, earlier]) => (
							<tr>
								<th scope="row">{name}</th>
								<For each={[value, earlier]}>
									{(cell) => (
										<td>
											{cell.words} <span class="dim">{cell.of}</span>
										</td>
									)}
								</For>
							</tr>
						)}
					</For>
				</tbody>
			</table>
		</Section>
	);
}

import { For, Show } from "solid-js";
import type { digestOut } from "../../../worker/digests/contract.ts";
import { Row, Rows } from "../../parts/row.tsx";
import { Shape } from "../../parts/shape.tsx";
import { Loaded, Skeleton } from "../../parts/states.tsx";
import { Screen, Section } from "../../shell/screen.tsx";
import { api } from "../../state/api.ts";
import { now } from "../../state/clock.ts";
import { cached } from "../../state/resource.ts";
import { me } from "../../state/session.ts";
import { whenWords } from "../../state/words.ts";
import { actionWords } from "../reviews/actions/action-words.ts";
import { DigestSettings } from "./digest-settings.tsx";
import { medianWords } from "./digest-words.ts";
import "./digest.css";

export type Digest = (typeof digestOut)["_output"];

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
		<Loaded of={digest} what="Your week" bones={<Skeleton rows={6} height={68} />}>
			{(value) => (
				<>
					<p class="sub">
						{whenWords(value().from, now())} to {whenWords(value().to, now())}.{" "}
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

function Week(props: { of: Digest }) {
	const rows = (): [string, string, string][] => {
		const { week, before } = props.of;
		return [
			["Incidents", `${week.incidents}`, `${before.incidents}`],
			["Pages", `${week.pages.count}`, `${before.pages.count}`],
			["Pages at night", `${week.pages.night}`, `${before.pages.night}`],
			["MTTA, median", medianWords(week.mtta), medianWords(before.mtta)],
			["MTTR, median", medianWords(week.mttr), medianWords(before.mttr)],
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
								<td>{value}</td>
								<td>{earlier}</td>
							</tr>
						)}
					</For>
				</tbody>
			</table>
		</Section>
	);
}

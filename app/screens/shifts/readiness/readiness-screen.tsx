import { For, Show } from "solid-js";
import { Avatar } from "../../../parts/avatar.tsx";
import { Badge } from "../../../parts/badge.tsx";
import { Strip } from "../../../parts/day-strip.tsx";
import { later } from "../../../parts/later.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Empty, Loaded, Skeleton } from "../../../parts/states.tsx";
import { Screen } from "../../../shell/screen.tsx";
import { wideEnough } from "../../../shell/wide.ts";
import { now } from "../../../state/clock.ts";
import { me } from "../../../state/session.ts";
import type { ReadyPerson } from "../../../state/wire.ts";
import { OwnCheckInPart } from "./own-check-in.tsx";
import {
	arrivalHours,
	checkInWords,
	hourLetters,
	hoursWords,
	methodWords,
	readinessResource,
	STANDINGS,
	summaryWords,
	turnWords,
} from "./readiness.ts";

/** For a desk alone. */
const ReadinessTable = later(
	() => import("./readiness-table.tsx"),
	() => <Skeleton rows={8} height={44} />,
);

/** Of everybody who can be paged, whether a page would get through, and what shows it; who cannot be reached on top. */
export default function ReadinessScreen() {
	const people = readinessResource();
	const isWide = wideEnough();
	const items = () => people.value?.items ?? [];
	return (
		<Screen title="Readiness" back="/on-call" wide>
			<Loaded of={people} what="who can be reached" bones={<Skeleton rows={6} height={84} />}>
				{() => (
					<Show when={items().length > 0} fallback={<Nobody />}>
						<p class="sub">{summaryWords(items())}</p>
						<Show
							when={isWide()}
							fallback={
								<Rows label="People">
									<For each={items()}>{(person) => <Person of={person} />}</For>
								</Rows>
							}
						>
							<ReadinessTable people={items()} />
						</Show>
					</Show>
				)}
			</Loaded>
			<Show when={me().value?.user.id} keyed>
				{(userId) => <OwnCheckInPart userId={userId} onAnswered={() => void people.reload()} />}
			</Show>
		</Screen>
	);
}

function Nobody() {
	return (
		<Empty title="No one can be paged yet">
			Once someone takes turns in a schedule, or an escalation policy names them, this shows whether pages
			reach them.
		</Empty>
	);
}

function Person(props: { of: ReadyPerson }) {
	const isMe = () => props.of.userId === me().value?.user.id;
	return (
		<Row
			lead={<Avatar name={props.of.name} me={isMe()} />}
			title={isMe() ? `${props.of.name} (you)` : props.of.name}
			sub={<Known of={props.of} />}
		/>
	);
}

function Known(props: { of: ReadyPerson }) {
	const lines = () =>
		[
			turnWords(props.of, now()),
			checkInWords(props.of, now()),
			...(props.of.methods ?? []).map((method) => methodWords(method, now())),
		].filter((line) => line !== null);
	const standing = () => STANDINGS[props.of.standing];
	return (
		<>
			<Badge shape={standing().shape}>{standing().words}</Badge>
			<br />
			<For each={lines()}>
				{(line) => (
					<>
						{line}
						<br />
					</>
				)}
			</For>
			<Show when={props.of.methods}>
				<ArrivalHours of={props.of} />
			</Show>
		</>
	);
}

/** A bar for each hour of the day in which something arrived. */
function ArrivalHours(props: { of: ReadyPerson }) {
	const hours = () => arrivalHours(props.of, now());
	return <Strip of={hourLetters(hours())} said={hoursWords(hours())} />;
}

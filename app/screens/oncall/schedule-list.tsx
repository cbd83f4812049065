import { useNavigate } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { later } from "../../parts/later.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { Empty } from "../../parts/states.tsx";
import { Section } from "../../shell/screen.tsx";
import type { Resource } from "../../state/resource.ts";
import { mayAs } from "../../state/session.ts";
import type { List, Schedule } from "../../state/wire.ts";
import { listOfNames } from "../../state/words.ts";

const ScheduleSheet = later(async () => ({
	default: (await import("./schedule/schedule-sheet.tsx")).ScheduleSheet,
}));

/** Every schedule, and the way to one more. */
export function ScheduleList(props: { of: Resource<List<Schedule>>; onAdded(): void }) {
	const navigate = useNavigate();
	const [adding, setAdding] = createSignal(false);
	const items = () => props.of.value?.items ?? [];
	const add = (kind: "brass" | "quiet") => (
		<Show when={mayAs("responder")}>
			<Button kind={kind} onClick={() => setAdding(true)}>
				Add a schedule
			</Button>
		</Show>
	);
	return (
		<>
			<Show
				when={items().length > 0}
				fallback={
					<Empty title="No schedules yet" act={add("brass")}>
						A schedule says who is on call, and when. Until you add one, escalation policies page the people
						they name.
					</Empty>
				}
			>
				<Section title="Schedules" trail={add("quiet")}>
					<Rows label="Schedules">
						<For each={items()}>
							{(schedule) => (
								<Row title={schedule.name} sub={rotationWords(schedule)} href={`/schedules/${schedule.id}`} />
							)}
						</For>
					</Rows>
				</Section>
			</Show>
			<Show when={adding()}>
				<ScheduleSheet
					saved={null}
					onClose={() => setAdding(false)}
					onSaved={({ id }) => {
						setAdding(false);
						props.onAdded();
						navigate(`/schedules/${id}`);
					}}
				/>
			</Show>
		</>
	);
}

/** "Rotation and Weekends, Europe/Berlin". */
function rotationWords({ layers, timeZone }: Schedule): string {
	const names = listOfNames((layers ?? []).map(({ name }) => name));
	return [names, timeZone?.replaceAll("_", " ")].filter(Boolean).join(", ");
}

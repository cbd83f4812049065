import { createSignal, For, Show } from "solid-js";
import { Row, Rows } from "../../parts/row.tsx";
import { Shape } from "../../parts/shape.tsx";
import { ListScreen } from "../../shell/list-screen.tsx";
import { api } from "../../state/api.ts";
import { now } from "../../state/clock.ts";
import { cached } from "../../state/resource.ts";
import { mayAs } from "../../state/session.ts";
import type { List, Maintenance } from "../../state/wire.ts";
import { EditMaintenanceSheet, NewMaintenanceSheet } from "./maintenance-sheet.tsx";
import { inOrder, STATE_SHAPES, STATE_WORDS, stateNow, timesWords } from "./maintenance-words.ts";

const PATH = "/maintenances?limit=200";

/** Planned work: what is ahead, what goes on, and what is over. */
export default function MaintenancesScreen() {
	const maintenances = cached<List<Maintenance>>(PATH, () => api("GET", PATH));
	// As it was when it was opened: what others change meanwhile must not empty the form.
	const [opened, setOpened] = createSignal<Maintenance | null>(null);
	const changed = () => void maintenances.reload();
	return (
		<ListScreen
			title="Maintenance"
			of={maintenances}
			path="/maintenances"
			adds="responder"
			empty={{
				title: "No maintenance planned",
				words:
					"Plan work ahead: its monitors page no one meanwhile, and customers read of it on the status page.",
			}}
			add={(onClose) => <NewMaintenanceSheet onDone={changed} onClose={onClose} />}
		>
			{(items) => (
				<>
					<Rows label="Maintenance">
						<For each={inOrder(items(), now())}>
							{(one) => (
								<Row
									lead={<Shape of={STATE_SHAPES[stateNow(one, now())]} />}
									title={one.title}
									sub={`${STATE_WORDS[stateNow(one, now())]} · ${timesWords(one, now())}${one.recurrence ? " · repeats" : ""}`}
									{...(mayAs("responder") ? { onPress: () => setOpened(one) } : {})}
								/>
							)}
						</For>
					</Rows>
					<Show when={opened()} keyed>
						{(one) => <EditMaintenanceSheet value={one} onDone={changed} onClose={() => setOpened(null)} />}
					</Show>
				</>
			)}
		</ListScreen>
	);
}

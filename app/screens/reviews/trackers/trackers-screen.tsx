import { createSignal, For, Show } from "solid-js";
import { Row, Rows } from "../../../parts/row.tsx";
import { ListScreen } from "../../../shell/list-screen.tsx";
import { api } from "../../../state/api.ts";
import { cached } from "../../../state/resource.ts";
import { mayAs } from "../../../state/session.ts";
import type { List } from "../../../state/wire.ts";
import type { Tracker } from "../wire.ts";
import { TRACKER_WORDS } from "./tracker-fields.ts";
import { TrackerSheet } from "./tracker-sheet.tsx";

/** Where action items become issues. */
export default function TrackersScreen() {
	const trackers = cached<List<Tracker>>("/trackers?limit=200", () => api("GET", "/trackers?limit=200"));
	const [open, setOpen] = createSignal<Tracker | null>(null);
	const reload = () => void trackers.reload();
	return (
		<ListScreen
			back="/settings"
			title="Issue trackers"
			of={trackers}
			path="/trackers"
			empty={{
				title: "No issue trackers yet",
				words: mayAs("admin")
					? "Connect GitHub, Jira, Linear, or a webhook to create issues from action items."
					: "Ask an admin to connect one. Then action items can become issues.",
			}}
			add={(onClose) => <TrackerSheet onDone={reload} onClose={onClose} />}
		>
			{(items) => (
				<>
					<Rows label="Issue trackers">
						<For each={items()}>
							{(tracker) => (
								<Row
									title={tracker.name}
									sub={TRACKER_WORDS[tracker.kind].name}
									onPress={mayAs("admin") ? () => setOpen(tracker) : undefined}
								/>
							)}
						</For>
					</Rows>
					<Show when={open()} keyed>
						{(tracker) => <TrackerSheet of={tracker} onDone={reload} onClose={() => setOpen(null)} />}
					</Show>
				</>
			)}
		</ListScreen>
	);
}

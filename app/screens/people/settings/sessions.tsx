import { createSignal, For, Show } from "solid-js";
import { Badge } from "../../../parts/badge.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Loaded, Skeleton } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { Section } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import { cached } from "../../../state/resource.ts";
import type { List, Session } from "../../../state/wire.ts";
import { ago } from "../../../state/words.ts";
import { agentName } from "./agent-name.ts";

/** Where this person is signed in; any place but this one can be signed out from here. */
export function Sessions() {
	const sessions = cached<List<Session>>("/me/sessions", () => api("GET", "/me/sessions"));
	const [ending, setEnding] = createSignal<Session>();
	return (
		<Section title="Sessions">
			<Loaded of={sessions} what="your sessions" bones={<Skeleton rows={2} height={68} />}>
				{(list) => (
					<Rows label="Sessions">
						<For each={list().items}>
							{(session) => (
								<Row
									title={agentName(session.userAgent)}
									sub={session.current ? "Active now" : `Last used ${ago(session.lastSeenAt, now())}`}
									trail={
										<Show when={session.current} fallback="Sign out…">
											<Badge filled>Here</Badge>
										</Show>
									}
									onPress={session.current ? undefined : () => setEnding(session)}
								/>
							)}
						</For>
					</Rows>
				)}
			</Loaded>
			<Confirm
				open={ending() !== undefined}
				title="Sign out this session?"
				act="Sign out"
				onConfirm={() => api("DELETE", `/me/sessions/${ending()?.id}`)}
				onClose={(done) => {
					setEnding(undefined);
					if (!done) return;
					void sessions.reload();
					showToast("Session signed out");
				}}
			>
				That device must sign in again. It still gets paged until you remove it from Devices.
			</Confirm>
		</Section>
	);
}

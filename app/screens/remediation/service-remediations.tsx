import { createSignal, For, Show } from "solid-js";
import { Row, Rows } from "../../parts/row.tsx";
import { Loaded, Skeleton } from "../../parts/states.tsx";
import { Section } from "../../shell/screen.tsx";
import { api } from "../../state/api.ts";
import { mayChangeOf } from "../../state/may.ts";
import { cached } from "../../state/resource.ts";
import type { List, Remediation } from "../../state/wire.ts";
import { NewRemediationSheet } from "./new-remediation.tsx";
import { RemediationSheet } from "./remediation-sheet.tsx";
import { modeWords } from "./remediation-words.ts";

/** What can be run when this service fails. */
export function ServiceRemediations(props: { serviceId: string }) {
	const path = `/remediations?serviceId=${props.serviceId}` as const;
	const list = cached<List<Remediation>>(path, () => api("GET", path));
	const [adding, setAdding] = createSignal(false);
	const [opened, setOpened] = createSignal<Remediation>();
	return (
		<Section title="Remediations">
			<Loaded quiet of={list} what="remediations" bones={<Skeleton rows={1} height={62} />}>
				{(value) => (
					<Rows label="Remediations">
						<For each={value().items}>
							{(one) => <Row title={one.name} sub={modeWords(one)} onPress={() => setOpened(one)} />}
						</For>
						<Show
							when={mayChangeOf(props.serviceId)}
							fallback={
								<Show when={value().items.length === 0}>
									<Row title="None" sub="An admin or a member of its team can add one" />
								</Show>
							}
						>
							<Row
								title="Add a remediation"
								sub="Restart, roll back, purge or fail over by a signed request"
								onPress={() => setAdding(true)}
							/>
						</Show>
					</Rows>
				)}
			</Loaded>
			<Show when={adding()}>
				<NewRemediationSheet
					serviceId={props.serviceId}
					onClose={() => setAdding(false)}
					onMade={() => void list.reload()}
				/>
			</Show>
			<Show when={opened()} keyed>
				{(one) => (
					<RemediationSheet
						of={one}
						onClose={() => setOpened(undefined)}
						onChanged={() => void list.reload()}
					/>
				)}
			</Show>
		</Section>
	);
}

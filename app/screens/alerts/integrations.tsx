import { createSignal, For, Show } from "solid-js";
import { Badge } from "../../parts/badge.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { Loaded, Skeleton } from "../../parts/states.tsx";
import { Section } from "../../shell/screen.tsx";
import { api } from "../../state/api.ts";
import { mayChangeOf } from "../../state/may.ts";
import { cached } from "../../state/resource.ts";
import type { List } from "../../state/wire.ts";
import { type Integration, kindName, kindsInOneSentence } from "./integration-kinds.ts";
import { IntegrationSheet } from "./integration-sheet.tsx";
import { NewIntegrationSheet } from "./new-integration.tsx";

/** Other tools that may raise an alarm for this service. A key is shown once: when it is made. */
export function Integrations(props: { serviceId: string }) {
	const path = `/services/${props.serviceId}/integrations` as const;
	const list = cached<List<Integration>>(path, () => api("GET", path));
	const [adding, setAdding] = createSignal(false);
	const [opened, setOpened] = createSignal<Integration>();
	return (
		<Section title="Integrations">
			<Loaded quiet of={list} what="integrations" bones={<Skeleton rows={1} height={62} />}>
				{(value) => (
					<IntegrationRows
						of={value().items}
						may={mayChangeOf(props.serviceId)}
						onOpen={setOpened}
						onAdd={() => setAdding(true)}
					/>
				)}
			</Loaded>
			<Show when={adding()}>
				<NewIntegrationSheet path={path} onClose={() => setAdding(false)} onMade={() => void list.reload()} />
			</Show>
			<Show when={opened()} keyed>
				{(one) => (
					<IntegrationSheet
						path={`${path}/${one.id}`}
						of={one}
						onClose={() => setOpened(undefined)}
						onChanged={() => void list.reload()}
					/>
				)}
			</Show>
		</Section>
	);
}

function IntegrationRows(props: {
	of: Integration[];
	may: boolean;
	onOpen(one: Integration): void;
	onAdd(): void;
}) {
	return (
		<Rows label="Integrations">
			<For each={props.of}>
				{(one) => (
					<Row
						title={one.name}
						sub={kindName(one.kind)}
						trail={<Show when={one.disabled}>{<Badge shape="paused">Off</Badge>}</Show>}
						onPress={() => props.onOpen(one)}
					/>
				)}
			</For>
			<Show when={props.may}>
				<Row title="Add an integration" sub={kindsInOneSentence()} onPress={props.onAdd} />
			</Show>
			<Show when={!props.may && props.of.length === 0}>
				<Row title="None" sub="An admin or a member of its team can add one" />
			</Show>
		</Rows>
	);
}

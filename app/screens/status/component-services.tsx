import { For, Show } from "solid-js";
import { SelectField } from "../../parts/field.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { Notice } from "../../parts/states.tsx";
import { Section } from "../../shell/screen.tsx";
import { api } from "../../state/api.ts";
import { servicesResource } from "../../state/lists.ts";
import { sending } from "../../state/sending.ts";
import type { Service } from "../../state/wire.ts";

/** Whose incidents and monitors decide how the component is. A service is shown by one component, or by none. */
export function ComponentServices(props: { id: string }) {
	const services = servicesResource();
	let wanted: { service: string; componentId: string | null } | null = null;
	const linking = sending(
		() =>
			api<Service>("PATCH", `/services/${wanted?.service ?? ""}`, {
				componentId: wanted?.componentId ?? null,
			}),
		() => services.reload(),
	);
	const link = (service: string, componentId: string | null) => {
		wanted = { service, componentId };
		void linking.send();
	};
	const all = () => services.value?.items ?? [];
	const own = () => all().filter(({ componentId }) => componentId === props.id);
	const free = () => all().filter(({ componentId }) => componentId === null);
	return (
		<Section title="Services">
			<Show when={own().length > 0} fallback={<p class="sub">No service. Its state is what you set.</p>}>
				<Rows label="Services">
					<For each={own()}>
						{({ id, name }) => <Row title={name} trail="Remove" onPress={() => link(id, null)} />}
					</For>
				</Rows>
			</Show>
			<Show when={free().length > 0}>
				<SelectField
					label="Add a service"
					hint="Customers see its incidents at once"
					options={[
						{ value: "", name: "Choose one" },
						...free().map(({ id, name }) => ({ value: id, name })),
					]}
					value=""
					onValue={(id) => id !== "" && link(id, props.id)}
				/>
			</Show>
			<Show when={linking.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</Section>
	);
}

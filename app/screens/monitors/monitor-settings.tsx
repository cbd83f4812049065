import { createSignal, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { SelectField, TextField } from "../../parts/field.tsx";
import { Notice } from "../../parts/states.tsx";
import { say } from "../../parts/toast.tsx";
import { Section } from "../../shell/screen.tsx";
import { api } from "../../state/api.ts";
import type { Resource } from "../../state/resource.ts";
import { sending } from "../../state/sending.ts";
import type { Monitor } from "../../state/wire.ts";
import { servicesResource } from "../services/lists.ts";
import { intervals } from "./monitor-words.ts";

/** What is changed often; the rest is the API's. A form of its own values, so that a refresh takes nothing away. */
export function MonitorSettings(props: { of: Resource<Monitor>; value: Monitor }) {
	const services = servicesResource();
	const [name, setName] = createSignal(props.value.name);
	const [target, setTarget] = createSignal(props.value.target ?? "");
	const [every, setEvery] = createSignal(String(props.value.intervalSeconds));
	const [serviceId, setServiceId] = createSignal(props.value.serviceId);
	const options = () => (services.value?.items ?? []).map(({ id, name }) => ({ value: id, name }));
	const changes = () => {
		const { value } = props;
		return {
			...(name().trim() !== value.name && { name: name().trim() }),
			...(target().trim() !== (value.target ?? "") && { target: target().trim() }),
			...(Number(every()) !== value.intervalSeconds && { intervalSeconds: Number(every()) }),
			...(serviceId() !== value.serviceId && { serviceId: serviceId() }),
		};
	};
	const isSame = () => Object.keys(changes()).length === 0;
	const saving = sending(
		() => api<Monitor>("PATCH", `/monitors/${props.value.id}`, changes()),
		(monitor) => {
			props.of.set(monitor);
			say("Saved");
		},
	);
	return (
		<Section title="How it is watched">
			<form class="card" onSubmit={(event) => void saving.send(event)}>
				<TextField
					label="Name"
					maxLength={200}
					value={name()}
					error={saving.wrong("/name")}
					onValue={setName}
				/>
				<TextField
					label="Address"
					inputMode="url"
					maxLength={2000}
					spellcheck={false}
					autocapitalize="none"
					value={target()}
					error={saving.wrong("/target")}
					onValue={setTarget}
				/>
				<SelectField
					label="Looks"
					options={intervals(props.value.intervalSeconds)}
					value={every()}
					onValue={setEvery}
				/>
				<Show when={options().length > 0}>
					<SelectField label="Belongs to" options={options()} value={serviceId()} onValue={setServiceId} />
				</Show>
				<Show when={saving.trouble()}>{(words) => <Notice>{words()}</Notice>}</Show>
				<Button kind="brass" type="submit" disabled={isSame()} busy={saving.busy() && "Saving …"}>
					Save
				</Button>
			</form>
		</Section>
	);
}

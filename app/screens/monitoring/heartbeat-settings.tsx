import { createSignal, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { SelectField, TextField } from "../../parts/field.tsx";
import { Notice } from "../../parts/states.tsx";
import { showToast } from "../../parts/toast.tsx";
import { Section } from "../../shell/screen.tsx";
import { api } from "../../state/api.ts";
import { servicesResource } from "../../state/lists.ts";
import type { Resource } from "../../state/resource.ts";
import { sending } from "../../state/sending.ts";
import type { Monitor } from "../../state/wire.ts";
import { TermsFields, termsDraft, termsFields } from "./heartbeat-fields.tsx";

/** What may be changed of a heartbeat. */
export function HeartbeatSettings(props: { of: Resource<Monitor>; value: Monitor }) {
	const services = servicesResource();
	const options = () => (services.value?.items ?? []).map(({ id, name }) => ({ value: id, name }));
	const [draft, setDraft] = createSignal({
		...termsDraft(props.value),
		name: props.value.name,
		serviceId: props.value.serviceId,
	});
	const change = (some: Partial<ReturnType<typeof draft>>) => setDraft((before) => ({ ...before, ...some }));
	const body = () => {
		const { name, serviceId } = draft();
		return { name: name.trim(), serviceId, ...termsFields(draft()) };
	};
	const saving = sending(
		() => api<Monitor>("PATCH", `/monitors/${props.value.id}`, body()),
		(monitor) => {
			props.of.set(monitor);
			showToast("Saved");
		},
	);
	return (
		<Section title="Settings">
			<form class="card" onSubmit={(event) => void saving.send(event)}>
				<TextField
					label="Name"
					maxLength={200}
					value={draft().name}
					error={saving.wrong("/name")}
					onValue={(name) => change({ name })}
				/>
				<TermsFields of={draft()} onDraft={change} wrong={saving.wrong} />
				<Show when={options().length > 0}>
					<SelectField
						label="Service"
						options={options()}
						value={draft().serviceId}
						onValue={(serviceId) => change({ serviceId })}
					/>
				</Show>
				<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
				<Button kind="brass" type="submit" busy={saving.busy() && "Saving…"}>
					Save
				</Button>
			</form>
		</Section>
	);
}

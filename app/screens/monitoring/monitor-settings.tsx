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
import { intervals } from "./monitor-words.ts";

interface MonitorSettingsProps {
	of: Resource<Monitor>;
	value: Monitor;
}

/** What is changed often; the rest is the API's. A form of its own values, so that a refresh takes nothing away. */
export function MonitorSettings(props: MonitorSettingsProps) {
	const services = servicesResource();
	const options = () => (services.value?.items ?? []).map(({ id, name }) => ({ value: id, name }));
	const { draft, change, isSame, saving } = editing(props);
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
				<TextField
					label="Address"
					inputMode="url"
					maxLength={2000}
					spellcheck={false}
					autocapitalize="none"
					value={draft().target}
					error={saving.wrong("/target")}
					onValue={(target) => change({ target })}
				/>
				<SelectField
					label="Checks"
					options={intervals(props.value.intervalSeconds)}
					value={String(draft().intervalSeconds)}
					onValue={(every) => change({ intervalSeconds: Number(every) })}
				/>
				<Show when={options().length > 0}>
					<SelectField
						label="Service"
						options={options()}
						value={draft().serviceId}
						onValue={(serviceId) => change({ serviceId })}
					/>
				</Show>
				<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
				<Button kind="brass" type="submit" disabled={isSame()} busy={saving.busy() && "Saving…"}>
					Save
				</Button>
			</form>
		</Section>
	);
}

function editing(props: MonitorSettingsProps) {
	const [draft, setDraft] = createSignal(draftOf(props.value));
	const change = (some: Partial<Draft>) => setDraft((before) => ({ ...before, ...some }));
	const changes = () => {
		const before = draftOf(props.value);
		const after = { ...draft(), name: draft().name.trim(), target: draft().target.trim() };
		return Object.fromEntries(
			Object.entries(after).filter(([field, value]) => value !== before[field as keyof Draft]),
		);
	};
	const saving = sending(
		() => api<Monitor>("PATCH", `/monitors/${props.value.id}`, changes()),
		(monitor) => {
			props.of.set(monitor);
			showToast("Saved");
		},
	);
	return { draft, change, saving, isSame: () => Object.keys(changes()).length === 0 };
}

type Draft = ReturnType<typeof draftOf>;

const draftOf = ({ name, target, intervalSeconds, serviceId }: Monitor) => ({
	...{ name, intervalSeconds, serviceId },
	target: target ?? "",
});

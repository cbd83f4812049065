import { createSignal, type JSX, Show } from "solid-js";
import { SelectField, TextField } from "../../parts/field.tsx";
import { MadeOnceSheet } from "../../parts/made-once-sheet.tsx";
import { Notice } from "../../parts/states.tsx";
import { api } from "../../state/api.ts";
import { monitorsResource, servicesResource } from "../../state/lists.ts";
import { NEW_TERMS, type TermsDraft, TermsFields, termsFields } from "./heartbeat-fields.tsx";
import { HeartbeatKey, type KeyedMonitor } from "./heartbeat-key.tsx";

/** A job that is to report in. Its address is shown when it is made: this once. */
export function NewHeartbeatSheet(props: { choice: JSX.Element; onClose(): void }) {
	const services = servicesResource();
	const [name, setName] = createSignal("");
	const [chosen, setServiceId] = createSignal<string>();
	const [terms, setTerms] = createSignal<TermsDraft>(NEW_TERMS());
	const options = () => (services.value?.items ?? []).map((one) => ({ value: one.id, name: one.name }));
	const serviceId = () => chosen() ?? options()[0]?.value;
	const body = () => ({
		kind: "heartbeat",
		name: name().trim(),
		serviceId: serviceId(),
		...termsFields(terms()),
	});
	return (
		<MadeOnceSheet
			title="Add monitor"
			act="Add heartbeat"
			busyWords="Adding…"
			madeTitle="Save this address now"
			make={() => api<KeyedMonitor>("POST", "/monitors", body())}
			onMade={() => void monitorsResource().reload()}
			onClose={props.onClose}
			fields={(making) => (
				<>
					{props.choice}
					<p class="sub">A job calls an address when it has run. When it stays silent, it pages.</p>
					<TextField
						label="Name"
						hint="As your team calls it. It stays private."
						required
						maxLength={200}
						autocomplete="off"
						value={name()}
						error={making.wrong("/name")}
						onValue={setName}
					/>
					<TermsFields
						of={terms()}
						onDraft={(some) => setTerms((before) => ({ ...before, ...some }))}
						wrong={making.wrong}
					/>
					<Show
						when={options().length > 0}
						fallback={<Notice>A heartbeat belongs to a service. Create a service first.</Notice>}
					>
						<SelectField
							label="Service"
							hint="Decides who gets paged and how urgently"
							options={options()}
							value={serviceId() ?? ""}
							onValue={setServiceId}
						/>
					</Show>
				</>
			)}
		>
			{(made) => <HeartbeatKey of={made()} />}
		</MadeOnceSheet>
	);
}

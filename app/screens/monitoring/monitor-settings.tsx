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
import { type KindDraft, kindDraft, kindSettings } from "./kind-draft.ts";
import { KindFields } from "./kind-fields.tsx";
import { intervals } from "./monitor-words.ts";
import { targetName } from "./targets.ts";

interface MonitorSettingsProps {
	of: Resource<Monitor>;
	value: Monitor;
}

/** What is changed often; the rest is the API's. A form of its own values, so that a refresh takes nothing away. */
export function MonitorSettings(props: MonitorSettingsProps) {
	const services = servicesResource();
	const options = () => (services.value?.items ?? []).map(({ id, name }) => ({ value: id, name }));
	const { draft, told, setTold, change, isSame, saving } = editing(props);
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
					label={targetName(props.value.kind)}
					inputMode="url"
					maxLength={2000}
					spellcheck={false}
					autocapitalize="none"
					value={draft().target}
					error={saving.wrong("/target")}
					onValue={(target) => change({ target })}
				/>
				<KindFields
					kind={props.value.kind}
					of={told()}
					wrong={saving.wrong}
					onDraft={(some) => setTold((before) => ({ ...before, ...some }))}
				/>
				<SelectField
					label="Check interval"
					options={intervals(props.value.intervalSeconds ?? 0)}
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
				<RuleFields draft={draft()} regions={props.value.regions.length} onDraft={change} />
				<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
				<Button kind="brass" type="submit" disabled={isSame()} busy={saving.busy() && "Saving…"}>
					Save
				</Button>
			</form>
		</Section>
	);
}

/** When it counts as down, and as up again. */
function RuleFields(props: { draft: Draft; regions: number; onDraft(some: Partial<Draft>): void }) {
	return (
		<>
			<Show when={props.regions > 1}>
				<SelectField
					label="Regions that must see a failure"
					options={counted(props.regions, props.draft.quorum, (n) => `${n} of ${props.regions}`)}
					value={String(props.draft.quorum)}
					onValue={(count) => props.onDraft({ quorum: Number(count) })}
				/>
			</Show>
			<SelectField
				label="Failed checks until it is down"
				options={counted(5, props.draft.failureThreshold, (n) => (n === 1 ? "1" : `${n} in a row`))}
				value={String(props.draft.failureThreshold)}
				onValue={(count) => props.onDraft({ failureThreshold: Number(count) })}
			/>
			<SelectField
				label="Good checks until it is up again"
				options={counted(5, props.draft.recoveryThreshold, (n) => (n === 1 ? "1" : `${n} in a row`))}
				value={String(props.draft.recoveryThreshold)}
				onValue={(count) => props.onDraft({ recoveryThreshold: Number(count) })}
			/>
		</>
	);
}

/** 1 to `most`, and what it is where that is more. */
function counted(most: number, present: number, nameOf: (n: number) => string) {
	const all = Array.from({ length: most }, (_, index) => index + 1);
	return (present > most ? [...all, present] : all).map((n) => ({ value: String(n), name: nameOf(n) }));
}

function editing(props: MonitorSettingsProps) {
	const [draft, setDraft] = createSignal(draftOf(props.value));
	const [told, setTold] = createSignal<KindDraft>(kindDraft(props.value));
	const change = (some: Partial<Draft>) => setDraft((before) => ({ ...before, ...some }));
	const changes = () => {
		const before = draftOf(props.value);
		const after = { ...draft(), name: draft().name.trim(), target: draft().target.trim() };
		const isTold = JSON.stringify(told()) !== JSON.stringify(kindDraft(props.value));
		return {
			...Object.fromEntries(
				Object.entries(after).filter(([field, value]) => value !== before[field as keyof Draft]),
			),
			...(isTold && kindSettings(props.value.kind, told())),
		};
	};
	const saving = sending(
		() => api<Monitor>("PATCH", `/monitors/${props.value.id}`, changes()),
		(monitor) => {
			props.of.set(monitor);
			showToast("Saved");
		},
	);
	return { draft, told, setTold, change, saving, isSame: () => Object.keys(changes()).length === 0 };
}

type Draft = ReturnType<typeof draftOf>;

const draftOf = ({ name, target, intervalSeconds, serviceId, ...rule }: Monitor) => ({
	...{ name, intervalSeconds: intervalSeconds ?? 0, serviceId },
	...{ quorum: rule.quorum, failureThreshold: rule.failureThreshold },
	recoveryThreshold: rule.recoveryThreshold,
	target: target ?? "",
});

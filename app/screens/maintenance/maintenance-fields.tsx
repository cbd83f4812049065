import { Show } from "solid-js";
import { SelectField, TextArea, TextField } from "../../parts/field.tsx";
import { Several } from "../../parts/several.tsx";
import { Notice } from "../../parts/states.tsx";
import { componentsResource, monitorsResource } from "../../state/lists.ts";
import type { Sending } from "../../state/sending.ts";
import type { Draft } from "./maintenance-draft.ts";
import type { Repeat } from "./maintenance-words.ts";

const USUAL: { value: Repeat; name: string }[] = [
	{ value: "never", name: "Doesn’t repeat" },
	{ value: "day", name: "Every day" },
	{ value: "week", name: "Every week" },
	{ value: "month", name: "Every month" },
];

interface FieldsProps {
	draft: Draft;
	sending: Sending;
	/** Its own rule of repeating, where it has one. */
	own?: string | undefined;
	onDraft(draft: Draft): void;
}

/** Everything that people plan of a maintenance. Times are those of this device. */
export function MaintenanceFields(props: FieldsProps) {
	const put = (next: Partial<Draft>) => props.onDraft({ ...props.draft, ...next });
	const repeats = () =>
		props.draft.repeat === "own"
			? [...USUAL, { value: "own" as const, name: `As set: ${props.own}` }]
			: USUAL;
	return (
		<>
			<TextField
				label="Title"
				hint="Customers read it where a component is named"
				required
				maxLength={200}
				autocomplete="off"
				value={props.draft.title}
				error={props.sending.wrong("/title")}
				onValue={(title) => put({ title })}
			/>
			<Times draft={props.draft} sending={props.sending} put={put} />
			<Covered draft={props.draft} sending={props.sending} put={put} />
			<TextArea
				label="Description (optional)"
				maxLength={5_000}
				rows={3}
				value={props.draft.description}
				error={props.sending.wrong("/description")}
				onValue={(description) => put({ description })}
			/>
			<SelectField
				label="Repeats"
				hint="The next one is planned when one begins"
				options={repeats()}
				value={props.draft.repeat}
				error={props.sending.wrong("/recurrence") ?? props.sending.wrong("/recurrence/cron")}
				onValue={(repeat) => put({ repeat })}
			/>
			<TextField
				label="Minutes for verifying"
				hint="At its end: the work is done, and pages come as usual"
				type="number"
				inputmode="numeric"
				min={0}
				max={1_440}
				required
				value={props.draft.verifyMinutes}
				error={props.sending.wrong("/verifySeconds")}
				onValue={(verifyMinutes) => put({ verifyMinutes })}
			/>
		</>
	);
}

interface PartProps extends Pick<FieldsProps, "draft" | "sending"> {
	put(next: Partial<Draft>): void;
}

function Times(props: PartProps) {
	return (
		<>
			<TextField
				label="From"
				type="datetime-local"
				required
				value={props.draft.from}
				error={props.sending.wrong("/startsAt")}
				onValue={(from) => props.put({ from })}
			/>
			<TextField
				label="To"
				type="datetime-local"
				required
				value={props.draft.to}
				error={props.sending.wrong("/endsAt")}
				onValue={(to) => props.put({ to })}
			/>
		</>
	);
}

/** What pages no one meanwhile, and what customers are told of. */
function Covered(props: PartProps) {
	const components = componentsResource();
	const monitors = monitorsResource();
	return (
		<>
			<Several
				label="Components"
				none="None: customers aren’t told"
				all={components.value?.items ?? []}
				chosen={props.draft.componentIds}
				onChosen={(componentIds) => props.put({ componentIds })}
			/>
			<Several
				label="Monitors"
				none="Those of the components’ services"
				all={monitors.value?.items ?? []}
				chosen={props.draft.monitorIds}
				onChosen={(monitorIds) => props.put({ monitorIds })}
			/>
			<Show when={props.sending.wrong("/componentIds")}>
				<Notice>Choose a component or a monitor.</Notice>
			</Show>
		</>
	);
}

import { SEVERITIES, type Severity } from "../../../worker/core/severity.ts";
import { Segmented, SelectField, TextField } from "../../parts/field.tsx";
import { policiesResource } from "../../state/lists.ts";

export interface ServiceDraft {
	name: string;
	defaultSeverity: Severity;
	escalationPolicyId: string;
}

/** Stands for a new policy that pages whoever fills in the form. */
export const PAGE_ME = "me";

/** The three things that a service is asked for; everything else has a default. */
export function ServiceFields(props: {
	draft: ServiceDraft;
	onDraft(change: Partial<ServiceDraft>): void;
	/** What is wrong with one of them. */
	wrong(pointer: string): string | undefined;
	/** Also offers a policy of one's own. */
	offerMe?: boolean;
}) {
	const policies = policiesResource();
	const options = () => [
		...(policies.value?.items ?? []).map(({ id, name }) => ({ value: id, name })),
		...(props.offerMe ? [{ value: PAGE_ME, name: "Page me, in a new policy" }] : []),
	];
	return (
		<>
			<TextField
				label="Name"
				maxLength={200}
				autocomplete="off"
				value={props.draft.name}
				error={props.wrong("/name")}
				onValue={(name) => props.onDraft({ name })}
			/>
			<div class="field">
				<p class="sub strong" aria-hidden="true">
					Severity by default
				</p>
				<Segmented
					label="Severity by default"
					options={SEVERITIES.map((value) => ({ value, name: value }))}
					value={props.draft.defaultSeverity}
					onValue={(defaultSeverity) => props.onDraft({ defaultSeverity })}
				/>
				<p class="hint">{MEANING[props.draft.defaultSeverity]}</p>
			</div>
			<SelectField
				label="Who is paged"
				options={options()}
				value={props.draft.escalationPolicyId}
				error={props.wrong("/escalationPolicyId")}
				onValue={(escalationPolicyId) => props.onDraft({ escalationPolicyId })}
			/>
		</>
	);
}

const MEANING: Record<Severity, string> = {
	P1: "Customers cannot do what they came for. Pages at any hour.",
	P2: "Much is impaired. Pages at any hour.",
	P3: "A part is impaired. Pages in business hours.",
	P4: "Nobody is hurt yet. Pages nobody.",
};

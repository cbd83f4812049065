import { SEVERITIES, type Severity } from "../../../worker/paging/rules/severity.ts";
import { Segmented, SelectField, TextField } from "../../parts/field.tsx";
import { policiesResource } from "../../state/lists.ts";
import { SEVERITY_WORDS } from "../incidents/severity-words.ts";
import { PAGE_ME } from "./own-policy.ts";

export interface ServiceDraft {
	name: string;
	defaultSeverity: Severity;
	escalationPolicyId: string;
}

/** The three things that a service is asked for; everything else has a default. */
export function ServiceFields(props: {
	draft: ServiceDraft;
	onDraft(change: Partial<ServiceDraft>): void;
	/** What is wrong with one of them. */
	wrong(pointer: string): string | undefined;
	/** Also offers a policy of one's own. */
	offerMe?: boolean;
	/** Where another name is asked for beside it. */
	nameLabel?: string;
}) {
	const policies = policiesResource();
	const options = () => [
		...(policies.value?.items ?? []).map(({ id, name }) => ({ value: id, name })),
		...(props.offerMe ? [{ value: PAGE_ME, name: "New policy that pages me" }] : []),
	];
	return (
		<>
			<TextField
				label={props.nameLabel ?? "Name"}
				maxLength={200}
				autocomplete="off"
				value={props.draft.name}
				error={props.wrong("/name")}
				onValue={(name) => props.onDraft({ name })}
			/>
			<div class="field">
				<p class="sub strong" aria-hidden="true">
					Default severity
				</p>
				<Segmented
					label="Default severity"
					options={SEVERITIES.map((value) => ({ value, name: value }))}
					value={props.draft.defaultSeverity}
					onValue={(defaultSeverity) => props.onDraft({ defaultSeverity })}
				/>
				<p class="hint">{SEVERITY_WORDS[props.draft.defaultSeverity]}</p>
			</div>
			<SelectField
				label="Escalation policy"
				options={options()}
				value={props.draft.escalationPolicyId}
				error={props.wrong("/escalationPolicyId")}
				onValue={(escalationPolicyId) => props.onDraft({ escalationPolicyId })}
			/>
		</>
	);
}

/** What a severity means and does, in a sentence each. */
export { SEVERITY_WORDS as MEANING } from "../incidents/severity-words.ts";

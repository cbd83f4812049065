import { createSignal } from "solid-js";
import { SEVERITIES } from "../../../../worker/paging/rules/severity.ts";
import { Segmented, TextField } from "../../../parts/field.tsx";
import { severityEffect } from "../severity-effect.ts";
import { SheetForm } from "./sheet-form.tsx";
import type { SheetProps } from "./sheet-props.ts";

/** Another severity, why, and what that does to the paging, said before it is done. */
export function SeveritySheet(props: SheetProps) {
	const [severity, setSeverity] = createSignal(props.incident.severity);
	const [reason, setReason] = createSignal("");
	const body = () =>
		severity() === props.incident.severity || reason().trim() === ""
			? null
			: { severity: severity(), reason: reason().trim() };
	return (
		<SheetForm
			title="Change severity"
			verb="severity"
			act={severity() === props.incident.severity ? "Change" : `Change to ${severity()}`}
			commands={props.commands}
			onClose={props.onClose}
			body={body}
		>
			<Segmented
				label="Severity"
				options={SEVERITIES.map((value) => ({ value, name: value }))}
				value={severity()}
				onValue={setSeverity}
			/>
			<p class="sub" aria-live="polite">
				{severityEffect(props.incident, severity())}
			</p>
			<TextField
				label="Reason"
				hint="Shown on the timeline"
				value={reason()}
				onValue={setReason}
				maxlength={1000}
			/>
		</SheetForm>
	);
}

import { Match, Switch } from "solid-js";
import { RECORD_TYPES } from "../../../worker/platform/rules/dns-message.ts";
import { SelectField, TextArea, TextField } from "../../parts/field.tsx";
import type { Monitor } from "../../state/wire.ts";
import type { KindDraft } from "./kind-draft.ts";

interface KindFieldsProps {
	/** Undefined as long as it is not known. */
	kind: Monitor["kind"] | undefined;
	of: KindDraft;
	wrong?(pointer: string): string | undefined;
	onDraft(some: Partial<KindDraft>): void;
}

/** What only this kind of check can be told. */
export function KindFields(props: KindFieldsProps) {
	return (
		<Switch>
			<Match when={props.kind === "websocket"}>
				<WebSocketFields {...props} />
			</Match>
			<Match when={props.kind === "dns"}>
				<DnsFields {...props} />
			</Match>
			<Match when={props.kind === "tls"}>
				<TextField
					label="Days the certificate must have left"
					hint="Leave it empty to check the handshake alone"
					inputMode="numeric"
					maxLength={4}
					value={props.of.daysLeft}
					error={props.wrong?.("/expect/certificateDaysLeft")}
					onValue={(daysLeft) => props.onDraft({ daysLeft })}
				/>
			</Match>
		</Switch>
	);
}

function WebSocketFields(props: KindFieldsProps) {
	return (
		<>
			<TextField
				label="Message to send"
				hint="Leave it empty to send nothing"
				autocapitalize="none"
				spellcheck={false}
				maxLength={65_536}
				value={props.of.message}
				error={props.wrong?.("/request/body")}
				onValue={(message) => props.onDraft({ message })}
			/>
			<TextField
				label="Expected text"
				hint="A message with it must come within the time-out"
				autocapitalize="none"
				spellcheck={false}
				maxLength={1_000}
				value={props.of.expectedText}
				error={props.wrong?.("/expect/bodyContains")}
				onValue={(expectedText) => props.onDraft({ expectedText })}
			/>
		</>
	);
}

const OPS: { value: KindDraft["recordsOp"]; name: string }[] = [
	{ value: "contains", name: "All of these, others may be there" },
	{ value: "equals", name: "These and no others" },
	{ value: "any", name: "At least one of these" },
];

function DnsFields(props: KindFieldsProps) {
	const wrong = () =>
		Array.from({ length: 50 }, (_, i) => props.wrong?.(`/expect/records/values/${i}`)).find(Boolean);
	return (
		<>
			<SelectField
				label="Record type"
				options={RECORD_TYPES.map((type) => ({ value: type, name: type }))}
				value={props.of.recordType}
				onValue={(type) => props.onDraft({ recordType: type as KindDraft["recordType"] })}
			/>
			<TextArea
				label="Expected records"
				hint="One a line. Leave it empty if any will do"
				rows={2}
				autocapitalize="none"
				spellcheck={false}
				maxLength={10_000}
				value={props.of.records}
				error={wrong() ?? props.wrong?.("/expect/records/values")}
				onValue={(records) => props.onDraft({ records })}
			/>
			<SelectField
				label="The answer must have"
				options={OPS}
				value={props.of.recordsOp}
				onValue={(op) => props.onDraft({ recordsOp: op as KindDraft["recordsOp"] })}
			/>
		</>
	);
}

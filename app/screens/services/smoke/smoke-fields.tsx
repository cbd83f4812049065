import { Show } from "solid-js";
import { SelectField, TextArea, TextField } from "../../../parts/field.tsx";
import { type BodyRule, type JsonTest, type SmokeDraft, WITH_BODY } from "./smoke-draft.ts";

const METHODS = (["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const).map((value) => ({
	value,
	name: value,
}));
const RULES: { value: BodyRule; name: string }[] = [
	{ value: "any", name: "Any body" },
	{ value: "keyword", name: "Contains a keyword" },
	{ value: "json", name: "Has a JSON value" },
];
const TESTS: { value: JsonTest; name: string }[] = [
	{ value: "eq", name: "Equals" },
	{ value: "ne", name: "Is not" },
	{ value: "lt", name: "Is less than" },
	{ value: "gt", name: "Is greater than" },
	{ value: "exists", name: "Exists" },
	{ value: "absent", name: "Doesn’t exist" },
];

export interface SmokeFieldsProps {
	draft: SmokeDraft;
	onDraft(change: Partial<SmokeDraft>): void;
	/** What is wrong with a field: `wrong("/request/url")`. */
	wrong(pointer: string): string | undefined;
}

/** The fields of one smoke check. */
export function SmokeFields(props: SmokeFieldsProps) {
	return (
		<>
			<TextField
				label="Name"
				hint="What it proves, for example “Sign in works”. Evidence carries this name."
				maxLength={200}
				autocomplete="off"
				value={props.draft.name}
				error={props.wrong("/name")}
				onValue={(name) => props.onDraft({ name })}
			/>
			<RequestFields {...props} />
			<TextField
				label="Expected status"
				hint="One or more, such as 200-299, 404"
				inputMode="text"
				autocapitalize="off"
				spellcheck={false}
				value={props.draft.status}
				error={wrongStatus(props)}
				onValue={(status) => props.onDraft({ status })}
			/>
			<AnswerFields {...props} />
			<TextField
				label="Timeout, seconds"
				hint="1 to 25. The longest one is the time for all of them."
				inputMode="numeric"
				value={props.draft.timeoutSeconds}
				error={props.wrong("/timeoutSeconds")}
				onValue={(timeoutSeconds) => props.onDraft({ timeoutSeconds })}
			/>
		</>
	);
}

/** A list of statuses is one field: whichever of them is wrong. */
function wrongStatus({ draft, wrong }: SmokeFieldsProps): string | undefined {
	const each = draft.status.split(",").map((_, i) => wrong(`/expect/status/${i}`));
	return wrong("/expect/status") ?? each.find((why) => why !== undefined);
}

function RequestFields(props: SmokeFieldsProps) {
	return (
		<>
			<SelectField
				label="Method"
				options={METHODS}
				value={props.draft.method}
				error={props.wrong("/request/method")}
				onValue={(method) => props.onDraft({ method })}
			/>
			<TextField
				label="URL"
				inputMode="url"
				autocapitalize="off"
				autocomplete="off"
				spellcheck={false}
				maxLength={2000}
				value={props.draft.url}
				error={props.wrong("/request/url")}
				onValue={(url) => props.onDraft({ url })}
			/>
			<Show when={WITH_BODY.includes(props.draft.method)}>
				<TextArea
					label="Request body"
					hint="Sent as it is. It must be safe to send often: each region sends it."
					rows={3}
					spellcheck={false}
					value={props.draft.body}
					error={props.wrong("/request/body")}
					onValue={(body) => props.onDraft({ body })}
				/>
			</Show>
		</>
	);
}

function AnswerFields(props: SmokeFieldsProps) {
	const needsValue = () => !["exists", "absent"].includes(props.draft.test);
	return (
		<>
			<SelectField
				label="Response body"
				options={RULES}
				value={props.draft.rule}
				onValue={(rule) => props.onDraft({ rule })}
			/>
			<Show when={props.draft.rule === "keyword"}>
				<TextField
					label="Keyword"
					maxLength={1000}
					spellcheck={false}
					autocapitalize="off"
					value={props.draft.keyword}
					error={props.wrong("/expect/bodyContains")}
					onValue={(keyword) => props.onDraft({ keyword })}
				/>
			</Show>
			<Show when={props.draft.rule === "json"}>
				<TextField
					label="JSON path"
					hint="Such as data.items[0].id"
					maxLength={200}
					spellcheck={false}
					autocapitalize="off"
					value={props.draft.path}
					error={props.wrong("/expect/json/0/path") ?? props.wrong("/expect/json")}
					onValue={(path) => props.onDraft({ path })}
				/>
				<SelectField
					label="Comparison"
					options={TESTS}
					value={props.draft.test}
					onValue={(test) => props.onDraft({ test })}
				/>
				<Show when={needsValue()}>
					<TextField
						label="Value"
						hint="ok, 3, or true. Put a text that looks like a number in quotes."
						spellcheck={false}
						autocapitalize="off"
						value={props.draft.value}
						error={props.wrong("/expect/json/0/value")}
						onValue={(value) => props.onDraft({ value })}
					/>
				</Show>
			</Show>
		</>
	);
}

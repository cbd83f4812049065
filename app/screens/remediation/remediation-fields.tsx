import { Show } from "solid-js";
import { Segmented, TextField } from "../../parts/field.tsx";
import type { Sending } from "../../state/sending.ts";
import type { Remediation } from "../../state/wire.ts";
import { MODE_HINTS, MODES } from "./remediation-words.ts";

const NUMBERS = [
	"timeoutSeconds",
	"verifySeconds",
	"beforePagingSeconds",
	"maxRuns",
	"maxRunsPerHour",
	"coolDownSeconds",
] as const;
type NumberName = (typeof NUMBERS)[number];

/** What is typed, before the server has looked at it. */
export type RemediationDraft = Pick<Remediation, "name" | "url" | "mode"> & Record<NumberName, string>;

export const NEW_DRAFT: RemediationDraft = {
	name: "",
	url: "",
	mode: "approve",
	timeoutSeconds: "30",
	verifySeconds: "30",
	beforePagingSeconds: "0",
	maxRuns: "1",
	maxRunsPerHour: "4",
	coolDownSeconds: "300",
};

export function draftOf(remediation: Remediation): RemediationDraft {
	const { name, url, mode } = remediation;
	const numbers = Object.fromEntries(NUMBERS.map((field) => [field, String(remediation[field])]));
	return { name, url, mode, ...(numbers as Record<NumberName, string>) };
}

/** Nothing is no number: what was cleared is not taken for 0. */
const isWhole = (text: string): boolean => /^\s*\d+\s*$/.test(text);

export const isComplete = (draft: RemediationDraft): boolean => NUMBERS.every((name) => isWhole(draft[name]));

/** As the API takes it. Only what starts by itself can hold a page. */
export function bodyOf(draft: RemediationDraft) {
	const numbers = Object.fromEntries(NUMBERS.map((field) => [field, Number(draft[field])]));
	const held = draft.mode === "automatic" ? {} : { beforePagingSeconds: 0 };
	return { name: draft.name.trim(), url: draft.url.trim(), mode: draft.mode, ...numbers, ...held };
}

const LABELS: Record<NumberName, [label: string, hint: string]> = {
	timeoutSeconds: ["Time for the receiver, seconds", "All attempts together, 1 to 120."],
	verifySeconds: [
		"Time for the checks to pass, seconds",
		"All regions check the service afterward. 0 checks nothing.",
	],
	beforePagingSeconds: [
		"Hold P2 and P3 pages, seconds",
		"0 to 90. The page goes out at once when it fails. P1 never waits.",
	],
	maxRuns: ["Runs in one incident", "1 to 10. A reopened incident counts anew."],
	maxRunsPerHour: ["Runs per hour", "In all incidents together, 1 to 60."],
	coolDownSeconds: ["Pause between runs, seconds", "From the end of one to the next, up to a day."],
};

/** The fields of a remediation, new or known. */
export function RemediationFields(props: {
	draft: RemediationDraft;
	sending: Sending;
	onDraft(change: Partial<RemediationDraft>): void;
}) {
	const { draft, sending } = { draft: () => props.draft, sending: props.sending };
	return (
		<>
			<TextField
				label="Name"
				hint="What people call it: Restart the shop"
				maxLength={80}
				value={draft().name}
				error={sending.wrong("/name")}
				onValue={(name) => props.onDraft({ name })}
			/>
			<TextField
				label="Address of the receiver"
				hint="A signed request is sent there."
				type="url"
				inputmode="url"
				autocapitalize="off"
				spellcheck={false}
				value={draft().url}
				error={sending.wrong("/url")}
				onValue={(url) => props.onDraft({ url })}
			/>
			<div class="stack close">
				<Segmented
					label="How it starts"
					options={MODES}
					value={draft().mode}
					onValue={(mode) => props.onDraft({ mode })}
				/>
				<p class="dim">{MODE_HINTS[draft().mode]}</p>
			</div>
			<Numbers {...props} names={["timeoutSeconds", "verifySeconds"]} />
			<Show when={draft().mode === "automatic"}>
				<Numbers {...props} names={["beforePagingSeconds"]} />
			</Show>
			<Numbers {...props} names={["maxRuns", "maxRunsPerHour", "coolDownSeconds"]} />
		</>
	);
}

function Numbers(props: {
	names: NumberName[];
	draft: RemediationDraft;
	sending: Sending;
	onDraft(change: Partial<RemediationDraft>): void;
}) {
	return props.names.map((name) => (
		<TextField
			label={LABELS[name][0]}
			hint={LABELS[name][1]}
			inputmode="numeric"
			value={props.draft[name]}
			error={isWhole(props.draft[name]) ? props.sending.wrong(`/${name}`) : "Write a whole number."}
			onValue={(value) => props.onDraft({ [name]: value })}
		/>
	));
}

import { SelectField, Switch } from "../../../parts/field.tsx";
import type { Sending } from "../../../state/sending.ts";
import { ToldPeople } from "../../people/told-people.tsx";
import { PAGE, PUBLISH, REVIEW, type Rule, spanName, spans, URGENCY } from "./policy-words.ts";

const MINUTE = 60;
const HOUR = 3_600;
const UPDATES = [5, 10, 15, 20, 30, 60, 120, 240].map((n) => n * MINUTE);
const ACKNOWLEDGE = [1, 3, 5, 10, 15, 30, 60, 240].map((n) => n * MINUTE);
const DUE = [24, 48, 72, 120, 168].map((n) => n * HOUR);

export interface Place {
	id: string;
	name: string;
}

type SpanField =
	| ("acknowledgeWithinSeconds" | "publicUpdateEverySeconds")
	| ("stakeholderUpdateEverySeconds" | "reviewDueSeconds");

interface RuleProps {
	rule: Rule;
	/** The rule's place in what is sent. */
	index: number;
	/** Trackers and webhooks: where a ticket may be filed. */
	places: Place[];
	people: Place[];
	sending: Sending;
	onChange(change: Partial<Rule>): void;
}

/** Everything that one severity means, a field each. */
export function RuleFields(props: RuleProps) {
	const wrong = (field: keyof Rule) => props.sending.wrong(`/items/${props.index}/${field}`);
	const also = (who: Rule["alsoPage"][number], isOn: boolean) => {
		const others = props.rule.alsoPage.filter((one) => one !== who);
		props.onChange({ alsoPage: isOn ? [...others, who] : others });
	};
	return (
		<>
			<SelectField
				label="Level 1 is paged"
				options={PAGE}
				value={props.rule.page}
				error={wrong("page")}
				onValue={(page) => props.onChange({ page })}
			/>
			<SelectField
				label="How loud"
				options={URGENCY}
				value={props.rule.urgency}
				error={wrong("urgency")}
				onValue={(urgency) => props.onChange({ urgency })}
			/>
			<Switch
				label="Also page the backup"
				hint="Who is next in level 1’s first schedule"
				checked={props.rule.alsoPage.includes("backup")}
				onValue={(isOn) => also("backup", isOn)}
			/>
			<Switch
				label="Also page the team"
				hint="All members of the service’s team"
				checked={props.rule.alsoPage.includes("team")}
				onValue={(isOn) => also("team", isOn)}
			/>
			<Switch
				label="Escalates by itself"
				hint="Off: only level 1 is paged"
				checked={props.rule.escalates}
				onValue={(escalates) => props.onChange({ escalates })}
			/>
			<ToldPeople
				hint="When it opens, at each stakeholder update, and when it ends"
				ids={props.rule.notifyUserIds}
				people={props.people}
				error={props.sending.wrong(`/items/${props.index}/notifyUserIds`)}
				onIds={(notifyUserIds) => props.onChange({ notifyUserIds })}
			/>
			<Follow {...props} />
		</>
	);
}

/** What is not about pages: the public, the review, the ticket. */
function Follow(props: RuleProps) {
	const wrong = (field: keyof Rule) => props.sending.wrong(`/items/${props.index}/${field}`);
	const span = (label: string, field: SpanField, offered: number[], none: string) => (
		<SelectField
			label={label}
			options={[
				{ value: "", name: none },
				...spans(props.rule[field], offered).map((n) => ({ value: String(n), name: spanName(n, none) })),
			]}
			value={String(props.rule[field] ?? "")}
			error={wrong(field)}
			onValue={(value) => props.onChange({ [field]: value === "" ? null : Number(value) })}
		/>
	);
	return (
		<>
			<SelectField
				label="Shown to the public"
				options={PUBLISH}
				value={props.rule.publish}
				error={wrong("publish")}
				onValue={(publish) => props.onChange({ publish })}
			/>
			{span("Acknowledge within", "acknowledgeWithinSeconds", ACKNOWLEDGE, "No target")}
			{span("Public update every", "publicUpdateEverySeconds", UPDATES, "No promise")}
			{span("Stakeholder update every", "stakeholderUpdateEverySeconds", UPDATES, "No promise")}
			<SelectField
				label="Review"
				options={REVIEW}
				value={props.rule.review}
				error={wrong("review")}
				onValue={(review) => props.onChange({ review })}
			/>
			{span("Review due after", "reviewDueSeconds", DUE, "48 h")}
			<SelectField
				label="Ticket"
				hint="Filed once for each incident"
				options={[
					{ value: "", name: "No ticket" },
					...props.places.map(({ id, name }) => ({ value: id, name })),
				]}
				value={props.rule.ticketTrackerId ?? props.rule.ticketWebhookId ?? ""}
				error={wrong("ticketTrackerId") ?? wrong("ticketWebhookId")}
				onValue={(id) => props.onChange(ticketAt(id))}
			/>
		</>
	);
}

function ticketAt(id: string): Pick<Rule, "ticketTrackerId" | "ticketWebhookId"> {
	const isTracker = id.startsWith("trk_");
	return { ticketTrackerId: isTracker ? id : null, ticketWebhookId: isTracker || id === "" ? null : id };
}

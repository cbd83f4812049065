import { For, Show } from "solid-js";
import { SelectField, Switch, TextField } from "../../../parts/field.tsx";
import type { Sending } from "../../../state/sending.ts";
import { eventName, groupsOf } from "./webhook-words.ts";
import type { Webhook } from "./wire.ts";

export type Draft = Pick<Webhook, "name" | "url" | "events" | "format"> & { key: string };

const FORMATS = [
	{ value: "tocsin", name: "Any tool (Standard Webhooks)" },
	{ value: "pagerduty", name: "PagerDuty" },
	{ value: "opsgenie", name: "Opsgenie" },
] as const satisfies { value: Draft["format"]; name: string }[];
const isForeign = ({ format }: Draft) => format !== "tocsin";

/** Where it leads and what it is told. */
export function WebhookFields(props: {
	draft: Draft;
	sending: Sending;
	/** What it speaks is chosen once. */
	isNew?: boolean;
	onDraft(change: Partial<Draft>): void;
}) {
	const isAll = () => props.draft.events.includes("*");
	const choose = (event: Draft["events"][number], isChosen: boolean) => {
		const others = props.draft.events.filter((one) => one !== event);
		props.onDraft({ events: isChosen ? [...others, event] : others });
	};
	return (
		<>
			<TextField
				label="Name"
				placeholder="Webhook"
				maxLength={200}
				value={props.draft.name}
				error={props.sending.wrong("/name")}
				onValue={(name) => props.onDraft({ name })}
			/>
			<Show when={props.isNew}>
				<SelectField
					label="Receiver"
					options={FORMATS}
					value={props.draft.format}
					onValue={(format) => props.onDraft({ format, events: ["*"] })}
				/>
			</Show>
			<Show when={isForeign(props.draft)}>
				<p class="sub">
					An incident opens, acknowledges, and closes one alert there. Of drills nothing is sent.
				</p>
				<TextField
					label={props.draft.format === "pagerduty" ? "Integration key (Events API v2)" : "API key"}
					autocomplete="off"
					autocapitalize="off"
					required={props.isNew}
					hint={props.isNew ? undefined : "Leave it empty to keep the key that is set."}
					maxLength={200}
					value={props.draft.key}
					error={props.sending.wrong("/key")}
					onValue={(key) => props.onDraft({ key: key.trim() })}
				/>
			</Show>
			<TextField
				label="Address"
				type="url"
				inputmode="url"
				required={!isForeign(props.draft)}
				hint={isForeign(props.draft) ? "Empty: the usual one. In Europe both have another." : undefined}
				placeholder="https://"
				value={props.draft.url}
				error={props.sending.wrong("/url")}
				onValue={(url) => props.onDraft({ url: url.trim() })}
			/>
			<Switch
				label="All events"
				hint={isForeign(props.draft) ? undefined : "Also those that are added later"}
				checked={isAll()}
				onValue={(isOn) => props.onDraft({ events: isOn ? ["*"] : [] })}
			/>
			<Show when={!isAll()}>
				<For each={groupsOf(props.draft.format)}>
					{(group) => (
						<fieldset class="stack close">
							<legend>{group.title}</legend>
							<For each={group.events}>
								{(event) => (
									<Switch
										label={eventName(event)}
										checked={props.draft.events.includes(event)}
										onValue={(isChosen) => choose(event, isChosen)}
									/>
								)}
							</For>
						</fieldset>
					)}
				</For>
			</Show>
		</>
	);
}

export const bodyOf = ({ name, url, events, key }: Draft) => ({
	...{ name: name.trim() || "Webhook", events },
	...(url && { url }),
	...(key && { key }),
});

import { For, Show } from "solid-js";
import { Switch, TextField } from "../../../parts/field.tsx";
import type { Sending } from "../../../state/sending.ts";
import { EVENT_GROUPS, eventName } from "./webhook-words.ts";
import type { Webhook } from "./wire.ts";

export type Draft = Pick<Webhook, "name" | "url" | "events">;

/** Where it leads and what it is told. */
export function WebhookFields(props: {
	draft: Draft;
	sending: Sending;
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
			<TextField
				label="Address"
				type="url"
				inputmode="url"
				required
				placeholder="https://"
				value={props.draft.url}
				error={props.sending.wrong("/url")}
				onValue={(url) => props.onDraft({ url: url.trim() })}
			/>
			<Switch
				label="All events"
				hint="Also those that are added later"
				checked={isAll()}
				onValue={(isOn) => props.onDraft({ events: isOn ? ["*"] : [] })}
			/>
			<Show when={!isAll()}>
				<For each={EVENT_GROUPS}>
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

export const bodyOf = ({ name, url, events }: Draft) => ({ name: name.trim() || "Webhook", url, events });

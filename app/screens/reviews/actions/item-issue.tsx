import { createSignal, Match, Show, Switch } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { SelectField, TextField } from "../../../parts/field.tsx";
import { Notice } from "../../../parts/states.tsx";
import { api } from "../../../state/api.ts";
import { cached, type Resource } from "../../../state/resource.ts";
import { sending } from "../../../state/sending.ts";
import { mayAs } from "../../../state/session.ts";
import type { List } from "../../../state/wire.ts";
import type { ActionItem, Tracker } from "../wire.ts";

interface ItemIssueProps {
	value: ActionItem;
	of: Resource<ActionItem>;
	onChanged(value: ActionItem): void;
}

/** Its issue in a tracker: a link, a way to create one, and what went wrong with that. */
export function ItemIssue(props: ItemIssueProps) {
	return (
		<Switch fallback={<Unlinked {...props} />}>
			<Match when={props.value.link}>{(link) => <Linked {...props} link={link()} />}</Match>
			<Match when={props.value.issue?.state === "creating"}>
				<Notice plain act="Check again" onAct={() => void props.of.reload()}>
					The issue is being created.
					<Show when={props.value.issue?.detail}>{(detail) => <> {detail()}. It is tried again.</>}</Show>
				</Notice>
			</Match>
			<Match when={props.value.issue?.state === "created"}>
				<Notice plain>
					The issue was created{props.value.issue?.key ? `: ${props.value.issue.key}` : ""}. The receiver did
					not say where it is.
				</Notice>
			</Match>
		</Switch>
	);
}

function Linked(props: ItemIssueProps & { link: string }) {
	const unlinking = sending(
		() => api<ActionItem>("PATCH", `/action-items/${props.value.id}`, { link: null }),
		props.onChanged,
	);
	return (
		<div class="line">
			<a class="grow" href={props.link} rel="external noreferrer" target="_blank">
				{props.value.issue?.key ? `Issue ${props.value.issue.key}` : "Linked issue"}
			</a>
			<Show when={props.value.issue?.state !== "created"}>
				<Button kind="quiet" busy={unlinking.busy() && "Removing…"} onClick={() => void unlinking.send()}>
					Remove link
				</Button>
			</Show>
			<Show when={unlinking.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</div>
	);
}

function Unlinked(props: ItemIssueProps) {
	const trackers = cached<List<Tracker>>("/trackers?limit=200", () => api("GET", "/trackers?limit=200"));
	const [chosen, setChosen] = createSignal<string>();
	const all = () => trackers.value?.items ?? [];
	const trackerId = () => chosen() ?? props.value.issue?.trackerId ?? all()[0]?.id;
	const creating = sending(
		() => api<ActionItem>("POST", `/action-items/${props.value.id}/issue`, { trackerId: trackerId() }),
		props.onChanged,
	);
	return (
		<>
			<Show when={props.value.issue?.state === "failed"}>
				<Notice>No issue was created. {props.value.issue?.detail}</Notice>
			</Show>
			<Show
				when={all().length > 0}
				fallback={
					<Show when={mayAs("admin") && trackers.value}>
						<p class="hint">
							<a href="/app/trackers">Set up a tracker</a> to create issues from here.
						</p>
					</Show>
				}
			>
				<Show when={all().length > 1}>
					<SelectField
						label="Tracker"
						options={all().map(({ id, name }) => ({ value: id, name }))}
						value={trackerId() ?? ""}
						onValue={setChosen}
					/>
				</Show>
				<Button wide busy={creating.busy() && "Creating…"} onClick={() => void creating.send()}>
					{props.value.issue ? "Try to create the issue again" : "Create issue"}
				</Button>
			</Show>
			<Show when={creating.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<LinkByAddress {...props} />
		</>
	);
}

function LinkByAddress(props: ItemIssueProps) {
	const [link, setLink] = createSignal("");
	const linking = sending(
		() => api<ActionItem>("PATCH", `/action-items/${props.value.id}`, { link: link().trim() }),
		props.onChanged,
	);
	return (
		<form class="stack wide" onSubmit={(event) => void linking.send(event)}>
			<TextField
				label="Link an existing issue"
				type="url"
				inputmode="url"
				placeholder="https://"
				value={link()}
				error={linking.wrong("/link")}
				onValue={setLink}
			/>
			<Show when={linking.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<Show when={link().trim() !== ""}>
				<Button type="submit" wide busy={linking.busy() && "Linking…"}>
					Link issue
				</Button>
			</Show>
		</form>
	);
}

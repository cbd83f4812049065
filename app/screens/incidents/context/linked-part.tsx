import { createMemo, createSignal, createUniqueId, For, type JSX, Show } from "solid-js";
import { SeverityPill } from "../../../parts/badge.tsx";
import { Button } from "../../../parts/button.tsx";
import { SearchField } from "../../../parts/search-field.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Loaded, Notice, Skeleton } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { Section } from "../../../shell/screen.tsx";
import { api, failureWords } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import { cached } from "../../../state/resource.ts";
import { keepSame } from "../../../state/same.ts";
import { sending } from "../../../state/sending.ts";
import type { Incident, List, TimelineEvent } from "../../../state/wire.ts";
import { numberWords, titleWords, whenWords } from "../../../state/words.ts";
import { type LinkedIncident, linkedIn } from "./words.ts";

interface LinkedProps {
	/** Of what is read only, nothing can be pressed. */
	pressable: boolean;
	incident: Incident;
	events: TimelineEvent[];
	may: boolean;
	take(next: Incident): void;
}

const change = (method: "PUT" | "DELETE", id: string, otherId: string) =>
	api<Incident>(method, `/incidents/${id}/linked-incidents/${otherId}`, {});

/** Incidents that people linked with this one. A link is removed by one press, and comes back by another. */
export function LinkedPart(props: LinkedProps) {
	const [isOpen, setOpen] = createSignal(false);
	const linked = createMemo((before: LinkedIncident[]) => keepSame(before, linkedIn(props.events)), []);
	const mayChange = () => props.may && props.pressable;
	const put = async (one: LinkedIncident) => {
		const answer = await change("PUT", props.incident.id, one.id);
		if (answer.ok) props.take(answer.value);
		else showToast(failureWords(answer));
	};
	const remove = async (one: LinkedIncident) => {
		const answer = await change("DELETE", props.incident.id, one.id);
		if (!answer.ok) return showToast(failureWords(answer));
		props.take(answer.value);
		showToast(`The link to #${one.number} is removed`, () => void put(one));
	};
	return (
		<Show when={mayChange() || linked().length > 0}>
			<Section title="Linked incidents">
				<ul class="rows">
					<For each={linked()} fallback={<li class="row sub">No linked incidents</li>}>
						{(one) => (
							<li class="row">
								<LinkTo of={props.pressable ? one : undefined}>
									<span class="row-title">{one.title}</span>
									<span class="dim">#{one.number}</span>
								</LinkTo>
								<Show when={mayChange()}>
									<Button
										kind="quiet"
										aria-label={`Remove the link to #${one.number}`}
										onClick={() => void remove(one)}
									>
										Remove
									</Button>
								</Show>
							</li>
						)}
					</For>
				</ul>
				<Show when={mayChange()}>
					<Button wide onClick={() => setOpen(true)}>
						Link an incident
					</Button>
				</Show>
			</Section>
			<Show when={isOpen()}>
				<LinkSheet {...props} linked={linked()} onClose={() => setOpen(false)} />
			</Show>
		</Show>
	);
}

function LinkTo(props: { of: LinkedIncident | undefined; children: JSX.Element }) {
	return (
		<Show when={props.of} fallback={<span class="row-text">{props.children}</span>}>
			{(one) => (
				<a class="row-text" href={`/app/incidents/${one().id}`}>
					{props.children}
				</a>
			)}
		</Show>
	);
}

const SHOWN = 8;

/** The newest ones first, or what the words find. */
function LinkSheet(props: LinkedProps & { linked: LinkedIncident[]; onClose(): void }) {
	const [words, setWords] = createSignal("");
	const [chosen, setChosen] = createSignal<Incident>();
	const group = createUniqueId();
	const linking = sending(
		() => change("PUT", props.incident.id, chosen()?.id ?? ""),
		(next) => {
			props.take(next);
			showToast(`${numberWords(chosen() as Incident)} is linked`);
			props.onClose();
		},
	);
	const isOffered = ({ id, drill }: Incident) =>
		id !== props.incident.id && drill === props.incident.drill && !props.linked.some((one) => one.id === id);
	return (
		<Sheet open title="Link an incident" onClose={props.onClose}>
			<form class="stack wide" onSubmit={(event) => void linking.send(event)}>
				<SearchField label="Number or words" value={words()} onValue={setWords} />
				<Show when={words() || " "} keyed>
					{(query) => (
						<Found query={query.trim()} isOffered={isOffered}>
							{(one) => (
								<label class="row">
									<input
										class="pick"
										type="radio"
										name={group}
										checked={one.id === chosen()?.id}
										onChange={() => setChosen(one)}
									/>
									<SeverityPill of={one.severity} over={one.state === "resolved"} />
									<span class="row-text">
										<span class="row-title">{titleWords(one)}</span>
										<span class="dim">
											{numberWords(one)} · {one.service.name} · {whenWords(one.triggeredAt, now())}
										</span>
									</span>
								</label>
							)}
						</Found>
					)}
				</Show>
				<Show when={linking.error()}>{(why) => <Notice>{why()}</Notice>}</Show>
				<p class="sub">Both incidents show the link. Nothing else changes.</p>
				<Button type="submit" kind="brass" wide disabled={!chosen()} busy={linking.busy() && "Linking…"}>
					{chosen() ? `Link ${numberWords(chosen() as Incident)}` : "Link"}
				</Button>
			</form>
		</Sheet>
	);
}

function Found(props: {
	query: string;
	isOffered(one: Incident): boolean;
	children(one: Incident): JSX.Element;
}) {
	const search = props.query === "" ? "" : `&q=${encodeURIComponent(props.query)}`;
	const path = `/incidents?limit=${SHOWN + 1}${search}` as const;
	const list = cached<List<Incident>>(path, () => api("GET", path));
	return (
		<Loaded of={list} what="incidents" bones={<Skeleton rows={3} />}>
			{(found) => (
				<fieldset class="stack">
					<legend class="unseen">Incident</legend>
					<ul class="rows picked">
						<For
							each={found().items.filter(props.isOffered).slice(0, SHOWN)}
							fallback={<li class="row sub">No other incident is found</li>}
						>
							{(one) => <li>{props.children(one)}</li>}
						</For>
					</ul>
				</fieldset>
			)}
		</Loaded>
	);
}

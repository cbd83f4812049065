import { createSignal, For, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { TextField } from "../../../parts/field.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Shape } from "../../../parts/shape.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Notice } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { Section } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import { monitorsResource } from "../../../state/lists.ts";
import { cached, type Resource } from "../../../state/resource.ts";
import { retryKeys } from "../../../state/retry-key.ts";
import { sending } from "../../../state/sending.ts";
import type { Incident, TimelineEvent } from "../../../state/wire.ts";
import { numberWords } from "../../../state/words.ts";
import type { AlertKey, AlertKeys } from "./wire.ts";
import { alertTitle } from "./words.ts";

interface AlertsProps {
	/** Of what is read only, nothing can be pressed. */
	pressable: boolean;
	incident: Incident;
	events: TimelineEvent[];
	may: boolean;
	take(next: Incident): void;
}

const SHOWN = 5;
const MOST_READ = 200;

/** The alerts that belong to it now; of more than so many, the first. */
export function alertKeysOf({ id, service }: Incident): Resource<AlertKeys> {
	const path = `/services/${service.id}/alert-keys?incidentId=${id}&limit=${MOST_READ}` as const;
	return cached<AlertKeys>(path, () => api("GET", path));
}

/** What reports to this incident: of a storm or a merged one all its alerts, of most others one, which says nothing. */
export function AlertsPart(props: AlertsProps & { keys: Resource<AlertKeys> }) {
	const all = () => props.keys.value?.items ?? [];
	const firing = () => all().filter(({ state }) => state === "firing");
	const titleOf = titles(() => props.events);
	const [isOpen, setOpen] = createSignal(false);
	const canSplit = () =>
		props.may && props.pressable && props.incident.state !== "resolved" && firing().length > 1;
	const count = () => `${all().length}${props.keys.value?.nextCursor ? "+" : ""}`;
	return (
		<Show when={all().length > 1}>
			<Section title={`Alerts · ${count()}, ${firing().length} firing`}>
				<Rows>
					<For each={[...firing(), ...all().filter(({ state }) => state !== "firing")].slice(0, SHOWN)}>
						{(key) => (
							<Row
								lead={<Shape of={key.state === "firing" ? "down" : "well"} />}
								title={titleOf(key)}
								sub={titleOf(key) === key.dedupKey ? undefined : key.dedupKey}
								trail={key.state === "firing" ? "Firing" : "Resolved"}
							/>
						)}
					</For>
				</Rows>
				<Show when={all().length > SHOWN}>
					<p class="dim">
						{SHOWN} of {count()}
					</p>
				</Show>
				<Show when={canSplit()}>
					<Button wide onClick={() => setOpen(true)}>
						Split alerts off
					</Button>
				</Show>
			</Section>
			<Show when={isOpen()}>
				<SplitSheet
					{...props}
					offered={firing()}
					onClose={() => setOpen(false)}
					onDone={() => void props.keys.reload()}
				/>
			</Show>
		</Show>
	);
}

function titles(events: () => TimelineEvent[]) {
	const monitors = monitorsResource();
	return (key: AlertKey) =>
		alertTitle(key, events(), monitors.value?.items.find(({ id }) => id === key.dedupKey)?.name);
}

const nameOf = ({ integrationId, dedupKey }: AlertKey): string => `${integrationId} ${dedupKey}`;

const movedWords = (count: number): string =>
	count === 1 ? "1 alert is an incident of its own now" : `${count} alerts are an incident of their own now`;

/** Which alerts go to an incident of their own. One at least stays. */
function SplitSheet(props: AlertsProps & { offered: AlertKey[]; onClose(): void; onDone(): void }) {
	const titleOf = titles(() => props.events);
	// What is offered stays as it is while somebody chooses.
	const offered = [...props.offered];
	const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set<string>());
	const [title, setTitle] = createSignal("");
	const moving = () => offered.filter((key) => chosen().has(nameOf(key)));
	const retry = retryKeys();
	const splitting = sending(
		async () => {
			const keys = moving().map(({ dedupKey, integrationId }) => ({ dedupKey, integrationId }));
			const body = { keys, ...(title().trim() && { title: title().trim() }) };
			const idempotencyKey = retry.keyFor(JSON.stringify(body));
			const answer = await api<Incident>("POST", `/incidents/${props.incident.id}/splits`, body, {
				idempotencyKey,
			});
			if (!("offline" in answer)) retry.answered();
			return answer;
		},
		(next) => {
			props.take(next);
			props.onDone();
			showToast(movedWords(moving().length));
			props.onClose();
		},
	);
	const press = (key: AlertKey) => {
		const next = new Set(chosen());
		if (!next.delete(nameOf(key))) next.add(nameOf(key));
		setChosen(next);
	};
	const isAll = () => moving().length === offered.length;
	return (
		<Sheet open title={`Split ${numberWords(props.incident)}`} onClose={props.onClose}>
			<form class="stack wide" onSubmit={(event) => void splitting.send(event)}>
				<fieldset class="stack">
					<legend class="unseen">Alerts of the new incident</legend>
					<ul class="rows picked">
						<For each={offered}>
							{(key) => (
								<li>
									<label class="row">
										<input
											class="pick"
											type="checkbox"
											checked={chosen().has(nameOf(key))}
											onChange={() => press(key)}
										/>
										<span class="row-text">
											<span class="row-title">{titleOf(key)}</span>
											<span class="dim">{key.dedupKey}</span>
										</span>
									</label>
								</li>
							)}
						</For>
					</ul>
				</fieldset>
				<TextField
					label="Title of the new incident"
					hint="Empty: the present title and the first alert"
					value={title()}
					onValue={setTitle}
					maxlength={300}
					error={splitting.wrong("/title")}
				/>
				<p class="sub" aria-live="polite">
					{isAll()
						? "One alert at least stays: choose fewer."
						: "The new incident pages level 1 right away. The other alerts stay here."}
				</p>
				<Show when={splitting.error()}>{(why) => <Notice>{why()}</Notice>}</Show>
				<Button
					type="submit"
					kind="brass"
					wide
					disabled={moving().length === 0 || isAll()}
					busy={splitting.busy() && "Splitting…"}
				>
					Split and page
				</Button>
			</form>
		</Sheet>
	);
}

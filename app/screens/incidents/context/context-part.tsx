import { createSignal, For, type JSX, onCleanup, Show } from "solid-js";
import { SeverityPill } from "../../../parts/badge.tsx";
import { Button } from "../../../parts/button.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { later } from "../../../parts/later.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Ago } from "../../../parts/timer.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { Section } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import { onNews } from "../../../state/live.ts";
import { cached, type Resource } from "../../../state/resource.ts";
import { retryKeys } from "../../../state/retry-key.ts";
import type { Incident, TimelineEvent } from "../../../state/wire.ts";
import { numberWords, titleWords } from "../../../state/words.ts";
import { AlertsPart, alertKeysOf } from "./alerts-part.tsx";
import { LinkedPart } from "./linked-part.tsx";
import type { AlertKeys, Context, Duplicate, Similar as SimilarIncident } from "./wire.ts";
import { besideWords, contextChangeWords, duplicateWords, likenessWords, similarWords } from "./words.ts";

const EarlierActions = later(() => import("../incident/earlier-actions.tsx"));

interface ContextProps {
	incident: Incident;
	events: TimelineEvent[];
	may: boolean;
	/** False where what happens above moves it: then it is read only, and acted on in its sheet. */
	pressable: boolean;
	/** Takes what a command was answered. */
	take(next: Incident): void;
}

/**
 * What is around an incident, and what to do about it. On its screen it comes below everything else and all at once, so that it moves nothing; without an answer
 * only what the timeline says of it is there.
 */
export default function ContextPart(props: ContextProps) {
	const path = `/incidents/${props.incident.id}/context` as const;
	const context = cached<Context>(path, () => api("GET", path));
	const keys = alertKeysOf(props.incident);
	askAnew(props.incident, context, keys);
	const isAnswered = () => isRead(context) && isRead(keys);
	return (
		<Show when={isAnswered() && (context.value ?? NOT_READ)}>
			{(known) => (
				<>
					<Show
						when={known() !== NOT_READ}
						fallback={<p class="dim">Similar incidents and changes couldn’t be loaded.</p>}
					>
						<Reports of={known().reports} />
						<Duplicates {...props} of={known().duplicates} context={context} />
						<Similar {...props} of={known().similar} />
						<Changes of={known()} detectedAt={props.incident.detectedAt} pressable={props.pressable} />
					</Show>
					<AlertsPart {...props} keys={keys} />
					<LinkedPart {...props} />
					<Links of={known().links} pressable={props.pressable} />
					<EarlierActions incident={props.incident} />
				</>
			)}
		</Show>
	);
}

/** A storm brings much news in a second, and all of it is in one answer. */
const TOGETHER_MS = 5_000;
const OF_OTHERS = new Set(["triggered", "reopened", "soak_started", "resolved", "merged"]);
const OF_ALERTS = new Set(["alert_received", "alert_resolved", "merged_in", "split_off"]);

/** Another incident of the service may look the same, and alerts come and go while this one is looked at. */
function askAnew({ id, service }: Incident, context: Resource<Context>, keys: Resource<AlertKeys>): void {
	let waiting: ReturnType<typeof setTimeout> | undefined;
	onCleanup(() => clearTimeout(waiting));
	onNews(({ incident, events }) => {
		if (incident.service.id !== service.id) return;
		const wanted = incident.id === id ? OF_ALERTS : OF_OTHERS;
		if (!events.some(({ type }) => wanted.has(type))) return;
		waiting ??= setTimeout(() => {
			waiting = undefined;
			void context.reload();
			void keys.reload();
		}, TOGETHER_MS);
	});
}

const isRead = (of: Pick<Resource<unknown>, "value" | "state">): boolean =>
	of.value !== undefined || of.state !== "loading";

const NO_REPORTS: Context["reports"] = { count: 0, newest: [] };
const NOT_READ: Context = { similar: [], duplicates: [], changes: [], links: [], reports: NO_REPORTS };

/** Customers who say that they are affected. A device may remember an answer from before there were any. */
function Reports(props: { of: Context["reports"] | undefined }) {
	return (
		<Show when={(props.of?.count ?? 0) > 0 && props.of}>
			{(reports) => (
				<Section title="Customer reports">
					<Rows>
						<For each={reports().newest}>
							{({ at, message }) => <Row title={message ?? "No words"} sub={<Ago at={at} />} />}
						</For>
						<Show when={reports().count > reports().newest.length}>
							<Row title={`${reports().count} in all`} />
						</Show>
					</Rows>
				</Section>
			)}
		</Show>
	);
}

/** Open incidents that look the same: one press, and one more that says what becomes of both. */
function Duplicates(props: ContextProps & { of: Duplicate[]; context: Resource<Context> }) {
	const [asked, setAsked] = createSignal<Duplicate | null>(null);
	const keys = retryKeys();
	const merge = async ({ id }: Duplicate) => {
		const body = { intoIncidentId: props.incident.id };
		const answer = await api<Incident>("POST", `/incidents/${id}/merges`, body, {
			idempotencyKey: keys.keyFor(id),
		});
		if (!("offline" in answer)) keys.answered();
		return answer;
	};
	const close = (isDone: boolean) => {
		const merged = asked();
		setAsked(null);
		if (!isDone || !merged) return;
		showToast(`#${merged.number} is merged into ${numberWords(props.incident)}`);
		void props.context.reload();
	};
	return (
		<Show when={props.of.length > 0}>
			<Section title="Possible duplicates">
				<Rows>
					<For each={props.of}>
						{(one) => (
							<Row
								lead={<SeverityPill of={one.severity} />}
								title={`#${one.number} ${one.title}`}
								sub={duplicateWords(one)}
								trail={
									<Show when={props.may && props.pressable}>
										<Button kind="quiet" aria-label={`Merge #${one.number}`} onClick={() => setAsked(one)}>
											Merge
										</Button>
									</Show>
								}
							/>
						)}
					</For>
				</Rows>
			</Section>
			<Show when={asked()}>
				{(one) => (
					<Confirm
						open
						title={`Merge #${one().number}?`}
						act={`Merge into ${numberWords(props.incident)}`}
						onConfirm={() => merge(one())}
						onClose={close}
					>
						#{one().number} ends and stops paging. Its alerts go to {numberWords(props.incident)},{" "}
						{titleWords(props.incident)}. You can split it again.
					</Confirm>
				)}
			</Show>
		</Show>
	);
}

function Similar(props: ContextProps & { of: SimilarIncident[] }) {
	return (
		<Section title="Similar incidents">
			<Rows>
				<For
					each={props.of}
					fallback={<Row title={`No earlier incident of ${props.incident.service.name} looks like this`} />}
				>
					{(one) => (
						<Row
							lead={<SeverityPill of={one.severity} over />}
							title={`#${one.number} ${one.title}`}
							sub={`${likenessWords(one)}. ${similarWords(one, now())}`}
							href={props.pressable ? `/incidents/${one.id}` : undefined}
						/>
					)}
				</For>
			</Rows>
		</Section>
	);
}

function Changes(props: { of: Context; detectedAt: string; pressable: boolean }) {
	return (
		<Section title="Recent changes">
			<Rows>
				<For each={props.of.changes} fallback={<Row title="No change reported in the 3 days before" />}>
					{(change) => (
						<Row
							title={contextChangeWords(change)}
							sub={change.action === "reported" ? change.by : undefined}
							trail={besideWords(change.at, props.detectedAt)}
							href={props.pressable ? (change.url ?? undefined) : undefined}
							external
						/>
					)}
				</For>
			</Rows>
		</Section>
	);
}

/** The time of the incident is filled in: see `filledLink`. */
function Links(props: { of: Context["links"]; pressable: boolean }): JSX.Element {
	return (
		<Show when={props.of.length > 0}>
			<Section title="Links">
				<Rows>
					<For each={props.of}>
						{({ label, url }) => (
							<Row
								title={label}
								sub={new URL(url).host}
								{...(props.pressable && { href: url, external: true })}
							/>
						)}
					</For>
				</Rows>
			</Section>
		</Show>
	);
}

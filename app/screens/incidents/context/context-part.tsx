import { createSignal, For, type JSX, Show } from "solid-js";
import { SeverityPill } from "../../../parts/badge.tsx";
import { Button } from "../../../parts/button.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { later } from "../../../parts/later.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { Section } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import { cached, type Resource } from "../../../state/resource.ts";
import { retryKeys } from "../../../state/retry-key.ts";
import type { Incident, TimelineEvent } from "../../../state/wire.ts";
import { numberWords, titleWords } from "../../../state/words.ts";
import { AlertsPart } from "./alerts-part.tsx";
import { LinkedPart } from "./linked-part.tsx";
import type { Context, Duplicate } from "./wire.ts";
import { besideWords, contextChangeWords, duplicateWords, likenessWords, similarWords } from "./words.ts";

const EarlierActions = later(() => import("../incident/earlier-actions.tsx"));

interface ContextProps {
	incident: Incident;
	events: TimelineEvent[];
	may: boolean;
	/** Takes what a command was answered. */
	take(next: Incident): void;
}

/**
 * What is around an incident. It comes below everything else and all at once, so that it moves nothing; without an answer
 * only what the timeline says of it is there.
 */
export default function ContextPart(props: ContextProps) {
	const path = `/incidents/${props.incident.id}/context` as const;
	const context = cached<Context>(path, () => api("GET", path));
	return (
		<Show when={context.value ?? (context.state === "loading" ? undefined : NOT_READ)} keyed={false}>
			{(known) => (
				<>
					<Show when={known() !== NOT_READ}>
						<Duplicates {...props} of={known().duplicates} context={context} />
						<Similar of={known()} serviceName={props.incident.service.name} />
						<Changes of={known()} detectedAt={props.incident.detectedAt} />
					</Show>
					<AlertsPart {...props} />
					<LinkedPart {...props} />
					<Links of={known().links} />
					<EarlierActions incident={props.incident} />
				</>
			)}
		</Show>
	);
}

const NOT_READ: Context = { similar: [], duplicates: [], changes: [], links: [] };

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
									<Show when={props.may}>
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

function Similar(props: { of: Context; serviceName: string }) {
	return (
		<Section title="Similar incidents">
			<Rows>
				<For
					each={props.of.similar}
					fallback={<Row title={`No earlier incident of ${props.serviceName} looks like this`} />}
				>
					{(one) => (
						<Row
							lead={<SeverityPill of={one.severity} over />}
							title={`#${one.number} ${one.title}`}
							sub={<Lines of={[similarWords(one, now()), likenessWords(one)]} />}
							href={`/incidents/${one.id}`}
						/>
					)}
				</For>
			</Rows>
		</Section>
	);
}

function Lines(props: { of: string[] }) {
	return <For each={props.of}>{(line) => <span class="block">{line}</span>}</For>;
}

function Changes(props: { of: Context; detectedAt: string }) {
	return (
		<Section title="Recent changes">
			<Rows>
				<For each={props.of.changes} fallback={<Row title="No change in Tocsin in the 3 days before" />}>
					{(change) => (
						<Row title={contextChangeWords(change)} trail={besideWords(change.at, props.detectedAt)} />
					)}
				</For>
			</Rows>
		</Section>
	);
}

/** They leave the app, each in a tab of its own: the incident stays where it is. */
function Links(props: { of: Context["links"] }): JSX.Element {
	return (
		<Show when={props.of.length > 0}>
			<Section title="Links">
				<Rows>
					<For each={props.of}>
						{({ label, url }) => <Row title={label} sub={new URL(url).host} href={url} external />}
					</For>
				</Rows>
			</Section>
		</Show>
	);
}

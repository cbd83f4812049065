import { useLocation, useNavigate, useParams } from "@solidjs/router";
import { createEffect, createSignal, Show } from "solid-js";
import { later } from "../../../parts/later.tsx";
import { LiveBadge } from "../../../parts/live-badge.tsx";
import { Loaded, Skeleton } from "../../../parts/states.tsx";
import { WhenNear } from "../../../parts/when-near.tsx";
import { Columns, Screen, Section } from "../../../shell/screen.tsx";
import { wideEnough } from "../../../shell/wide.ts";
import { openNameBook } from "../../../state/name-book.ts";
import type { Resource } from "../../../state/resource.ts";
import { mayAs } from "../../../state/session.ts";
import { offerKeys, onSingleKey } from "../../../state/shortcuts.ts";
import { showsIncidents } from "../../../state/strip.ts";
import type { Incident } from "../../../state/wire.ts";
import { numberWords } from "../../../state/words.ts";
import { ActBar } from "./act-bar.tsx";
import { incidentCommands } from "./commands.ts";
import { accessOf, incidentState, isUnread } from "./incident-state.ts";
import { IncidentTimeline } from "./incident-timeline.tsx";
import { KEY_HELP, type KeyAct, keyAct, neighbour } from "./keys.ts";
import { listedIds } from "./listed.ts";
import { canDo, isReviewed } from "./primary.ts";
import { ResolveButton } from "./resolve-button.tsx";
import { ReviewNotes } from "./review-notes.tsx";
import type { SheetName } from "./sheet-props.ts";
import { Sheets } from "./sheets.tsx";
import { Situation } from "./situation.tsx";
import "./incident.css";

/** Of no hurry while an incident is open: fetched when the timeline is there. */
const ContextPart = later(() => import("../context/context-part.tsx"));

/** A desk's alone: a phone never asks for it. */
const IncidentList = later(
	() => import("./incident-list.tsx"),
	() => <Skeleton rows={8} />,
);

export default function IncidentScreen() {
	const params = useParams<{ id: string }>();
	return (
		<Show when={params.id} keyed>
			{(id) => <OneIncident id={id} />}
		</Show>
	);
}

function OneIncident(props: { id: string }) {
	const { id } = props;
	const state = incidentState(id);
	const commands = incidentCommands(id, accessOf(state));
	const isWide = wideEnough();
	const [sheet, setSheet] = createSignal<SheetName | null>(null);
	const may = () => mayAs("responder");
	openNameBook();
	openAsked(state.incident, may, setSheet);
	showsIncidents(() => (state.incident.value ? [id] : []));
	actByKeys(id, { incident: () => state.incident.value, may, sheet, open: setSheet });
	const bar = () => (
		<ActBar
			{...{ commands, open: setSheet }}
			of={state.incident}
			may={may()}
			events={isUnread(state.events) ? undefined : (state.events.value ?? [])}
			sheetOpen={sheet() !== null}
		/>
	);
	// While it is read, the bar keeps the place that it will have.
	const hasBar = () => state.incident.value !== undefined || state.incident.state === "loading";
	return (
		<Screen
			title={state.incident.value ? numberWords(state.incident.value) : "Incident"}
			back="/incidents"
			steady={id}
			trail={
				<>
					<LiveBadge />
					<Show when={may() && state.incident.value}>
						{(incident) => <ResolveButton {...{ commands, open: setSheet }} incident={incident()} />}
					</Show>
				</>
			}
			dock={<Show when={hasBar() && !isWide()}>{bar()}</Show>}
		>
			<Show when={state.incident.value} fallback={<Unread of={state.incident} />}>
				{(incident) => (
					<>
						<Columns
							list={isWide() ? <IncidentList current={id} /> : undefined}
							main={
								<>
									<Situation {...{ state, commands }} incident={incident()} may={may()} />
									<Show when={isWide()}>
										<div class="acts-beside">{bar()}</div>
									</Show>
								</>
							}
							side={
								// Below everything else on a phone: what comes with the timeline would push it down.
								<>
									<Show when={isWide() && may() && isReviewed(incident())}>
										<Section title="Note for the review">
											<ReviewNotes open={setSheet} />
										</Section>
									</Show>
									<Show when={isWide() || !isUnread(state.events)}>
										<IncidentTimeline
											events={state.events}
											onMark={may() ? () => setSheet("lines") : undefined}
										/>
										<Show when={!isUnread(state.events) && incident().source.kind !== "test"}>
											<WhenNear>
												<ContextPart
													incident={incident()}
													events={state.events.value ?? []}
													may={may()}
													pressable={isWide()}
													take={state.take}
												/>
											</WhenNear>
										</Show>
									</Show>
								</>
							}
						/>
						<Sheets
							{...{ commands, onOpen: setSheet, onClose: () => setSheet(null) }}
							name={sheet()}
							take={state.take}
							events={state.events.value ?? []}
							incident={incident()}
						/>
					</>
				)}
			</Show>
		</Screen>
	);
}

/** A reminder of an update leads to where it is written. Once: whoever closes it is not asked again. */
function openAsked(of: Resource<Incident>, may: () => boolean, open: (name: SheetName) => void): void {
	const location = useLocation();
	const asked = location.query.update;
	let isOpened = asked === undefined;
	createEffect(() => {
		if (isOpened || !of.value || !may()) return;
		isOpened = true;
		open(asked === "stakeholders" ? "stakeholders" : "update");
	});
}

function Unread(props: { of: Resource<Incident> }) {
	return (
		<Loaded of={props.of} what="this incident" bones={<Skeleton rows={6} />}>
			{() => null}
		</Loaded>
	);
}

interface Keyed {
	incident(): Incident | undefined;
	may(): boolean;
	sheet(): SheetName | null;
	open(name: SheetName): void;
}

/** Every act has a letter, and the list is walked with j and k. */
function actByKeys(id: string, { incident, may, sheet, open }: Keyed): void {
	const navigate = useNavigate();
	const move = (step: 1 | -1) => {
		const other = neighbour(listedIds(), id, step);
		if (other) navigate(`/incidents/${other}`);
	};
	const onKey = (act: KeyAct) => {
		const it = incident();
		if (act === "next" || act === "previous") return move(act === "next" ? 1 : -1);
		if (!it || !may()) return;
		if (act === "acknowledge" || act === "resolve") {
			// Through the button, so that a key asks for the second press just as a tap does.
			document.querySelector<HTMLElement>(`[data-act="${act}"]`)?.click();
		} else if (act === "more" || canDo(act, it)) open(act);
	};
	offerKeys("This incident", KEY_HELP);
	onSingleKey((event) => {
		const act = keyAct(event);
		if (!act || sheet() !== null) return;
		event.preventDefault();
		onKey(act);
	});
}

import { createEffect, createMemo, createSignal, For, on, onCleanup, onMount, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { later } from "../../../parts/later.tsx";
import { LiveBadge } from "../../../parts/live-badge.tsx";
import { OnCallCard } from "../../../parts/on-call-card.tsx";
import { Rows } from "../../../parts/row.tsx";
import { Loaded, Skeleton } from "../../../parts/states.tsx";
import { openOverlay } from "../../../shell/overlay.ts";
import { Columns, Screen, Section } from "../../../shell/screen.tsx";
import { now as clock } from "../../../state/clock.ts";
import { worstMonitorsResource } from "../../../state/lists.ts";
import { nowResource, openNameBook } from "../../../state/name-book.ts";
import type { Resource } from "../../../state/resource.ts";
import { mayAs, myId } from "../../../state/session.ts";
import { showsIncidents } from "../../../state/strip.ts";
import type { Incident, Now } from "../../../state/wire.ts";
import { Checklist } from "../../people/first-run/checklist.tsx";
import { IncidentRow } from "../list/incident-row.tsx";
import { FiringCard } from "./firing-card.tsx";
import {
	allAbove,
	calmWords,
	downUnpaged,
	firingWords,
	isLoud,
	type NowView,
	type Unpaged,
} from "./now-view.ts";
import { Reach } from "./reach.tsx";
import { standing } from "./standing.ts";
import { UnpagedMonitors } from "./unpaged.tsx";
import "./now.css";

/** Now and On call both open it, neither at first. */
const TakeOverSheet = later(async () => ({ default: (await import("./take-over-sheet.tsx")).TakeOverSheet }));

const AcknowledgeAll = later(() => import("./acknowledge-all.tsx"));

/** Turns begin and end without a word on the live stream, so the whole is asked for again now and then. */
const REFRESH_MS = 60_000;
const JUST_READ_MS = 1_000;

/** Am I on call? What is firing? Who else is on? Can I be reached? */
export default function NowScreen() {
	const of = nowResource();
	const { view, tidy } = standing(of);
	showsIncidents(() => view().cards.map((card) => card.incident.id));
	const down = unpaged(of);
	const [takesOver, setTakesOver] = createSignal(false);
	if (!isJustRead(of)) void of.read();
	openNameBook();
	onMount(() => {
		const refresh = async () => {
			if (document.hidden) return;
			await of.reload();
			tidy();
		};
		const timer = setInterval(() => void refresh(), REFRESH_MS);
		onCleanup(() => clearInterval(timer));
	});
	return (
		<Screen title="Now" steady="now" trail={<Trail onDeclare={() => openOverlay("declare")} />}>
			<Show
				when={of.value}
				fallback={
					<Loaded of={of} what="current incidents" bones={<Bones />}>
						{() => null}
					</Loaded>
				}
			>
				{(value) => (
					<Columns
						main={
							<Loaded of={of} what="current incidents">
								{() => <Firing now={value()} view={view()} down={down()} />}
							</Loaded>
						}
						side={
							<>
								<Checklist />
								<Section title="On call">
									<OnCallCard now={value()} onTakeOver={() => setTakesOver(true)} />
								</Section>
								<Reach devices={value().devices} onSettled={() => void of.reload()} />
							</>
						}
					/>
				)}
			</Show>
			<Show when={takesOver() && of.value}>
				{(value) => <TakeOverSheet now={value()} onClose={() => setTakesOver(false)} />}
			</Show>
		</Screen>
	);
}

/** The navigation asked for it while the code of this screen was on its way. */
const isJustRead = ({ state, at }: Resource<Now>): boolean =>
	state === "fresh" && at !== null && Date.now() - at < JUST_READ_MS;

/** Asked for again when an incident opens or ends, and with each refresh of Now. */
function unpaged(of: Resource<Now>): () => Unpaged[] {
	const monitors = worstMonitorsResource();
	const asked = () => JSON.stringify([of.value?.at, of.value?.firing.map(({ id, state }) => id + state)]);
	createEffect(on(asked, () => void monitors.reload(), { defer: true }));
	// What a device remembers of a monitor may be long over.
	const known = () => (monitors.state === "fresh" ? (monitors.value?.items ?? []) : []);
	return createMemo(() => downUnpaged(known(), of.value));
}

/** A card for each that nobody had, in its place until Now is left; then whatever else is open. */
function Firing(props: { now: Now; view: NowView; down: Unpaged[] }) {
	const card = (id: string) => props.view.cards.find((one) => one.incident.id === id);
	const above = createMemo<string | null>((before) => allAbove(props.view, before, myId()), null);
	const other = (id: string) => props.view.rest.find((one) => one.id === id);
	return (
		<>
			<div role="status" class="unseen">
				{firingWords(props.view, props.down)}
			</div>
			<For
				each={props.view.cards.map((one) => one.incident.id)}
				fallback={<Calm now={props.now} down={props.down} isOpen={props.view.rest.length > 0} />}
			>
				{(id, index) => (
					<>
						<Show when={above() === id}>
							<AllAtOnce view={props.view} />
						</Show>
						<Show when={card(id)}>
							{(it) => <FiringCard card={it()} isFirst={index() === 0 || it().isOwn} />}
						</Show>
					</>
				)}
			</For>
			<Show when={props.view.rest.length > 0}>
				<Section title="Also open">
					<Rows label="Also open">
						<For each={props.view.rest.map((one) => one.id)}>
							{(id) => <Show when={other(id)}>{(incident) => <IncidentRow incident={incident()} />}</Show>}
						</For>
					</Rows>
				</Section>
			</Show>
			<Show when={props.down.length > 0}>
				<UnpagedMonitors of={props.down} />
			</Show>
		</>
	);
}

/**
 * Several page at once: one act for all of them. It keeps its place when they are acknowledged, and its
 * height before it is known who reads it.
 */
function AllAtOnce(props: { view: NowView }) {
	const [asked, setAsked] = createSignal<Incident[]>();
	const loud = () => props.view.cards.filter((card) => isLoud(card, myId())).map(({ incident }) => incident);
	const words = () =>
		loud().length < 2 ? "All but one are acknowledged" : `${loud().length} incidents are paging`;
	return (
		<section class="line all-at-once" aria-label="All that page" data-steady="all">
			<span class="sub grow">{loud().length === 0 ? "All are acknowledged" : words()}</span>
			<Show when={mayAs("responder")}>
				<Button kind="brass" disabled={loud().length < 2} onClick={() => setAsked(loud())}>
					Acknowledge all{loud().length < 2 ? "" : ` ${loud().length}`}
				</Button>
			</Show>
			<Show when={asked()} keyed>
				{(items) => <AcknowledgeAll {...{ items }} onEnd={() => setAsked()} />}
			</Show>
		</section>
	);
}

function Calm(props: { now: Now; down: Unpaged[]; isOpen: boolean }) {
	const words = () => calmWords(props.now, clock(), props.down);
	return (
		<section class="calm-card" aria-label="Firing">
			<p class="big">{props.isOpen ? "No one is being paged" : words().title}</p>
			<p class="sub">{props.isOpen ? "All open incidents are acknowledged." : words().sub}</p>
		</section>
	);
}

/** Declaring stands above whatever comes and goes, and at the end, where no other word's width moves it. */
function Trail(props: { onDeclare(): void }) {
	return (
		<>
			<LiveBadge />
			<Show when={mayAs("responder")}>
				<Button aria-label="Declare an incident" onClick={() => props.onDeclare()}>
					<Icon name="plus" size={18} />
					Declare
				</Button>
			</Show>
		</>
	);
}

function Bones() {
	return (
		<>
			<Skeleton rows={2} height={96} label="Loading current incidents" />
			<Skeleton rows={3} />
		</>
	);
}

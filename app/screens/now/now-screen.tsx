import { createEffect, createSignal, For, onCleanup, onMount, Show } from "solid-js";
import { Badge } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import { Rows } from "../../parts/row.tsx";
import { Loaded, Skeleton } from "../../parts/states.tsx";
import { sayFiring } from "../../shell/firing-count.ts";
import { Columns, Screen, Section } from "../../shell/screen.tsx";
import { now as clock } from "../../state/clock.ts";
import { liveState, onNews } from "../../state/live.ts";
import { nowResource, openNameBook } from "../../state/name-book.ts";
import { mayAs } from "../../state/session.ts";
import type { Now } from "../../state/wire.ts";
import { Checklist } from "../first-run/checklist.tsx";
import { IncidentRow } from "../incidents/incident-row.tsx";
import { DeclareSheet } from "./declare-sheet.tsx";
import { FiringCard } from "./firing-card.tsx";
import { calmWords, firingWords, loudest, withFiring } from "./now-view.ts";
import { OnCall } from "./on-call.tsx";
import { Reach } from "./reach.tsx";
import { TakeOverSheet } from "./take-over-sheet.tsx";
import "./now.css";

/** Turns begin and end without a word on the live stream, so the whole is asked for again now and then. */
const REFRESH_MS = 60_000;

/** Am I on call? What is firing? Who else is on? Can I be reached? */
export default function NowScreen() {
	const of = nowResource();
	const [sheet, setSheet] = createSignal<"declare" | "take-over" | null>(null);
	void of.reload();
	openNameBook();
	onNews(({ incident }) => of.set((known) => known && withFiring(known, incident)));
	createEffect(() => sayFiring(of.value?.firing.filter((one) => one.state === "triggered").length ?? 0));
	onMount(() => {
		const timer = setInterval(() => document.hidden || void of.reload(), REFRESH_MS);
		onCleanup(() => clearInterval(timer));
	});
	return (
		<Screen title="Now" trail={<Live />}>
			<Show
				when={of.value}
				fallback={
					<Loaded of={of} what="What is happening" bones={<Bones />}>
						{() => null}
					</Loaded>
				}
			>
				{(value) => (
					<Columns
						main={
							<Loaded of={of} what="What is happening">
								{() => <Firing now={value()} onDeclare={() => setSheet("declare")} />}
							</Loaded>
						}
						side={
							<>
								<Checklist />
								<OnCall now={value()} onTakeOver={() => setSheet("take-over")} />
								<Reach devices={value().devices} onSettled={() => void of.reload()} />
							</>
						}
					/>
				)}
			</Show>
			<Show when={sheet() === "declare"}>
				<DeclareSheet onClose={() => setSheet(null)} />
			</Show>
			<Show when={sheet() === "take-over" && of.value}>
				{(value) => <TakeOverSheet now={value()} onClose={() => setSheet(null)} />}
			</Show>
		</Screen>
	);
}

/** The loud one, if there is one; then whatever else is open. */
function Firing(props: { now: Now; onDeclare(): void }) {
	const view = () => loudest(props.now);
	return (
		<>
			<div role="status" class="unseen">
				{firingWords(view())}
			</div>
			<Show when={view().loud?.id} keyed fallback={<Calm now={props.now} isOpen={view().rest.length > 0} />}>
				{(_id) => <Show when={view().loud}>{(incident) => <FiringCard incident={incident()} />}</Show>}
			</Show>
			<Show when={view().rest.length > 0}>
				<Section title="Also open">
					<Rows label="Also open">
						<For each={view().rest}>{(incident) => <IncidentRow incident={incident} />}</For>
					</Rows>
				</Section>
			</Show>
			<Show when={mayAs("responder")}>
				<Button class="declare" onClick={() => props.onDeclare()}>
					Declare an incident
				</Button>
			</Show>
		</>
	);
}

function Calm(props: { now: Now; isOpen: boolean }) {
	const words = () => calmWords(props.now, clock());
	return (
		<section class="calm-card" aria-label="Firing">
			<p class="big">{props.isOpen ? "Nobody is being paged" : words().title}</p>
			<p class="sub">{props.isOpen ? "What is open, somebody has." : words().sub}</p>
		</section>
	);
}

function Live() {
	return (
		<Badge shape={liveState() === "live" ? "well" : "unknown"}>
			{liveState() === "live" ? "Live" : liveState() === "stale" ? "Not live" : "Connecting"}
		</Badge>
	);
}

function Bones() {
	return (
		<>
			<Skeleton rows={2} height={96} label="Reading what is happening" />
			<Skeleton rows={3} />
		</>
	);
}

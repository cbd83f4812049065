import { useParams, useSearchParams } from "@solidjs/router";
import { createMemo, createSignal, ErrorBoundary, onMount, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { later } from "../../../parts/later.tsx";
import { NotLoaded } from "../../../parts/not-loaded.tsx";
import { Empty, Loaded, Skeleton, Stale } from "../../../parts/states.tsx";
import { Screen } from "../../../shell/screen.tsx";
import { wideEnough } from "../../../shell/wide.ts";
import { api } from "../../../state/api.ts";
import { nameBook, openNameBook } from "../../../state/name-book.ts";
import { cached } from "../../../state/resource.ts";
import { mayAs, me } from "../../../state/session.ts";
import type { List, NextPage } from "../../../state/wire.ts";
import { numberWords, targetName } from "../../../state/words.ts";
import { incidentState } from "../incident/incident-state.ts";
import { keepAddress } from "./keep-address.ts";
import { type Player, playerOf } from "./player.ts";
import { type Recording, recordingOf } from "./recording.ts";
import { ReplayView } from "./replay-view.tsx";
import { instantIn } from "./replay-words.ts";
import { Slider } from "./slider.tsx";
import "../incident/incident.css";
import "./replay.css";

/** Few share what they replay: fetched while it is looked at. */
const ShareSheet = later(() => import("./share-sheet.tsx"));
const PRELOAD_MS = 300;

/** `/incidents/inc_…/replay?at=…`: the incident as it stood at any second. */
export default function ReplayScreen() {
	onMount(() => setTimeout(() => ShareSheet.preload(), PRELOAD_MS));
	const params = useParams<{ id: string }>();
	return (
		<Show when={params.id} keyed>
			{(id) => <OneReplay id={id} />}
		</Show>
	);
}

function OneReplay(props: { id: string }) {
	const { id } = props;
	const { incident, events } = incidentState(id);
	const path = `/incidents/${id}/replay/next-pages` as const;
	const nextPages = cached<List<NextPage>>(path, () => api("GET", path), { keep: false });
	openNameBook();
	const openedAt = Date.now();
	const recording = createMemo(() => recordingOf(events.value ?? [], nextPages.value?.items ?? [], openedAt));
	const [sharing, setSharing] = createSignal(false);
	const [player, setPlayer] = createSignal<Player>();
	const isWide = wideEnough();
	const title = () => (incident.value ? `Replay of ${numberWords(incident.value)}` : "Replay");
	return (
		<Screen
			title={title()}
			back={`/incidents/${id}`}
			trail={
				<Show when={mayAs("responder") && recording()}>
					<Button kind="quiet" onClick={() => setSharing(true)}>
						<Icon name="share" size={18} />
						Share
					</Button>
				</Show>
			}
			dock={
				<Show when={!isWide() && recording() && player()}>
					{(it) => <Slider recording={recording() as Recording} player={it()} />}
				</Show>
			}
		>
			<Loaded of={events} what="the timeline" bones={<Skeleton rows={6} />}>
				{() => (
					<>
						<Stale of={nextPages} />
						<Show
							when={recording()}
							fallback={
								<Empty title="This timeline can’t be replayed">Its first event is missing or damaged.</Empty>
							}
						>
							{(it) => <Playing recording={it()} isNarrow={!isWide()} onPlayer={setPlayer} />}
						</Show>
					</>
				)}
			</Loaded>
			<Show when={sharing()}>
				<ErrorBoundary fallback={() => <NotLoaded onClose={() => setSharing(false)} />}>
					<ShareSheet incidentId={id} at={player()?.at() ?? openedAt} onClose={() => setSharing(false)} />
				</ErrorBoundary>
			</Show>
		</Screen>
	);
}

/** Begins where the address says, and keeps it true. */
function Playing(props: { recording: Recording; isNarrow: boolean; onPlayer(player: Player): void }) {
	const [search, setSearch] = useSearchParams<{ at?: string }>();
	const player = playerOf(() => props.recording, instantIn(search.at));
	props.onPlayer(player);
	keepAddress(player, (at) => setSearch({ at }, { replace: true, scroll: false }));
	const reader = () => {
		const book = nameBook();
		return {
			meId: me().value?.user.id,
			nameOf: (target: { kind: string; id: string }) => targetName(target, book),
		};
	};
	return <ReplayView {...props} player={player} reader={reader()} />;
}

import { useSearchParams } from "@solidjs/router";
import { createSignal, Match, Show, Switch } from "solid-js";
import { Empty, Notice, Skeleton } from "../../../parts/states.tsx";
import { Unread } from "../../../parts/unread.tsx";
import { Screen } from "../../../shell/screen.tsx";
import { wideEnough } from "../../../shell/wide.ts";
import { api, type Result } from "../../../state/api.ts";
import type { NextPage, TimelineEvent } from "../../../state/wire.ts";
import { ms, wholeInstant } from "../../../state/words.ts";
import { keepAddress } from "./keep-address.ts";
import { type Player, playerOf } from "./player.ts";
import { type Recording, recordingOf } from "./recording.ts";
import { ReplayView } from "./replay-view.tsx";
import { instantIn } from "./replay-words.ts";
import { Slider } from "./slider.tsx";
import "../incident/incident.css";
import "./replay.css";

interface SharedReplay {
	expiresAt: string;
	recordedAt: string;
	events: TimelineEvent[];
	nextPages: NextPage[];
}

/** `/shared-replay#t=…`: what a link shows to somebody without an account. The token stays behind the `#`. */
export default function SharedReplayScreen() {
	const token = new URLSearchParams(location.hash.slice(1)).get("t") ?? "";
	const [answer, setAnswer] = createSignal<Result<SharedReplay>>();
	const read = async () => {
		setAnswer(undefined);
		const headers = { authorization: `Bearer ${token}` };
		setAnswer(await api<SharedReplay>("GET", "/shared-replay", undefined, { headers }));
	};
	void read();
	const replay = () => {
		const known = answer();
		return known?.ok ? known.value : null;
	};
	return (
		<Show when={replay()} fallback={<NotYet answer={answer()} onRetry={() => void read()} />}>
			{(it) => <Shown of={it()} />}
		</Show>
	);
}

function NotYet(props: { answer: Result<SharedReplay> | undefined; onRetry(): void }) {
	const failure = () => (props.answer?.ok === false ? props.answer : null);
	const isOver = () => {
		const why = failure();
		return why && !why.offline && why.problem.status === 401;
	};
	return (
		<Screen title="Replay">
			<Switch fallback={<Skeleton rows={6} label="Loading the replay" />}>
				<Match when={isOver()}>
					<Empty title="This link doesn’t work">
						It expired, or someone revoked it. Ask whoever sent it for a new one.
					</Empty>
				</Match>
				<Match when={failure()}>
					{(why) => <Unread what="The replay" failure={why()} onRetry={props.onRetry} />}
				</Match>
			</Switch>
		</Screen>
	);
}

function Shown(props: { of: SharedReplay }) {
	const { events, nextPages, recordedAt } = props.of;
	const recording = recordingOf(events, nextPages, ms(recordedAt));
	return (
		<Show
			when={recording}
			fallback={
				<Screen title="Replay">
					<Empty title="This timeline can’t be replayed">Its first event is missing or damaged.</Empty>
				</Screen>
			}
		>
			{(it) => <Playing of={props.of} recording={it()} />}
		</Show>
	);
}

function Playing(props: { of: SharedReplay; recording: Recording }) {
	const [search, setSearch] = useSearchParams<{ at?: string }>();
	const player: Player = playerOf(() => props.recording, instantIn(search.at));
	keepAddress(player, (at) => setSearch({ at }, { replace: true, scroll: false }));
	const isWide = wideEnough();
	const title = () => {
		const numbers = props.recording.stored.map((event) =>
			event.type === "triggered" || event.type === "numbered" ? event.data.number : 0,
		);
		const number = Math.max(...numbers, 0);
		return number > 0 ? `Replay of #${number}` : "Replay";
	};
	return (
		<Screen
			title={title()}
			dock={
				<Show when={!isWide()}>
					<Slider recording={props.recording} player={player} />
				</Show>
			}
		>
			<Notice plain>
				Read only. This link works until{" "}
				<time title={wholeInstant(props.of.expiresAt)}>{wholeInstant(props.of.expiresAt)}</time>.
			</Notice>
			<ReplayView recording={props.recording} player={player} reader={{}} isNarrow={!isWide()} />
		</Screen>
	);
}

import { For, Show } from "solid-js";
import { now as clock } from "../state/clock.ts";
import { mayAs, myId } from "../state/session.ts";
import type { Now, Turn } from "../state/wire.ts";
import { leftWords, myCallWords, turnWords, whenWords } from "../state/words.ts";
import { Avatar } from "./avatar.tsx";
import { Button } from "./button.tsx";
import { later } from "./later.tsx";
import "./on-call-card.css";

const PhoneLink = later(() => import("./phone-link.tsx"));

const isMe = (userId: string | null) => userId !== null && userId === myId();

/** Whether it is me, until when, who else, and when it is me again. */
export function OnCallCard(props: { now: Now; onTakeOver(): void }) {
	const ordered = () => [...props.now.onCall].sort((a, b) => Number(isMe(b.userId)) - Number(isMe(a.userId)));
	return (
		<div class="card">
			<Show
				when={props.now.onCall.length > 0}
				fallback={<p class="sub">No schedules yet. Escalation policies decide who gets paged.</p>}
			>
				<Show when={props.now.me.onCall.length === 0}>
					<p class="strong">{myCallWords(props.now.me, clock())}</p>
				</Show>
				<ul class="turns">
					<For each={ordered()}>{(turn) => <TurnRow turn={turn} />}</For>
				</ul>
				<NextTurns turns={props.now.me.next} />
				<Show when={mayAs("responder") && props.now.onCall.some((turn) => !isMe(turn.userId))}>
					<Button wide onClick={() => props.onTakeOver()}>
						Take over
					</Button>
				</Show>
			</Show>
		</div>
	);
}

function TurnRow(props: { turn: Now["onCall"][number] }) {
	const mine = () => isMe(props.turn.userId);
	return (
		<li class="line">
			<Avatar name={props.turn.userName} me={mine()} />
			<span class="grow">
				<span class={mine() ? "strong" : undefined}>{turnWords(props.turn, clock(), mine())}</span>
				<br />
				<span class="sub">
					{props.turn.scheduleName}
					{mine() ? ` · ${leftWords(props.turn, clock())}` : ""}
				</span>
			</span>
			<Show when={!mine() && props.turn.userId !== null}>
				<span class="call-place">
					<PhoneLink userId={props.turn.userId} />
				</span>
			</Show>
		</li>
	);
}

function NextTurns(props: { turns: Turn[] }) {
	return (
		<Show when={props.turns.length > 0}>
			<div class="next-turns">
				<h3 class="dim">Your next shifts</h3>
				<ul>
					<For each={props.turns}>
						{(turn) => (
							<li class="sub">
								{whenWords(turn.startsAt, clock())} to {whenWords(turn.endsAt, clock())}, {turn.scheduleName}
							</li>
						)}
					</For>
				</ul>
			</div>
		</Show>
	);
}

import { For, Show } from "solid-js";
import { Avatar } from "../../parts/avatar.tsx";
import { Button } from "../../parts/button.tsx";
import { Section } from "../../shell/screen.tsx";
import { now as clock } from "../../state/clock.ts";
import { mayAs, me } from "../../state/session.ts";
import type { Now } from "../../state/wire.ts";
import { myCallWords, turnWords, whenWords } from "../../state/words.ts";
import { leftWords } from "./now-view.ts";

/** Whether it is me, until when, who else, and when it is me again. */
export function OnCall(props: { now: Now; onTakeOver(): void }) {
	const meId = () => me().value?.user.id;
	const isMine = (userId: string | null) => userId !== null && userId === meId();
	const ordered = () =>
		[...props.now.onCall].sort((a, b) => Number(isMine(b.userId)) - Number(isMine(a.userId)));
	return (
		<Section title="On call">
			<div class="card">
				<Show
					when={props.now.onCall.length > 0}
					fallback={<p class="sub">There is no schedule yet. Escalation policies name whom to page.</p>}
				>
					<Show when={props.now.me.onCall.length === 0}>
						<p class="strong">{myCallWords(props.now.me, clock())}</p>
					</Show>
					<ul class="turns">
						<For each={ordered()}>
							{(turn) => (
								<li class="line">
									<Avatar name={turn.userName} me={isMine(turn.userId)} />
									<span class="grow">
										<span class={isMine(turn.userId) ? "strong" : undefined}>
											{turnWords(turn, clock(), isMine(turn.userId))}
										</span>
										<br />
										<span class="sub">
											{turn.scheduleName}
											{isMine(turn.userId) ? ` · ${leftWords(turn, clock())}` : ""}
										</span>
									</span>
								</li>
							)}
						</For>
					</ul>
					<Show when={props.now.me.next.length > 0}>
						<div class="next-turns">
							<h3 class="dim">Your next turns</h3>
							<ul>
								<For each={props.now.me.next}>
									{(turn) => (
										<li class="sub">
											{whenWords(turn.startsAt, clock())} to {whenWords(turn.endsAt, clock())},{" "}
											{turn.scheduleName}
										</li>
									)}
								</For>
							</ul>
						</div>
					</Show>
					<Show when={mayAs("responder")}>
						<Button wide onClick={() => props.onTakeOver()}>
							Take over
						</Button>
					</Show>
				</Show>
			</div>
		</Section>
	);
}

import { For, Show } from "solid-js";
import { me } from "../../../state/session.ts";
import type { Policy } from "../../../state/wire.ts";
import { listOfNames } from "../../../state/words.ts";
import { TWO_NEEDED } from "../../services/escalation-words.ts";
import {
	afterWords,
	LAST_LEVEL_EVERY_SECONDS,
	repeatWords,
	type TargetBook,
	targetWords,
	timesOf,
	whenWords,
} from "./policy-words.ts";
import { nowWords } from "./target-book.ts";
import "../../services/services.css";

/** The levels from the first page on, as sentences. */
export function PolicyLadder(props: { of: Policy; book: TargetBook }) {
	const times = () => timesOf(props.of);
	const last = () => props.of.levels.at(-1)?.targets ?? [];
	const names = () => listOfNames(last().map((target) => targetWords(target, props.book)));
	return (
		<ol class="card rail-of-levels" aria-label="Levels">
			<For each={props.of.levels}>
				{(level, n) => (
					<li>
						<span class="sub figure">{afterWords(times().levels[n()] ?? 0)}</span>
						<span>
							<Show when={whenWords(level)}>
								{(words) => (
									<>
										<span class="sub">{words()}:</span>
										<br />
									</>
								)}
							</Show>
							<For each={level.targets}>
								{(target) => (
									<>
										<span class="strong">{targetWords(target, props.book)}</span>
										<Show when={nowWords(target, me().value?.user.id)}>
											{(words) => <span class="dim"> · {words()}</span>}
										</Show>
										<br />
									</>
								)}
							</For>
							<Show when={(level.needsAcknowledgements ?? 1) > 1}>
								{TWO_NEEDED}
								<br />
							</Show>
							<span class="dim">Escalates after {afterWords(level.escalateAfterSeconds)}</span>
						</span>
					</li>
				)}
			</For>
			<li>
				<span class="sub figure">{afterWords(times().again)}</span>
				<span>{repeatWords(props.of.repeat)}</span>
			</li>
			<li>
				<span class="sub figure">{afterWords(times().afterAll)}</span>
				<span>
					{names()} again, every {afterWords(LAST_LEVEL_EVERY_SECONDS)} until someone acknowledges.{" "}
					<span class="dim">Paging never stops on its own.</span>
				</span>
			</li>
		</ol>
	);
}

import { createMemo, createSignal, For, Show } from "solid-js";
import { timelineMarkdown } from "../../../../worker/reviews/rules/event-lines.ts";
import type { TimelineEntry } from "../../../../worker/reviews/rules/review.ts";
import type { TimelineEntries } from "../../../outbox/written/timeline-entries.ts";
import { Button } from "../../../parts/button.tsx";
import { TextField } from "../../../parts/field.tsx";
import { Notice } from "../../../parts/states.tsx";
import { ms, timeToSecond, wholeInstant } from "../../../state/words.ts";
import type { ReviewSection } from "../wire.ts";

type Line = NonNullable<ReviewSection["lines"]>[number];

interface TimelineLinesProps {
	section: ReviewSection;
	entries: TimelineEntries;
	may: boolean;
	/** The text as it is, here. */
	text: string;
	onText(text: string): void;
}

/** The incident's events that matter: which of them the review tells, and what else is to be known of them. */
export function TimelineLines(props: TimelineLinesProps) {
	const lines = () => props.section.lines ?? [];
	/** What was pinned during the incident comes first; the text keeps the order of time. */
	const offered = () => [...lines().filter(isPinned), ...lines().filter((line) => !isPinned(line))];
	const entries = createMemo(() => props.entries.over(props.section.entries ?? []));
	const entryOf = (seq: number): TimelineEntry =>
		entries().find((entry) => entry.seq === seq) ?? { seq, hidden: false, note: null };
	const change = (seq: number, next: Partial<TimelineEntry>) =>
		props.entries.change({ ...entryOf(seq), ...next });
	const told = () =>
		timelineMarkdown(
			lines().map((line) => ({ ...line, at: ms(line.at) })),
			entries(),
		);
	const isByHand = () => props.entries.waiting.length === 0 && props.text !== told();
	return (
		<div class="stack">
			<ol class="review-lines card" aria-label="Events">
				<For each={offered()}>
					{(line) => <LineRow {...{ line }} entry={entryOf(line.seq)} may={props.may} onChange={change} />}
				</For>
			</ol>
			<Show when={isByHand()}>
				<Notice plain act={props.may ? "Write it anew" : undefined} onAct={() => props.onText(told())}>
					The text below was written by hand, so it doesn’t follow these lines.
				</Notice>
			</Show>
		</div>
	);
}

const isPinned = ({ pinned }: Line): boolean => pinned === true;

function LineRow(props: {
	line: Line;
	entry: TimelineEntry;
	may: boolean;
	onChange(seq: number, next: Partial<TimelineEntry>): void;
}) {
	const [isNoting, setNoting] = createSignal(props.entry.note !== null);
	const { seq, at } = props.line;
	const name = () => `${timeToSecond(at)} ${props.line.text}`;
	return (
		<li class={props.entry.hidden ? "off" : undefined}>
			<label class="tick-place">
				<input
					type="checkbox"
					class="tick"
					aria-label={`Tell ${name()}`}
					checked={!props.entry.hidden}
					disabled={!props.may}
					onChange={(event) => props.onChange(seq, { hidden: !event.currentTarget.checked })}
				/>
			</label>
			<div class="stack close">
				<time class="dim" dateTime={at} title={wholeInstant(at)}>
					{timeToSecond(at)}
					<Show when={isPinned(props.line)}> · Pinned</Show>
				</time>
				<p>{props.line.text}</p>
				<Show when={isNoting()} fallback={<Show when={props.entry.note}>{(note) => <p>{note()}</p>}</Show>}>
					<TextField
						label="Note"
						value={props.entry.note ?? ""}
						onValue={(text) => props.onChange(seq, { note: text.trim() === "" ? null : text })}
						readOnly={!props.may}
						maxlength={2000}
					/>
				</Show>
			</div>
			<Show when={props.may && !isNoting()}>
				<Button kind="quiet" class="low" aria-label={`Note on ${name()}`} onClick={() => setNoting(true)}>
					Note
				</Button>
			</Show>
		</li>
	);
}

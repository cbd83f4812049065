import { createMemo, createSignal, For, Show } from "solid-js";
import { type LineMark, mayHide } from "../../../../worker/incidents/rules/triage.ts";
import { Button } from "../../../parts/button.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Notice } from "../../../parts/states.tsx";
import { nameBook } from "../../../state/name-book.ts";
import { keepSame } from "../../../state/same.ts";
import { me } from "../../../state/session.ts";
import { withMarks } from "../../../state/timeline-marks.ts";
import { type TimelineLine, timelineLines } from "../../../state/timeline-text.ts";
import { targetName, timeToSecond, wholeInstant } from "../../../state/words.ts";
import type { ActProps } from "../incident/sheet-props.ts";
import "./triage.css";

/** So many lines at first: an incident may have thousands. */
const FIRST_LINES = 60;

/**
 * The lines of the timeline, each with what can be done with it. The press that marks a line takes the mark back; nothing
 * is lost by either, and who did it is on the timeline.
 */
export default function LinesSheet(props: ActProps) {
	const [isWhole, setWhole] = createSignal(false);
	const [busySeq, setBusySeq] = createSignal<number>();
	// What happens meanwhile would push away what is pressed: it is there when the sheet is opened next.
	const upTo = props.events.at(-1)?.seq ?? 0;
	const lines = createMemo<TimelineLine[]>((before) => {
		const book = nameBook();
		const meId = me().value?.user.id;
		const nameOf = (target: { kind: string; id: string }) => targetName(target, book);
		const told = timelineLines(props.events, { ...(meId && { meId }), nameOf }).filter(
			({ seq }) => seq <= upTo,
		);
		return keepSame(before, withMarks(told, props.events, meId).reverse());
	}, []);
	const typeOf = (seq: number) => props.events.find((event) => event.seq === seq)?.type ?? "";
	const shown = () => (isWhole() ? lines() : lines().slice(0, FIRST_LINES));
	const mark = async (seq: number, field: LineMark, on: boolean) => {
		setBusySeq(seq);
		await props.commands.run("markLine", { seq, [field]: on });
		setBusySeq(undefined);
	};
	const refused = () => (props.commands.refused()?.verb === "markLine" ? props.commands.refused() : null);
	return (
		<Sheet open title="Pin or hide lines" onClose={props.onClose}>
			<p class="sub">
				Pinned lines come first in the review. Hidden ones stay readable for your team, and leave the review’s
				draft and shared replays.
			</p>
			<Show when={refused()}>
				{(it) => (
					<div role="alert">
						<Notice>{it().words}</Notice>
					</div>
				)}
			</Show>
			<ul class="line-marks" aria-label="Lines of the timeline">
				<For each={shown()}>
					{(line) => (
						<MarkedLine
							{...{ line }}
							mayHide={mayHide(typeOf(line.seq))}
							busy={busySeq() === line.seq}
							onMark={(field, on) => void mark(line.seq, field, on)}
						/>
					)}
				</For>
			</ul>
			<Show when={lines().length > shown().length}>
				<Button wide onClick={() => setWhole(true)}>
					Show {lines().length - shown().length} earlier
				</Button>
			</Show>
		</Sheet>
	);
}

function MarkedLine(props: {
	line: TimelineLine;
	mayHide: boolean;
	busy: boolean;
	onMark(field: LineMark, on: boolean): void;
}) {
	const name = () => `${timeToSecond(props.line.at)} ${props.line.text}`;
	const isPinned = () => props.line.isPinned === true;
	const isHidden = () => props.line.hidden !== undefined;
	return (
		<li>
			<div>
				<time
					class="dim"
					dateTime={new Date(props.line.at).toISOString()}
					title={wholeInstant(props.line.at)}
				>
					{timeToSecond(props.line.at)}
				</time>
				<p>{props.line.text}</p>
				<Show when={props.line.quote}>{(quote) => <p class="sub">{quote()}</p>}</Show>
				<Show when={props.line.hidden}>
					{(hidden) => (
						<p class="dim">
							Hidden by {hidden().by}, {timeToSecond(hidden().at)}
						</p>
					)}
				</Show>
			</div>
			<div class="abreast">
				<Button
					aria-pressed={isPinned()}
					aria-label={`Pin ${name()}`}
					disabled={props.busy}
					onClick={() => props.onMark("pinned", !isPinned())}
				>
					Pin
				</Button>
				<Button
					aria-pressed={isHidden()}
					aria-label={`Hide ${name()}`}
					disabled={props.busy || !props.mayHide}
					onClick={() => props.onMark("hidden", !isHidden())}
				>
					Hide
				</Button>
			</div>
		</li>
	);
}

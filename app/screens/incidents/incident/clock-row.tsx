import { Match, Show, Switch } from "solid-js";
import { CANNOT_TAKE_IT, NO_ONE_ELSE, pagingNow } from "../../../../worker/platform/rules/phrases.ts";
import { Button } from "../../../parts/button.tsx";
import { Countdown } from "../../../parts/timer.tsx";
import { nameBook } from "../../../state/name-book.ts";
import { me } from "../../../state/session.ts";
import type { Incident, TimelineEvent } from "../../../state/wire.ts";
import { nextPage } from "../../../state/words.ts";
import { BUSY_WORDS } from "./answers.ts";
import type { Commands } from "./commands.ts";
import type { SheetName } from "./sheet-props.ts";

/** The clock that runs, and the way to have the next person called now. One line in every state. */
export function ClockRow(props: {
	incident: Incident;
	/** Undefined while they are read: whether it is mine to hand on is not known then. */
	events: TimelineEvent[] | undefined;
	commands: Commands;
	may: boolean;
	open(name: SheetName): void;
}) {
	const next = () => (props.incident.state === "resolved" ? null : nextPage(props.incident, nameBook()));
	const dueAt = () => (props.incident.state === "acknowledged" ? props.incident.nextUpdateDueAt : null);
	const isPagedMe = () =>
		props.events?.some(
			({ type, data }) =>
				type === "page_queued" && data.about === undefined && data.userId === me().value?.user.id,
		);
	return (
		<div class="clock-row">
			<span class="sub">
				<Switch fallback={NO_ONE_ELSE}>
					<Match when={props.incident.soakUntil}>
						{(at) => <Countdown words="Resolves by itself in" until={at()} after="Checking once more" />}
					</Match>
					<Match when={next()}>
						{(it) => <Countdown words={it().words} until={it().at} after={pagingNow(it().who)} />}
					</Match>
					<Match when={dueAt()}>
						{(at) => <Countdown words="Public update due in" until={at()} after="Public update overdue" />}
					</Match>
				</Switch>
			</span>
			<Show when={props.may && props.events && props.incident.state === "triggered" && next()}>
				<Button
					kind="quiet"
					busy={props.commands.busy() === "escalate" && BUSY_WORDS.escalate}
					onClick={() => void props.commands.run("escalate")}
				>
					{isPagedMe() ? CANNOT_TAKE_IT : "Escalate now"}
				</Button>
			</Show>
			<Show when={props.may && props.incident.state === "acknowledged"}>
				<Button kind="quiet" data-act="triage" onClick={() => props.open("triage")}>
					Triage
				</Button>
			</Show>
			<Show when={props.may && props.incident.state === "resolved"}>
				<Button kind="quiet" data-act="reopen" onClick={() => props.open("reopen")}>
					Reopen
				</Button>
			</Show>
		</div>
	);
}

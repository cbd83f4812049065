import { createEffect, Match, on, Show, Switch } from "solid-js";
import { keptOf } from "../../../outbox/page-outbox.ts";
import { Button, LinkButton } from "../../../parts/button.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { later } from "../../../parts/later.tsx";
import { Notice, Stale } from "../../../parts/states.tsx";
import type { Resource } from "../../../state/resource.ts";
import { myId } from "../../../state/session.ts";
import type { Incident, TimelineEvent } from "../../../state/wire.ts";
import { AcknowledgeButton, DeliveryNotice } from "./acknowledge.tsx";
import { ClockRow } from "./clock-row.tsx";
import type { Commands } from "./commands.ts";
import { PRIMARY_WORDS, primaryOf } from "./primary.ts";
import { RemediationRow } from "./remediation-row.tsx";
import type { SheetName } from "./sheet-props.ts";

/** Only where something waits on this device. */
const KeptPart = later(() => import("../kept/kept-part.tsx"));

interface ActBarProps {
	/** Nothing while it is read: the bar keeps its place. */
	of: Resource<Incident>;
	/** Whether the reader may act on it. */
	may: boolean;
	events: TimelineEvent[] | undefined;
	commands: Commands;
	open(name: SheetName): void;
	sheetOpen: boolean;
}

/**
 * What to do now, always in the same place and height: a clock above, the act below. It stands at the bottom, so that
 * what became of the last try, and that the network is gone, grow upward and move neither.
 */
export function ActBar(props: ActBarProps) {
	return (
		<Show when={props.of.value} fallback={<div class="act-bones" />}>
			{(incident) => (
				<>
					<Stale of={props.of} />
					<Show when={props.may && incident().state !== "resolved"}>
						<DeliveryNotice incidentId={incident().id} commands={props.commands} />
					</Show>
					<Show when={keptOf(incident().id).length > 0}>
						<KeptPart incidentId={incident().id} onSent={props.of.reload} />
					</Show>
					<RefusedNotice {...props} />
					<Show when={props.may && incident().state !== "resolved" && !incident().drill}>
						<RemediationRow {...props} incident={incident()} events={props.events ?? []} />
					</Show>
					<ClockRow {...props} incident={incident()} />
					<Acts {...props} incident={incident()} />
				</>
			)}
		</Show>
	);
}

function Acts(props: ActBarProps & { incident: Incident }) {
	let row: HTMLDivElement | undefined;
	const primary = () => primaryOf(props.incident, myId());
	stayOnTheAct(primary, () => row);
	const opens = (name: "update" | "note") => (
		<Button
			kind={name === "note" ? "plain" : "primary"}
			wide
			data-act={name}
			onClick={() => props.open(name)}
		>
			{PRIMARY_WORDS[name]}
		</Button>
	);
	return (
		<div class="dock-row" ref={row}>
			<Switch>
				<Match when={!props.may}>
					<LinkButton wide kind="plain" href={`/incidents/${props.incident.id}/replay`}>
						Replay
					</LinkButton>
				</Match>
				<Match when={primary() === "acknowledge"}>
					<AcknowledgeButton incident={props.incident} commands={props.commands} />
				</Match>
				<Match when={primary() === "update"}>{opens("update")}</Match>
				<Match when={primary() === "note"}>{opens("note")}</Match>
			</Switch>
			<Button kind="primary" round aria-label="More" onClick={() => props.open("more")}>
				<Icon name="more" />
			</Button>
		</div>
	);
}

/** The button that was pressed is gone when the state changes; whoever works by keyboard stays in its place. */
function stayOnTheAct(primary: () => unknown, row: () => HTMLElement | undefined): void {
	const refocus = () => {
		if (document.activeElement !== document.body) return;
		row()?.querySelector<HTMLElement>("[data-act]")?.focus({ preventScroll: true });
	};
	createEffect(on(primary, refocus, { defer: true }));
}

/** What was refused; a sheet that is open says it itself. */
function RefusedNotice(props: ActBarProps) {
	const refused = () => (props.sheetOpen ? null : props.commands.refused());
	const hasEvidence = () => (refused()?.evidence.length ?? 0) > 0;
	return (
		<Show when={refused()}>
			{(it) => (
				<div role="alert">
					<Notice
						act={hasEvidence() ? "Show" : "Close"}
						onAct={() => (hasEvidence() ? props.open("evidence") : props.commands.clearError())}
					>
						{it().words}
					</Notice>
				</div>
			)}
		</Show>
	);
}

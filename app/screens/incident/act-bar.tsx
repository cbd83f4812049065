import { createEffect, Match, on, Show, Switch } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { HoldButton } from "../../parts/hold-button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Notice } from "../../parts/states.tsx";
import type { Incident } from "../../state/wire.ts";
import { BUSY_WORDS } from "./answers.ts";
import { type Commands, forgetDelivery } from "./commands.ts";
import { PRIMARY_WORDS, primaryOf } from "./primary.ts";
import type { SheetName } from "./sheets.tsx";

interface ActBarProps {
	incident: Incident;
	commands: Commands;
	open(name: SheetName): void;
	sheetOpen: boolean;
}

/** What to do now, always in the same place; above it, what became of the last try. */
export function ActBar(props: ActBarProps) {
	const { commands } = props;
	const resolve = async () => {
		if (await commands.run("resolve")) return;
		if ((commands.refused()?.evidence.length ?? 0) > 0) props.open("evidence");
	};
	const refused = () => (props.sheetOpen ? null : commands.refused());
	let row: HTMLDivElement | undefined;
	// The button that was pressed is gone now; whoever works by keyboard stays in its place.
	createEffect(
		on(
			() => primaryOf(props.incident),
			() => {
				if (document.activeElement !== document.body) return;
				row?.querySelector<HTMLElement>("[data-act]")?.focus({ preventScroll: true });
			},
			{ defer: true },
		),
	);
	return (
		<>
			<Show when={props.incident.state !== "resolved"}>
				<DeliveryNotice incidentId={props.incident.id} commands={commands} />
			</Show>
			<Show when={refused()}>
				{(it) => (
					<div role="alert">
						<Notice
							act={it().evidence.length > 0 ? "Show" : "Close"}
							onAct={() => (it().evidence.length > 0 ? props.open("evidence") : commands.forgive())}
						>
							{it().words}
						</Notice>
					</div>
				)}
			</Show>
			<div class="dock-row" ref={row}>
				<Switch>
					<Match when={primaryOf(props.incident) === "acknowledge"}>
						<AcknowledgeButton incident={props.incident} commands={commands} />
					</Match>
					<Match when={primaryOf(props.incident) === "resolve"}>
						<HoldButton
							kind="primary"
							wide
							data-act="resolve"
							busy={commands.busy() === "resolve" && BUSY_WORDS.resolve}
							again="Press again to resolve"
							onConfirm={() => void resolve()}
						>
							{PRIMARY_WORDS.resolve}
						</HoldButton>
					</Match>
					<Match when={primaryOf(props.incident) === "reopen"}>
						<Button kind="primary" wide data-act="reopen" onClick={() => props.open("reopen")}>
							{PRIMARY_WORDS.reopen}
						</Button>
					</Match>
				</Switch>
				<Button kind="primary" round aria-label="More" onClick={() => props.open("more")}>
					<Icon name="more" />
				</Button>
			</div>
		</>
	);
}

/** Sending until the server has answered; while the tap waits for a network it can be pressed again. */
export function AcknowledgeButton(props: {
	incident: Incident;
	commands: Pick<Commands, "acknowledge" | "delivery">;
}) {
	const state = () => props.commands.delivery()?.state;
	return (
		<Button
			kind="primary"
			wide
			severity={props.incident.severity}
			data-act="acknowledge"
			busy={state() === "sending" && "Sending …"}
			onClick={() => void props.commands.acknowledge()}
		>
			{state() === "queued" ? "Try again now" : PRIMARY_WORDS.acknowledge}
		</Button>
	);
}

/** An acknowledgement that has not arrived, or that came second. */
export function DeliveryNotice(props: { incidentId: string; commands: Pick<Commands, "delivery"> }) {
	const said = () => {
		const delivery = props.commands.delivery();
		return delivery && delivery.state !== "sending" ? delivery : null;
	};
	return (
		<div role="status">
			<Show when={said()}>
				{(delivery) => (
					<Show when={delivery().state === "told"} fallback={<Notice>{delivery().words}</Notice>}>
						<Notice plain act="Close" onAct={() => forgetDelivery(props.incidentId)}>
							{delivery().words}
						</Notice>
					</Show>
				)}
			</Show>
		</div>
	);
}

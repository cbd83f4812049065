import { createEffect, Match, on, Show, Switch } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { HoldButton } from "../../parts/hold-button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Notice } from "../../parts/states.tsx";
import type { Incident } from "../../state/wire.ts";
import { BUSY_WORDS } from "./answers.ts";
import { type Commands, forgetDelivery } from "./commands.ts";
import { PRIMARY_WORDS, primaryOf } from "./primary.ts";
import type { SheetName } from "./sheet-props.ts";

interface ActBarProps {
	incident: Incident;
	commands: Commands;
	open(name: SheetName): void;
	sheetOpen: boolean;
}

/** What to do now, always in the same place; above it, what became of the last try. */
export function ActBar(props: ActBarProps) {
	let row: HTMLDivElement | undefined;
	stayOnTheAct(
		() => primaryOf(props.incident),
		() => row,
	);
	return (
		<>
			<Show when={props.incident.state !== "resolved"}>
				<DeliveryNotice incidentId={props.incident.id} commands={props.commands} />
			</Show>
			<RefusedNotice {...props} />
			<div class="dock-row" ref={row}>
				<Switch>
					<Match when={primaryOf(props.incident) === "acknowledge"}>
						<AcknowledgeButton incident={props.incident} commands={props.commands} />
					</Match>
					<Match when={primaryOf(props.incident) === "resolve"}>
						<ResolveButton {...props} />
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

/** The button that was pressed is gone when the state changes; whoever works by keyboard stays in its place. */
function stayOnTheAct(primary: () => unknown, row: () => HTMLElement | undefined): void {
	const refocus = () => {
		if (document.activeElement !== document.body) return;
		row()?.querySelector<HTMLElement>("[data-act]")?.focus({ preventScroll: true });
	};
	createEffect(on(primary, refocus, { defer: true }));
}

/** Held, or pressed twice; the server looks once more before it believes. */
function ResolveButton(props: ActBarProps) {
	const { commands } = props;
	const resolve = async () => {
		if (await commands.run("resolve")) return;
		if ((commands.refused()?.evidence.length ?? 0) > 0) props.open("evidence");
	};
	return (
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
	);
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
						onAct={() => (hasEvidence() ? props.open("evidence") : props.commands.forgive())}
					>
						{it().words}
					</Notice>
				</div>
			)}
		</Show>
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

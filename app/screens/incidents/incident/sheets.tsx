import { createEffect, createSignal, ErrorBoundary, Match, onCleanup, Switch } from "solid-js";
import { later } from "../../../parts/later.tsx";
import { NotLoaded } from "../../../parts/not-loaded.tsx";
import { mayAs } from "../../../state/session.ts";
import type { Incident, TimelineEvent } from "../../../state/wire.ts";
import {
	COMPOSED,
	FURTHER_SHEETS,
	type FurtherSheet,
	type SheetName,
	type SheetProps,
} from "./sheet-props.ts";

/** Needed at the end alone: fetched while the incident is looked at. */
const ClosingSheet = later(async () => ({ default: (await import("./closing-sheet.tsx")).ClosingSheet }));
const ContextSheet = later(() => import("../context/context-sheet.tsx"));
const EarlierSheet = later(async () => ({ default: (await import("./earlier-actions.tsx")).EarlierSheet }));
const ComposerSheet = later(() => import("./composer/composer-sheet.tsx"));
const StakeholderLinks = later(() => import("../stakeholder/stakeholder-links.tsx"));
const TriageSheet = later(() => import("../triage/triage-sheet.tsx"));
const LinesSheet = later(() => import("../triage/lines-sheet.tsx"));
const ActSheets = later(() => import("./acts/acts.tsx"));

/** The incident and its timeline come first, and are read before anything is pressed. */
const FIRST_LOOK_MS = 1_500;

/** Whom the composer writes to first. */
const WRITES = { note: "note", update: "public", stakeholders: "stakeholders" } as const;
const writesOf = (name: SheetName | null) =>
	COMPOSED.map((one) => name === one && WRITES[one]).find((one) => one);

const furtherOf = (name: SheetName | null): FurtherSheet | undefined =>
	FURTHER_SHEETS.find((one) => one === name);

/** At most one at a time, each made when it is opened, so that none holds what was typed into the last. */
export function Sheets(
	props: SheetProps & { name: SheetName | null; events: TimelineEvent[]; take(next: Incident): void },
) {
	const [isPast, setPast] = createSignal(false);
	const timer = setTimeout(() => setPast(true), FIRST_LOOK_MS);
	onCleanup(() => clearTimeout(timer));
	createEffect(() => {
		if (!isPast()) return;
		for (const sheet of [ActSheets, ComposerSheet, EarlierSheet, TriageSheet]) sheet.preload();
		if (props.incident.publicClosing && props.incident.state !== "resolved") ClosingSheet.preload();
	});
	const close = () => {
		props.commands.clearError();
		props.onClose();
	};
	const rest = () => ({
		incident: props.incident,
		commands: props.commands,
		onClose: close,
		onOpen: props.onOpen,
	});
	return (
		<Switch>
			<Match when={props.name === "closing"}>
				<ClosingSheet {...rest()} />
			</Match>
			<Match when={props.name === "share"}>
				<ErrorBoundary fallback={() => <NotLoaded onClose={close} />}>
					<StakeholderLinks incident={props.incident} onClose={close} />
				</ErrorBoundary>
			</Match>
			<Match when={props.name === "earlier"}>
				<EarlierSheet incident={props.incident} onClose={close} />
			</Match>
			<Match when={props.name === "triage"}>
				<ErrorBoundary fallback={() => <NotLoaded onClose={close} />}>
					<TriageSheet {...rest()} events={props.events} />
				</ErrorBoundary>
			</Match>
			<Match when={props.name === "lines"}>
				<ErrorBoundary fallback={() => <NotLoaded onClose={close} />}>
					<LinesSheet {...rest()} events={props.events} />
				</ErrorBoundary>
			</Match>
			<Match when={props.name === "context"}>
				<ErrorBoundary fallback={() => <NotLoaded onClose={close} />}>
					<ContextSheet {...props} may={mayAs("responder")} onClose={close} />
				</ErrorBoundary>
			</Match>
			<Match when={writesOf(props.name)} keyed>
				{(first) => (
					<ErrorBoundary fallback={() => <NotLoaded onClose={close} />}>
						<ComposerSheet {...rest()} first={first} events={props.events} />
					</ErrorBoundary>
				)}
			</Match>
			<Match when={furtherOf(props.name)}>
				{(name) => (
					<ErrorBoundary fallback={() => <NotLoaded onClose={close} />}>
						<ActSheets {...rest()} name={name()} events={props.events} />
					</ErrorBoundary>
				)}
			</Match>
		</Switch>
	);
}

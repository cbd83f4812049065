import { createEffect, ErrorBoundary, lazy, Match, onMount, Suspense, Switch } from "solid-js";
import { NotLoaded } from "../../../parts/not-loaded.tsx";
import type { TimelineEvent } from "../../../state/wire.ts";
import { EvidenceSheet } from "./evidence-sheet.tsx";
import { FURTHER_SHEETS, type FurtherSheet, type SheetName, type SheetProps } from "./sheet-props.ts";
import { UpdateSheet } from "./update-sheet.tsx";

/** Needed at the end alone: fetched while the incident is looked at. */
const ClosingSheet = lazy(() => import("./closing-sheet.tsx").then((it) => ({ default: it.ClosingSheet })));
const EarlierSheet = lazy(() => import("./earlier-actions.tsx").then((it) => ({ default: it.EarlierSheet })));
const ActSheets = lazy(() => import("./acts/acts.tsx"));

/** The incident and its timeline come first. */
const PRELOAD_MS = 300;

const furtherOf = (name: SheetName | null): FurtherSheet | undefined =>
	FURTHER_SHEETS.find((one) => one === name);

/** At most one at a time, each made when it is opened, so that none holds what was typed into the last. */
export function Sheets(props: SheetProps & { name: SheetName | null; events: TimelineEvent[] }) {
	// A try that fails here is none that anybody made.
	onMount(() => setTimeout(() => void ActSheets.preload().catch(() => {}), PRELOAD_MS));
	createEffect(() => {
		if (props.incident.publicClosing && props.incident.state !== "resolved") void ClosingSheet.preload();
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
			<Match when={props.name === "update"}>
				<UpdateSheet {...rest()} />
			</Match>
			<Match when={props.name === "evidence"}>
				<EvidenceSheet {...rest()} />
			</Match>
			<Match when={props.name === "closing"}>
				<Suspense>
					<ClosingSheet {...rest()} />
				</Suspense>
			</Match>
			<Match when={props.name === "earlier"}>
				<Suspense>
					<EarlierSheet incident={props.incident} onClose={close} />
				</Suspense>
			</Match>
			<Match when={furtherOf(props.name)}>
				{(name) => (
					<ErrorBoundary fallback={() => <NotLoaded onClose={close} />}>
						<Suspense>
							<ActSheets {...rest()} name={name()} events={props.events} />
						</Suspense>
					</ErrorBoundary>
				)}
			</Match>
		</Switch>
	);
}

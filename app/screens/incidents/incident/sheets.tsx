import { createEffect, ErrorBoundary, lazy, Match, Suspense, Switch } from "solid-js";
import { NotLoaded } from "../../../parts/not-loaded.tsx";
import type { TimelineEvent } from "../../../state/wire.ts";
import { EvidenceSheet } from "./evidence-sheet.tsx";
import { EscalateSheet, MoreSheet } from "./more-sheet.tsx";
import { NoteSheet, ReopenSheet, ReviewNoteSheet } from "./note-sheet.tsx";
import { RemediationsSheet } from "./remediations-sheet.tsx";
import { SeveritySheet } from "./severity-sheet.tsx";
import { ACT_NAMES, type ActName, type ReviewNote, type SheetName, type SheetProps } from "./sheet-props.ts";
import { UpdateSheet } from "./update-sheet.tsx";

/** Needed at the end alone: fetched while the incident is looked at. */
const ClosingSheet = lazy(() => import("./closing-sheet.tsx").then((it) => ({ default: it.ClosingSheet })));
const EarlierSheet = lazy(() => import("./earlier-actions.tsx").then((it) => ({ default: it.EarlierSheet })));

const ActSheets = lazy(() => import("./acts/acts.tsx"));

const actOf = (name: SheetName | null): ActName | undefined => ACT_NAMES.find((one) => one === name);

const isReviewNote = (name: SheetName | null): ReviewNote | false =>
	name === "wentWell" || name === "toImprove" || name === "action" ? name : false;

/** At most one at a time, each made when it is opened, so that none holds what was typed into the last. */
export function Sheets(props: SheetProps & { name: SheetName | null; events: TimelineEvent[] }) {
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
			<Match when={props.name === "more"}>
				<MoreSheet {...rest()} onReady={() => void ActSheets.preload()} />
			</Match>
			<Match when={props.name === "note"}>
				<NoteSheet {...rest()} />
			</Match>
			<Match when={isReviewNote(props.name)} keyed>
				{(about) => <ReviewNoteSheet {...rest()} {...{ about }} />}
			</Match>
			<Match when={props.name === "severity"}>
				<SeveritySheet {...rest()} />
			</Match>
			<Match when={props.name === "update"}>
				<UpdateSheet {...rest()} />
			</Match>
			<Match when={props.name === "escalate"}>
				<EscalateSheet {...rest()} />
			</Match>
			<Match when={props.name === "evidence"}>
				<EvidenceSheet {...rest()} />
			</Match>
			<Match when={props.name === "closing"}>
				<Suspense>
					<ClosingSheet {...rest()} />
				</Suspense>
			</Match>
			<Match when={props.name === "reopen"}>
				<ReopenSheet {...rest()} />
			</Match>
			<Match when={props.name === "remediations"}>
				<RemediationsSheet {...rest()} events={props.events} />
			</Match>
			<Match when={props.name === "earlier"}>
				<Suspense>
					<EarlierSheet incident={props.incident} onClose={close} />
				</Suspense>
			</Match>
			<Match when={actOf(props.name)}>
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

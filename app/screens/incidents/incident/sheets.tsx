import { createEffect, Match, Switch } from "solid-js";
import { later } from "../../../parts/later.tsx";
import type { TimelineEvent } from "../../../state/wire.ts";
import { EvidenceSheet } from "./evidence-sheet.tsx";
import { EscalateSheet, MoreSheet } from "./more-sheet.tsx";
import { NoteSheet, ReopenSheet, ReviewNoteSheet } from "./note-sheet.tsx";
import { SeveritySheet } from "./severity-sheet.tsx";
import type { ReviewNote, SheetName, SheetProps } from "./sheet-props.ts";
import { UpdateSheet } from "./update-sheet.tsx";

/** Needed at the end alone: fetched while the incident is looked at. */
const ClosingSheet = later(async () => ({ default: (await import("./closing-sheet.tsx")).ClosingSheet }));
const HelpSheet = later(async () => ({ default: (await import("./help-sheet.tsx")).HelpSheet }));
const RemediationsSheet = later(async () => ({
	default: (await import("./remediations-sheet.tsx")).RemediationsSheet,
}));
const EarlierSheet = later(async () => ({ default: (await import("./earlier-actions.tsx")).EarlierSheet }));

const isReviewNote = (name: SheetName | null): ReviewNote | false =>
	name === "wentWell" || name === "toImprove" || name === "action" ? name : false;

/** At most one at a time, each made when it is opened, so that none holds what was typed into the last. */
export function Sheets(props: SheetProps & { name: SheetName | null; events: TimelineEvent[] }) {
	createEffect(() => {
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
			<Match when={props.name === "more"}>
				<MoreSheet {...rest()} />
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
				<ClosingSheet {...rest()} />
			</Match>
			<Match when={props.name === "reopen"}>
				<ReopenSheet {...rest()} />
			</Match>
			<Match when={props.name === "remediations"}>
				<RemediationsSheet {...rest()} events={props.events} />
			</Match>
			<Match when={props.name === "earlier"}>
				<EarlierSheet incident={props.incident} onClose={close} />
			</Match>
			<Match when={props.name === "help"}>
				<HelpSheet onClose={close} />
			</Match>
		</Switch>
	);
}

import { Match, Switch } from "solid-js";
import { EvidenceSheet } from "../evidence-sheet.tsx";
import { EscalateSheet, GiveBackSheet } from "../hand-on-sheets.tsx";
import { MoreSheet } from "../more-sheet.tsx";
import { ReopenSheet, ReviewNoteSheet } from "../note-sheet.tsx";
import { RemediationsSheet } from "../remediations-sheet.tsx";
import { SeveritySheet } from "../severity-sheet.tsx";
import type { ActProps, FurtherSheet, ReviewNote } from "../sheet-props.ts";
import { HandOverSheet } from "./hand-over-sheet.tsx";
import { MergeSheet } from "./merge-sheet.tsx";
import { OfferSheet } from "./offer-sheet.tsx";
import { PageInSheet } from "./page-in-sheet.tsx";
import { RolesSheet } from "./roles-sheet.tsx";
import { SnoozeSheet } from "./snooze-sheet.tsx";
import { TitleSheet } from "./title-sheet.tsx";

const isReviewNote = (name: FurtherSheet): ReviewNote | false =>
	name === "wentWell" || name === "toImprove" || name === "action" ? name : false;

/** The sheets that nobody needs at once: a chunk of their own, so that the incident itself opens sooner. */
export default function ActSheets(props: ActProps & { name: FurtherSheet }) {
	return (
		<Switch>
			<Match when={props.name === "more"}>
				<MoreSheet {...props} />
			</Match>
			<Match when={isReviewNote(props.name)} keyed>
				{(about) => <ReviewNoteSheet {...props} {...{ about }} />}
			</Match>
			<Match when={props.name === "severity"}>
				<SeveritySheet {...props} />
			</Match>
			<Match when={props.name === "evidence"}>
				<EvidenceSheet {...props} />
			</Match>
			<Match when={props.name === "escalate"}>
				<EscalateSheet {...props} />
			</Match>
			<Match when={props.name === "giveBack"}>
				<GiveBackSheet {...props} />
			</Match>
			<Match when={props.name === "reopen"}>
				<ReopenSheet {...props} />
			</Match>
			<Match when={props.name === "remediations"}>
				<RemediationsSheet {...props} />
			</Match>
			<Match when={props.name === "title"}>
				<TitleSheet {...props} />
			</Match>
			<Match when={props.name === "responders"}>
				<PageInSheet {...props} />
			</Match>
			<Match when={props.name === "handOver"}>
				<HandOverSheet {...props} />
			</Match>
			<Match when={props.name === "roles"}>
				<RolesSheet {...props} />
			</Match>
			<Match when={props.name === "offer"}>
				<OfferSheet {...props} />
			</Match>
			<Match when={props.name === "merge"}>
				<MergeSheet {...props} />
			</Match>
			<Match when={props.name === "snooze"}>
				<SnoozeSheet {...props} />
			</Match>
		</Switch>
	);
}

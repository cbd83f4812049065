import { Match, Switch } from "solid-js";
import type { ActName, ActProps } from "../sheet-props.ts";
import { HandOverSheet } from "./hand-over-sheet.tsx";
import { PageInSheet } from "./page-in-sheet.tsx";
import { RolesSheet } from "./roles-sheet.tsx";
import { SnoozeSheet } from "./snooze-sheet.tsx";
import { TitleSheet } from "./title-sheet.tsx";
import "./acts.css";

/** The sheets of the acts that nobody needs at once: a chunk of their own, so that the incident itself opens sooner. */
export default function ActSheets(props: ActProps & { name: ActName }) {
	return (
		<Switch>
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
			<Match when={props.name === "snooze"}>
				<SnoozeSheet {...props} />
			</Match>
		</Switch>
	);
}

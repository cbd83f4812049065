import { Match, Switch } from "solid-js";
import { Badge } from "../../../parts/badge.tsx";
import { acknowledgeRisk } from "../../../state/acknowledge-by.ts";
import { now } from "../../../state/clock.ts";
import type { Incident } from "../../../state/wire.ts";

/** Whether somebody acknowledges in the time that the severity allows. */
export function AcknowledgeTarget(props: { incident: Incident }) {
	const risk = () => acknowledgeRisk(props.incident, now());
	return (
		<Switch>
			<Match when={risk() === "breached"}>
				<Badge shape="down">Acknowledge overdue</Badge>
			</Match>
			<Match when={risk() === "at-risk"}>
				<Badge shape="degraded">Acknowledge soon</Badge>
			</Match>
		</Switch>
	);
}

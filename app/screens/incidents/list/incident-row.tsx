import { Show } from "solid-js";
import { Badge, SeverityPill } from "../../../parts/badge.tsx";
import { Row } from "../../../parts/row.tsx";
import { Shape, type ShapeName } from "../../../parts/shape.tsx";
import { now } from "../../../state/clock.ts";
import { usersResource } from "../../../state/name-book.ts";
import { myId } from "../../../state/session.ts";
import { shortNames } from "../../../state/short-names.ts";
import type { Incident } from "../../../state/wire.ts";
import { titleWords } from "../../../state/words.ts";
import { rowWords } from "./row-words.ts";

/** The red diamond is for the worst; whatever else nobody has is a triangle. */
export const INCIDENT_SHAPES: Record<Incident["state"], (severity: Incident["severity"]) => ShapeName> = {
	triggered: (severity) => (severity === "P1" ? "down" : "degraded"),
	acknowledged: () => "person",
	resolved: () => "well",
};

/** One incident in a list: how grave, what, where, and who has it. */
export function IncidentRow(props: { incident: Incident; current?: boolean; narrow?: boolean }) {
	const it = () => props.incident;
	const words = () =>
		rowWords(it(), now(), {
			meId: myId(),
			names: shortNames(usersResource().value?.items ?? []),
		});
	return (
		<Row
			lead={<SeverityPill of={it().severity} over={it().state === "resolved"} />}
			title={titleWords(it())}
			sub={
				<span class="row-state">
					<Shape of={INCIDENT_SHAPES[it().state](it().severity)} />
					<span>
						<Show when={it().flapping}>
							<Badge>Flapping</Badge>
							{"\u00a0· "}
						</Show>
						{props.narrow ? words().brief : words().whole}
					</span>
				</span>
			}
			href={`/incidents/${it().id}`}
			current={props.current}
		/>
	);
}

import { Show } from "solid-js";
import { SeverityPill } from "../../parts/badge.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import type { Incident } from "../../state/wire.ts";
import { numberWords, titleWords } from "../../state/words.ts";
import { whoHasIt } from "./who-has-it.ts";
import "./services.css";

/** The gravest open incident, the first given, and how many more: one row of one height, also while there is none. */
export function OpenIncident(props: { of: Incident[] }) {
	const more = () => (props.of.length > 1 ? ` · ${props.of.length - 1} more open` : "");
	return (
		<Rows label="Open incident">
			<Show
				when={props.of[0]}
				fallback={
					<Row
						title={<span class="two-lines">No open incident</span>}
						sub={<span class="cut">Past ones are below</span>}
					/>
				}
			>
				{(incident) => (
					<Row
						lead={<SeverityPill of={incident().severity} />}
						title={<span class="two-lines">{titleWords(incident())}</span>}
						sub={
							<span class="cut">
								{numberWords(incident())} · {whoHasIt(incident())}
								{more()}
							</span>
						}
						href={`/incidents/${incident().id}`}
					/>
				)}
			</Show>
		</Rows>
	);
}

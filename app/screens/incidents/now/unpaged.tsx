import { For } from "solid-js";
import { Row, Rows } from "../../../parts/row.tsx";
import { Shape } from "../../../parts/shape.tsx";
import { Section } from "../../../shell/screen.tsx";
import type { Unpaged } from "./now-view.ts";

/** What is down although no incident is open for it, and why nobody is called. */
export function UnpagedMonitors(props: { of: readonly Unpaged[] }) {
	return (
		<Section title="Down without an open incident">
			<Rows label="Down without an open incident">
				<For each={props.of}>
					{({ id, name }) => (
						<Row lead={<Shape of="down" />} title={name} sub="Down" href={`/monitors/${id}`} />
					)}
				</For>
			</Rows>
			<p class="sub">
				No incident is open, so no one is paged. After a resolve, a monitor pages again once it has worked and
				fails, or after the service’s reopen window.
			</p>
		</Section>
	);
}

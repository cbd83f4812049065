import { mapArray, Show } from "solid-js";
import { now } from "../../state/clock.ts";
import { servicesResource } from "../../state/lists.ts";
import type { Maintenance } from "../../state/wire.ts";
import { whenWords } from "../../state/words.ts";
import { heldAlertsOf, heldWords } from "../alerts/held-alerts.ts";

/** While it goes on: what other tools report of its services pages no one. One line from the start. */
export function HeldMeanwhile(props: { of: Maintenance }) {
	const services = servicesResource();
	const concerned = () =>
		(services.value?.items ?? []).flatMap(({ id, componentId }) =>
			componentId !== null && props.of.componentIds.includes(componentId) ? [id] : [],
		);
	const held = mapArray(concerned, heldAlertsOf);
	const counted = () =>
		heldWords(
			held().map(({ value }) => value),
			now(),
		);
	return (
		<Show when={props.of.componentIds.length > 0}>
			<p class="sub">
				{counted() ?? `Alerts are held until ${whenWords(props.of.workEndsAt, now())}`}. What still fires then
				pages.
			</p>
		</Show>
	);
}

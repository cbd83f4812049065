import { Show } from "solid-js";
import { Row, Rows } from "../../../parts/row.tsx";
import { Shape } from "../../../parts/shape.tsx";
import { Section } from "../../../shell/screen.tsx";
import { mayAs, me } from "../../../state/session.ts";
import type { Me } from "../../../state/wire.ts";
import { isPhone } from "./steps.ts";

/** Whether a page would reach this person, as far as was shown. Unknown counts as ready: nothing is asked for twice. */
export function isReady(mine: Me | undefined): boolean {
	if (!mine) return true;
	const { monitor, phone, tested } = mine.checklist;
	return phone && tested && (monitor || mine.user.role !== "admin");
}

/** What is still to be done before a page reaches this person; nothing once all is. For Now and for Settings. */
export function Checklist() {
	return (
		<Show when={!isReady(me().value)}>
			<Section title="Before you can be paged">
				<ChecklistRows />
			</Section>
		</Show>
	);
}

/** The parts of the first run, each with whether it is done; those that are not lead there. */
export function ChecklistRows() {
	const list = () => me().value?.checklist;
	return (
		<Rows label="Before you can be paged">
			<Show when={mayAs("admin")}>
				<Part
					done={list()?.monitor}
					name="Monitor added"
					open="Add your first monitor"
					href="/setup/monitor"
				/>
			</Show>
			<Part
				done={list()?.phone}
				name="Device added"
				open={isPhone() ? "Turn on notifications here" : "Set up your phone"}
				href={isPhone() ? "/setup/push" : "/setup/phone"}
			/>
			<Part done={list()?.tested} name="Test page received" open="Send a test page" href="/setup/test" />
		</Rows>
	);
}

function Part(props: { done: boolean | undefined; name: string; open: string; href: string }) {
	return (
		<Show
			when={props.done}
			fallback={<Row lead={<Shape of="unknown" />} title={props.open} sub="Not done yet" href={props.href} />}
		>
			<Row lead={<Shape of="well" />} title={props.name} sub="Done" />
		</Show>
	);
}

import { For } from "solid-js";
import { Row, Rows } from "../../parts/row.tsx";
import { Shape } from "../../parts/shape.tsx";
import { Section } from "../../shell/screen.tsx";
import type { Now } from "../../state/wire.ts";
import type { Task } from "./now-view.ts";

/** What is still missing before this can be relied on. */
export function Checklist(props: { tasks: Task[]; devices: Now["devices"] }) {
	const left = () => (props.tasks.length === 1 ? "1 step left" : `${props.tasks.length} steps left`);
	return (
		<Section title="Before you rely on it" trail={<span>{left()}</span>}>
			<Rows label="Before you rely on it">
				<For each={props.tasks}>
					{(task) => (
						<Row
							lead={<Shape of="unknown" />}
							title={task.name}
							sub={
								task.href === null && props.devices.length > 0 ? `${task.why}: press Test below` : task.why
							}
							href={task.href ?? undefined}
						/>
					)}
				</For>
			</Rows>
		</Section>
	);
}

import { createSignal } from "solid-js";
import { SheetForm } from "../sheet-form.tsx";
import type { ActProps } from "../sheet-props.ts";
import type { Callable } from "./callable.ts";
import { callableNow, Picker } from "./picker.tsx";

/** Pages somebody and makes them incident lead. Two calls: what has happened is not done again by the next press. */
export function HandOverSheet(props: ActProps) {
	const { commands } = props;
	const all = callableNow(() => props.events);
	const people = () => all().filter(({ kind }) => kind === "user");
	const [chosen, setChosen] = createSignal<Callable[]>([]);
	const [pagedId, setPagedId] = createSignal<string>();
	const person = () => chosen()[0];
	const first = () => person()?.name.split(/\s+/)[0] ?? "";
	const isPaged = () => pagedId() !== undefined && pagedId() === person()?.id;
	const send = async () => {
		const id = person()?.id;
		if (!id) return false;
		if (!isPaged() && !(await commands.run("responders", { targets: [{ kind: "user", id }] }))) return false;
		setPagedId(id);
		return commands.run("role", { role: "lead", userId: id });
	};
	const effect = () => {
		if (!person()) return "Choose who takes over. They’re paged right away and become incident lead.";
		const rest =
			props.incident.state === "acknowledged"
				? "The acknowledgement stays as it is."
				: "Escalation continues until someone acknowledges.";
		return `Pages ${person()?.name} right away and makes them incident lead. ${rest}`;
	};
	return (
		<SheetForm
			title="Reassign"
			verb={isPaged() ? "role" : "responders"}
			act={isPaged() ? `Make ${first()} lead` : person() ? `Reassign to ${first()}` : "Reassign"}
			commands={commands}
			onClose={props.onClose}
			body={() => (person() ? {} : null)}
			send={send}
		>
			<Picker label="Who takes over" single all={people()} chosen={chosen()} onChange={setChosen} />
			<p class="sub" aria-live="polite">
				{effect()}
			</p>
		</SheetForm>
	);
}

import { onMount } from "solid-js";
import { SelectField } from "../../../parts/field.tsx";
import { servicesResource, usersResource } from "../../../state/name-book.ts";
import { type Filter, SHOWN } from "./filter.ts";

export type Search = Partial<Record<"show" | "owner" | "service" | "incident", string | null>>;

/** Which items are shown. What is chosen stands in the address, so that it can be sent to somebody. */
export function Filters(props: { filter: Filter; onChange(next: Search): void }) {
	const [services, users] = [servicesResource(), usersResource()];
	onMount(() => {
		for (const list of [services, users]) if (list.state === "loading") void list.read();
	});
	const named = (items: { id: string; name: string }[] = []) =>
		items.map(({ id, name }) => ({ value: id, name }));
	return (
		<form class="filters" aria-label="Which items" onSubmit={(event) => event.preventDefault()}>
			<SelectField
				label="State"
				options={SHOWN}
				value={props.filter.shown}
				onValue={(show) => props.onChange({ show: show === "open" ? null : show })}
			/>
			<SelectField
				label="Owner"
				options={[
					{ value: "", name: "Everyone" },
					{ value: "me", name: "You" },
					...named(users.value?.items),
				]}
				value={props.filter.owner ?? ""}
				onValue={(owner) => props.onChange({ owner: owner || null })}
			/>
			<SelectField
				label="Service"
				options={[{ value: "", name: "All" }, ...named(services.value?.items)]}
				value={props.filter.serviceId ?? ""}
				onValue={(service) => props.onChange({ service: service || null })}
			/>
		</form>
	);
}

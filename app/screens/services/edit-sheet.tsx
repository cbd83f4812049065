import { Show } from "solid-js";
import { Sheet } from "../../parts/sheet.tsx";
import type { Resource } from "../../state/resource.ts";
import { mayAs } from "../../state/session.ts";
import type { Service } from "../../state/wire.ts";
import { EditService } from "./edit-service.tsx";
import { OnStatusPage } from "./on-status-page.tsx";
import { RemoveService } from "./remove-service.tsx";

/** What may be changed of a service, its place on the public page by an admin alone; nothing of it is in the way of reading. */
export function EditServiceSheet(props: { of: Resource<Service>; value: Service; onClose(): void }) {
	return (
		<Sheet open title={`Edit ${props.value.name}`} onClose={props.onClose}>
			<EditService of={props.of} value={props.value} />
			<Show when={mayAs("admin")}>
				<OnStatusPage of={props.of} value={props.value} />
			</Show>
			<RemoveService value={props.value} />
		</Sheet>
	);
}

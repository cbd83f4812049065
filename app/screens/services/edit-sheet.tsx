import { Sheet } from "../../parts/sheet.tsx";
import type { Resource } from "../../state/resource.ts";
import type { Service } from "../../state/wire.ts";
import { EditService } from "./edit-service.tsx";
import { OnStatusPage } from "./on-status-page.tsx";
import { RemoveService } from "./remove-service.tsx";

/** What an admin may change of a service; nothing of it is in the way of reading. */
export function EditServiceSheet(props: { of: Resource<Service>; value: Service; onClose(): void }) {
	return (
		<Sheet open title={`Edit ${props.value.name}`} onClose={props.onClose}>
			<EditService of={props.of} value={props.value} />
			<OnStatusPage of={props.of} value={props.value} />
			<RemoveService value={props.value} />
		</Sheet>
	);
}

import { Sheet } from "../../../parts/sheet.tsx";
import type { Incident, TimelineEvent } from "../../../state/wire.ts";
import ContextPart from "./context-part.tsx";

/** The same with its acts, where nothing moves it: on a phone they are here alone. */
export default function ContextSheet(props: {
	incident: Incident;
	events: TimelineEvent[];
	may: boolean;
	take(next: Incident): void;
	onClose(): void;
}) {
	return (
		<Sheet open title="Around this incident" onClose={props.onClose}>
			<ContextPart {...props} pressable />
		</Sheet>
	);
}

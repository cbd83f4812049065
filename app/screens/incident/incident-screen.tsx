import { Skeleton } from "../../parts/states.tsx";
import { Screen } from "../../shell/screen.tsx";

export default function IncidentScreen() {
	return (
		<Screen title="Incident">
			<Skeleton rows={4} />
		</Screen>
	);
}

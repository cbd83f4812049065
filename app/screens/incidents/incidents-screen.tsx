import { Skeleton } from "../../parts/states.tsx";
import { Screen } from "../../shell/screen.tsx";

export default function IncidentsScreen() {
	return (
		<Screen title="Incidents">
			<Skeleton rows={4} />
		</Screen>
	);
}

import { Skeleton } from "../../parts/states.tsx";
import { Screen } from "../../shell/screen.tsx";

export default function MonitorsScreen() {
	return (
		<Screen title="Monitors">
			<Skeleton rows={4} />
		</Screen>
	);
}

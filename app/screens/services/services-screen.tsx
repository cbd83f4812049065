import { Skeleton } from "../../parts/states.tsx";
import { Screen } from "../../shell/screen.tsx";

export default function ServicesScreen() {
	return (
		<Screen title="Services">
			<Skeleton rows={4} />
		</Screen>
	);
}

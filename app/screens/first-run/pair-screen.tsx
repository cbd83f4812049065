import { Skeleton } from "../../parts/states.tsx";
import { Screen } from "../../shell/screen.tsx";

export default function PairScreen() {
	return (
		<Screen title="Pair this device">
			<Skeleton rows={4} />
		</Screen>
	);
}

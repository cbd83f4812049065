import { Skeleton } from "../../parts/states.tsx";
import { Screen } from "../../shell/screen.tsx";

export default function NowScreen() {
	return (
		<Screen title="Now">
			<Skeleton rows={4} />
		</Screen>
	);
}

import { Skeleton } from "../../parts/states.tsx";
import { Screen } from "../../shell/screen.tsx";

export default function MoreScreen() {
	return (
		<Screen title="More">
			<Skeleton rows={4} />
		</Screen>
	);
}

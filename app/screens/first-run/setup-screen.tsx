import { Skeleton } from "../../parts/states.tsx";
import { Screen } from "../../shell/screen.tsx";

export default function SetupScreen() {
	return (
		<Screen title="Set up">
			<Skeleton rows={4} />
		</Screen>
	);
}

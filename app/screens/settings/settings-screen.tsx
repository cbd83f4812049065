import { Skeleton } from "../../parts/states.tsx";
import { Screen } from "../../shell/screen.tsx";

export default function SettingsScreen() {
	return (
		<Screen title="Settings">
			<Skeleton rows={4} />
		</Screen>
	);
}

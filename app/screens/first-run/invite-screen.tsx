import { Skeleton } from "../../parts/states.tsx";
import { Screen } from "../../shell/screen.tsx";

export default function InviteScreen() {
	return (
		<Screen title="Join">
			<Skeleton rows={4} />
		</Screen>
	);
}

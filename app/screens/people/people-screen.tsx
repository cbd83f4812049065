import { Skeleton } from "../../parts/states.tsx";
import { Screen } from "../../shell/screen.tsx";

export default function PeopleScreen() {
	return (
		<Screen title="People">
			<Skeleton rows={4} />
		</Screen>
	);
}

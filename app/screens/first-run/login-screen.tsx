import { Skeleton } from "../../parts/states.tsx";
import { Screen } from "../../shell/screen.tsx";

export default function LoginScreen() {
	return (
		<Screen title="Sign in">
			<Skeleton rows={4} />
		</Screen>
	);
}

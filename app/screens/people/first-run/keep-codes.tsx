import { useNavigate } from "@solidjs/router";
import { Button } from "../../../parts/button.tsx";
import { Screen } from "../../../shell/screen.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";

/** Right after the first passkey: the other way in, shown this once. */
export function KeepCodes(props: { codes: string[]; then: string }) {
	const navigate = useNavigate();
	return (
		<Screen
			title="Save these codes"
			dock={
				<Button kind="primary" wide onClick={() => navigate(props.then, { replace: true })}>
					I’ve saved them
				</Button>
			}
		>
			<p class="sub">
				If you lose every device with your passkey, each code signs you in once. You won’t see them again, but
				you can create new ones in Settings.
			</p>
			<RecoveryCodes codes={props.codes} />
		</Screen>
	);
}

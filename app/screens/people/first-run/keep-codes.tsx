import { useNavigate } from "@solidjs/router";
import { Button } from "../../../parts/button.tsx";
import { Screen } from "../../../shell/screen.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";

/** Right after the first passkey: the other way in, shown this once. */
export function KeepCodes(props: { codes: string[]; then: string }) {
	const navigate = useNavigate();
	return (
		<Screen
			title="Keep these codes"
			dock={
				<Button kind="primary" wide onClick={() => navigate(props.then, { replace: true })}>
					I have kept them
				</Button>
			}
		>
			<p class="sub">
				Each signs you in once, should you lose every device that holds your passkey. They are not shown
				again; you can make new ones in Settings.
			</p>
			<RecoveryCodes codes={props.codes} />
		</Screen>
	);
}

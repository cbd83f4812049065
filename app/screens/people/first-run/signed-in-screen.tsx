import { useNavigate } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { LinkButton } from "../../../parts/button.tsx";
import { Empty, Skeleton } from "../../../parts/states.tsx";
import { Screen } from "../../../shell/screen.tsx";
import { api, failureWords } from "../../../state/api.ts";
import { signedIn } from "../../../state/session.ts";
import { placeInside } from "./place-inside.ts";

/** `/signed-in?code=…`: back from the identity provider. What it answered is used up by this one try. */
export default function SignedInScreen() {
	const navigate = useNavigate();
	const [failed, setFailed] = createSignal<string>();
	const query = location.search.slice(1);
	// A code in the history would be tried again by going back.
	history.replaceState(history.state, "", location.pathname);
	const finish = async () => {
		const path = "/session/single-sign-on/code";
		const answer = await api<{ place: string | null }>("POST", path, { query });
		if (!answer.ok) {
			setFailed(failureWords(answer));
			return;
		}
		await signedIn();
		navigate(placeInside(answer.value.place), { replace: true });
	};
	void finish();
	return (
		<Screen title="Signing in">
			<Show when={failed()} fallback={<Skeleton rows={3} label="Signing in" />}>
				{(words) => (
					<Empty
						title="You’re not signed in"
						act={
							<LinkButton kind="brass" href="/login">
								Back to sign-in
							</LinkButton>
						}
					>
						{words()}
					</Empty>
				)}
			</Show>
		</Screen>
	);
}

import { createSignal, onMount, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Notice } from "../../../parts/states.tsx";
import { api } from "../../../state/api.ts";
import { sending } from "../../../state/sending.ts";

const PATH = "/session/single-sign-on";

/** "Sign in with Acme", where the organization has such a provider. It comes last: nothing moves when it appears. */
export function ProviderButton(props: { place: string | undefined }) {
	const [leaving, setLeaving] = createSignal(false);
	const [name, setName] = createSignal<string | null>(null);
	onMount(async () => {
		const answer = await api<{ name: string | null }>("GET", PATH);
		if (answer.ok) setName(answer.value.name);
	});
	const going = sending(
		() => api<{ url: string }>("POST", PATH, props.place ? { place: props.place } : {}),
		({ url }) => {
			setLeaving(true);
			location.assign(url);
		},
	);
	return (
		<Show when={name()}>
			{(known) => (
				<>
					<Button
						wide
						busy={(going.busy() || leaving()) && `Going to ${known()}…`}
						onClick={() => void going.send()}
					>
						Sign in with {known()}
					</Button>
					<Show when={going.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
				</>
			)}
		</Show>
	);
}

import { onMount, Show } from "solid-js";
import { usersResource } from "../state/name-book.ts";
import { myId } from "../state/session.ts";
import { classes } from "./button.tsx";

/** Calls somebody from this device: their number is kept on it, for when there is no network. Nothing where there is none. */
export default function PhoneLink(props: { userId: string | null }) {
	const users = usersResource();
	onMount(() => users.state === "loading" && void users.read());
	const person = () => {
		if (props.userId === myId()) return undefined;
		const found = users.value?.items.find(({ id }) => id === props.userId);
		return found?.phone ? { name: found.name, phone: found.phone } : undefined;
	};
	return (
		<Show when={person()}>
			{(it) => (
				<a class={classes({ kind: "quiet" })} href={`tel:${it().phone}`} aria-label={`Call ${it().name}`}>
					Call
				</a>
			)}
		</Show>
	);
}

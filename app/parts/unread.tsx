import { Show } from "solid-js";
import type { Failure } from "../state/api.ts";
import { Failing, Offline } from "./states.tsx";

/** What could not be read, and nothing older is known: the server's reason, or that there is no network. */
export function Unread(props: { failure: Failure; what: string; onRetry(): void }) {
	const problem = () => (props.failure.offline ? null : props.failure.problem);
	return (
		<Show when={problem()} fallback={<Offline onRetry={props.onRetry} />}>
			{(why) => <Failing what={props.what} problem={why()} onRetry={props.onRetry} />}
		</Show>
	);
}

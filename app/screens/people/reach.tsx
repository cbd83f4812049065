import { Show } from "solid-js";
import { Badge } from "../../parts/badge.tsx";
import { now } from "../../state/clock.ts";
import { methodsResource } from "../../state/methods.ts";
import { reachOf } from "./reach-words.ts";

/** Whether a page would get through to this person, as far as receipts show it. */
export function Reach(props: { userId: string }) {
	const methods = methodsResource(props.userId);
	const reach = () => reachOf(methods.value?.items ?? [], now());
	return (
		<Show when={methods.value}>
			<Badge shape={reach().shape}>{reach().words}</Badge>
		</Show>
	);
}

import { createEffect, createMemo, createSignal, onCleanup, Show } from "solid-js";
import { onWorkerMessage } from "../../../push/worker-client.ts";
import { useHere } from "../../../shell/routes.ts";
import { liveState } from "../../../state/live.ts";
import { followPages, isAtBedside, pageArrived, sirenIsDue } from "../../../state/siren.ts";
import { Siren } from "../siren/siren.tsx";
import { ReadAhead } from "./read-ahead.tsx";

/** What goes on behind every screen, once the first one is there: the siren, and reading for a time without a network. */
export default function Background() {
	const here = useHere();
	const [isSounding, setSounding] = createSignal(false);
	const wasLive = createMemo<boolean>((was) => was || liveState() === "live", false);
	followPages();
	onCleanup(onWorkerMessage((message) => message.type === "page" && pageArrived(message)));
	// It stays until its person closes it: what became of the page is told there. First run has pages of its own.
	createEffect(() => {
		if (sirenIsDue() && (isAtBedside() || here()?.frame !== "alone")) setSounding(true);
	});
	return (
		<>
			<Show when={wasLive()}>
				<ReadAhead />
			</Show>
			<Show when={isSounding()}>
				<Siren onClose={() => setSounding(false)} />
			</Show>
		</>
	);
}

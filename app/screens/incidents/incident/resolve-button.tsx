import { Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { HoldButton } from "../../../parts/hold-button.tsx";
import type { Incident } from "../../../state/wire.ts";
import { BUSY_WORDS } from "./answers.ts";
import type { Commands } from "./commands.ts";
import { canResolve } from "./primary.ts";
import type { SheetName } from "./sheet-props.ts";

/**
 * At the top, far from Acknowledge, in every state. Held, or pressed twice; where customers are told, it first asks for
 * their closing words instead. The server checks once more before it resolves.
 */
export function ResolveButton(props: {
	incident: Incident;
	commands: Commands;
	open(name: SheetName): void;
}) {
	const { commands } = props;
	const isWatched = () => Boolean(props.incident.soakUntil);
	const resolve = () => {
		// Opened first: its rows fill while the checks answer.
		props.open("evidence");
		void commands.run("resolve", isWatched() ? { soak: false } : {});
	};
	const words = () => (isWatched() ? "Resolve now" : "Resolve");
	const busy = () => commands.busy() === "resolve" && BUSY_WORDS.resolve;
	return (
		<Show
			when={props.incident.publicClosing}
			fallback={
				<HoldButton
					class="resolve"
					data-act="resolve"
					disabled={!canResolve(props.incident)}
					busy={busy()}
					again="Press again"
					onConfirm={resolve}
				>
					{words()}
				</HoldButton>
			}
		>
			<Button
				class="resolve"
				data-act="resolve"
				aria-haspopup="dialog"
				disabled={!canResolve(props.incident)}
				busy={busy()}
				onClick={() => props.open("closing")}
			>
				{words()}
			</Button>
		</Show>
	);
}

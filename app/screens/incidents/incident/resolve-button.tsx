import { HoldButton } from "../../../parts/hold-button.tsx";
import type { Incident } from "../../../state/wire.ts";
import { BUSY_WORDS } from "./answers.ts";
import type { Commands } from "./commands.ts";
import { canResolve } from "./primary.ts";
import type { SheetName } from "./sheet-props.ts";

/** At the top, far from Acknowledge, in every state. Held, or pressed twice; the server checks once more before it resolves. */
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
	return (
		<HoldButton
			class="resolve"
			data-act="resolve"
			disabled={!canResolve(props.incident)}
			busy={commands.busy() === "resolve" && BUSY_WORDS.resolve}
			again="Press again"
			onConfirm={resolve}
		>
			{isWatched() ? "Resolve now" : "Resolve"}
		</HoldButton>
	);
}

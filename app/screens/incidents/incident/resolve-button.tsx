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
	const resolve = async () => {
		if (await commands.run("resolve")) return;
		if ((commands.refused()?.evidence.length ?? 0) > 0) props.open("evidence");
	};
	return (
		<HoldButton
			class="resolve"
			data-act="resolve"
			disabled={!canResolve(props.incident)}
			busy={commands.busy() === "resolve" && BUSY_WORDS.resolve}
			again="Press again"
			onConfirm={() => void resolve()}
		>
			Resolve
		</HoldButton>
	);
}

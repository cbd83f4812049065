import { Match, Switch } from "solid-js";
import { TextField } from "../../parts/field.tsx";
import type { Monitor } from "../../state/wire.ts";
import type { KindDraft } from "./kind-draft.ts";

interface KindFieldsProps {
	/** Undefined as long as it is not known. */
	kind: Monitor["kind"] | undefined;
	of: KindDraft;
	wrong?(pointer: string): string | undefined;
	onDraft(some: Partial<KindDraft>): void;
}

/** What only this kind of check can be told. */
export function KindFields(props: KindFieldsProps) {
	return (
		<Switch>
			<Match when={props.kind === "websocket"}>
				<WebSocketFields {...props} />
			</Match>
		</Switch>
	);
}

function WebSocketFields(props: KindFieldsProps) {
	return (
		<>
			<TextField
				label="Message to send"
				hint="Leave it empty to send nothing"
				autocapitalize="none"
				spellcheck={false}
				maxLength={65_536}
				value={props.of.message}
				error={props.wrong?.("/request/body")}
				onValue={(message) => props.onDraft({ message })}
			/>
			<TextField
				label="Expected text"
				hint="A message with it must come within the time-out"
				autocapitalize="none"
				spellcheck={false}
				maxLength={1_000}
				value={props.of.expectedText}
				error={props.wrong?.("/expect/bodyContains")}
				onValue={(expectedText) => props.onDraft({ expectedText })}
			/>
		</>
	);
}

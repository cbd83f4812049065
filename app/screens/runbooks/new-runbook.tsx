import { useNavigate } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import { Row, Rows } from "../../parts/row.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { Notice } from "../../parts/states.tsx";
import { api } from "../../state/api.ts";
import { retryKeys } from "../../state/retry-key.ts";
import { sending } from "../../state/sending.ts";
import type { Runbook } from "../../state/wire.ts";
import { runbooksResource } from "./runbooks-state.ts";
import type { Starter } from "./starter.ts";
import { STARTERS } from "./starters.ts";

const EMPTY: Starter = {
	name: "New runbook",
	about: "One step to begin with",
	match: {},
	steps: [{ kind: "check", title: "First step" }],
};

/** A runbook begins as a copy of a starter, and is edited from there. */
export function NewRunbookSheet(props: { onClose(): void }) {
	const navigate = useNavigate();
	const list = runbooksResource();
	const keys = retryKeys();
	const [chosen, setChosen] = createSignal<Starter>(EMPTY);
	const making = sending(
		() => {
			const { name, match, steps } = chosen();
			return api<Runbook>("POST", "/runbooks", { name, match, steps }, { idempotencyKey: keys.keyFor(name) });
		},
		(made) => {
			void list.reload();
			props.onClose();
			navigate(`/runbooks/${made.id}`);
		},
	);
	const begin = (starter: Starter) => {
		setChosen(starter);
		void making.send();
	};
	return (
		<Sheet open title="Add a runbook" onClose={props.onClose}>
			<p class="sub">Begin with one of these. You can change every step afterward.</p>
			<Show when={making.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<Rows label="Begin with">
				<For each={[EMPTY, ...STARTERS]}>
					{(starter) => (
						<Row
							title={starter === EMPTY ? "Empty" : starter.name}
							sub={starter.about}
							trail={making.busy() && chosen() === starter ? "Adding…" : undefined}
							onPress={() => begin(starter)}
						/>
					)}
				</For>
			</Rows>
		</Sheet>
	);
}

import { createSignal, For, Show } from "solid-js";
import { later } from "../../../parts/later.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { fetched } from "../../../shell/newer-app.ts";
import { Section } from "../../../shell/screen.tsx";
import { mayChange } from "../../../state/may.ts";
import type { Resource } from "../../../state/resource.ts";
import type { Service } from "../../../state/wire.ts";
import { MOST_SMOKE_CHECKS, smokeWords } from "./smoke-draft.ts";

const SmokeSheet = later(() =>
	fetched(async () => ({ default: (await import("./smoke-sheet.tsx")).SmokeSheet })),
);

/** What must work before a person can resolve an incident of this service, in the order in which it is tried. */
export function SmokeChecks(props: { of: Resource<Service>; value: Service }) {
	const [opened, setOpened] = createSignal<{ index: number | null } | null>(null);
	const checks = () => props.value.smokeChecks;
	const may = () => mayChange(props.value.teamId);
	return (
		<Section title="Smoke checks">
			<p class="sub">
				{checks().length === 0
					? "No smoke checks yet. They run before a person resolves, to prove that it really works again."
					: "Run in this order before a person resolves. One that fails stops those after it."}
			</p>
			<Rows label="Smoke checks">
				<For each={checks()}>
					{(check, i) => (
						<Row
							lead={<span class="figure dim">{i() + 1}</span>}
							title={check.name}
							sub={smokeWords(check)}
							onPress={may() ? () => setOpened({ index: i() }) : undefined}
						/>
					)}
				</For>
				<Show
					when={may()}
					fallback={
						<Show when={checks().length === 0}>
							<Row title="None" sub="Ask an admin to add one" />
						</Show>
					}
				>
					<Row
						title="Add smoke check"
						sub={
							checks().length < MOST_SMOKE_CHECKS ? "An HTTP request and what it must answer" : "20 at most"
						}
						disabled={checks().length >= MOST_SMOKE_CHECKS}
						onPress={() => setOpened({ index: null })}
					/>
				</Show>
			</Rows>
			<Show when={opened()} keyed>
				{({ index }) => (
					<SmokeSheet of={props.of} service={props.value} index={index} onClose={() => setOpened(null)} />
				)}
			</Show>
		</Section>
	);
}

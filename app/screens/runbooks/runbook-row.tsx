import { createMemo, createSignal, Show } from "solid-js";
import { keptOf } from "../../outbox/page-outbox.ts";
import { later } from "../../parts/later.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { Section } from "../../shell/screen.tsx";
import type { Incident, TimelineEvent } from "../../state/wire.ts";
import { farWords, runbookOf } from "./on-incident.ts";

const RunbookSheet = later(() => import("./runbook-sheet.tsx"));

/** The runbook of an incident, in a line: which one, how far, what is next. The steps are in a sheet. */
export function RunbookRow(props: {
	incident: Incident;
	events: TimelineEvent[];
	may: boolean;
	take(next: Incident): void;
}) {
	const [isOpen, setOpen] = createSignal(false);
	const of = createMemo(() => runbookOf(props.events, keptOf(props.incident.id)));
	const isShown = () => of() !== null || (props.may && props.incident.state !== "resolved");
	const open = () => {
		RunbookSheet.preload();
		setOpen(true);
	};
	return (
		<Show when={isShown() && props.incident.source.kind !== "test"}>
			<Section title="Runbook">
				<Rows>
					<Show
						when={of()}
						fallback={<Row title="No runbook attached" sub="Choose one for this incident" onPress={open} />}
					>
						{(it) => (
							<Row
								title={it().runbook.name}
								sub={it().next ? `Next: ${it().next?.title}` : "Each step is dealt with"}
								trail={farWords(it())}
								onPress={open}
							/>
						)}
					</Show>
				</Rows>
			</Section>
			<Show when={isOpen()}>
				<RunbookSheet {...props} of={of()} onClose={() => setOpen(false)} />
			</Show>
		</Show>
	);
}

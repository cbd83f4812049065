import { createSignal, For, type JSX, onCleanup, Show } from "solid-js";
import { Button } from "../../../../parts/button.tsx";
import { Row, Rows } from "../../../../parts/row.tsx";
import { Sheet } from "../../../../parts/sheet.tsx";
import { showToast } from "../../../../parts/toast.tsx";
import type { Incident } from "../../../../state/wire.ts";
import { listOfNames, numberWords } from "../../../../state/words.ts";
import { type BulkCall, bulk, bulkWords } from "./bulk.ts";

export interface BulkProps {
	items: Incident[];
	onEnd(done: boolean): void;
}

interface BulkSheetProps extends BulkProps {
	title: string;
	act: string;
	/** "resolved", "snoozed". */
	past: string;
	/** Of which incidents something is asked. */
	asked?(incident: Incident): boolean;
	/** What is asked of each; null while the form cannot be sent. It is made once a press. */
	call(): BulkCall | null;
	children: JSX.Element;
}

/** One form for all that are chosen. It stays while some are not done, with the reason of each, and tries those again. */
export function BulkSheet(props: BulkSheetProps) {
	const many = bulk(props.items);
	const asked = () => props.items.filter((one) => props.asked?.(one) ?? true);
	// What is tried again is what was asked, to the second: else it would be another request.
	const [call, setCall] = createSignal<BulkCall | null>(null);
	let isClosed = false;
	onCleanup(() => {
		isClosed = true;
	});
	const told = () => bulkWords(many.done(), asked().length, props.past);
	const run = async (event: SubmitEvent) => {
		event.preventDefault();
		const wanted = call() ?? props.call();
		if (wanted === null || many.busy()) return;
		setCall(wanted);
		const isDone = await many.run((one) => (props.asked?.(one) === false ? null : wanted));
		if (isDone || isClosed) showToast(told());
		if (isDone && !isClosed) props.onEnd(true);
	};
	const left = () => many.notDone().length;
	return (
		<Sheet open title={props.title} onClose={() => props.onEnd(many.done() > 0)}>
			<form class="stack wide" onSubmit={(event) => void run(event)}>
				<Show when={call() === null} fallback={<p class="sub">{told()}</p>}>
					<p class="sub">{listOfNames(props.items.map(numberWords))}</p>
					{props.children}
				</Show>
				<Show when={left() > 0}>
					<div role="alert">
						<Rows label="Not done">
							<For each={many.notDone()}>
								{({ incident, why }) => (
									<Row title={`${numberWords(incident)} ${incident.title}`} sub={why} />
								)}
							</For>
						</Rows>
					</div>
				</Show>
				<Button
					type="submit"
					kind="brass"
					wide
					disabled={call() === null && props.call() === null}
					busy={many.busy() && `${many.done()} of ${asked().length}…`}
				>
					{left() > 0 ? `Try ${left()} again` : props.act}
				</Button>
				<Show when={left() > 0}>
					<Button kind="quiet" wide onClick={() => setCall(null)}>
						Change
					</Button>
				</Show>
			</form>
		</Sheet>
	);
}

import { createSignal, For, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Shape } from "../../../parts/shape.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { Section } from "../../../shell/screen.tsx";
import { api, failureWords } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import { cached } from "../../../state/resource.ts";
import { mayAs } from "../../../state/session.ts";
import type { Incident, List } from "../../../state/wire.ts";
import { actionWords } from "../../reviews/actions/action-words.ts";
import { isItemLate, ownerName } from "../../reviews/actions/item-row.tsx";
import type { ActionItem } from "../../reviews/wire.ts";

/** More are behind the link. */
const SHOWN = 3;

/**
 * What earlier incidents of this service asked for and nobody has done yet. It comes after everything else and is simply
 * not there when it cannot be read.
 */
export default function EarlierActions(props: { incident: Incident }) {
	const { id } = props.incident;
	const path = `/action-items?closed=false&beforeIncidentId=${id}&limit=20` as const;
	const items = cached<List<ActionItem>>(path, () => api("GET", path));
	const all = () => items.value?.items ?? [];
	return (
		<Show when={all().length > 0}>
			<Section title="Promised before, not done yet">
				<Rows>
					<For each={all().slice(0, SHOWN)}>
						{(item) => <EarlierItem of={item} incidentId={id} onChange={() => void items.reload()} />}
					</For>
					<Show when={all().length > SHOWN}>
						<Row title={`All ${all().length}`} href={`/actions?service=${props.incident.service.id}`} />
					</Show>
				</Rows>
			</Section>
		</Show>
	);
}

function EarlierItem(props: { of: ActionItem; incidentId: string; onChange(): void }) {
	const [busy, setBusy] = createSignal(false);
	const isMarked = () => props.of.wouldHavePreventedIncidentIds.includes(props.incidentId);
	const mark = async (prevented: boolean) => {
		const path = `/action-items/${props.of.id}/prevented-incidents/${props.incidentId}` as const;
		const answer = await api<ActionItem>(prevented ? "PUT" : "DELETE", path);
		props.onChange();
		return answer;
	};
	const press = async () => {
		const wanted = !isMarked();
		setBusy(true);
		const answer = await mark(wanted);
		setBusy(false);
		if (!answer.ok) return showToast(failureWords(answer));
		const words = wanted ? "Noted: it would have prevented this" : "Taken back";
		showToast(words, () => void mark(!wanted));
	};
	const from = () => (props.of.incident ? ` · from #${props.of.incident.number}` : "");
	return (
		<Row
			lead={<Shape of={isItemLate(props.of, now()) ? "degraded" : "unknown"} />}
			title={props.of.text}
			sub={`${ownerName(props.of.ownerId)} · ${actionWords(props.of, now())}${from()}`}
			trail={
				<Show when={mayAs("responder")} fallback={isMarked() ? "Would have prevented it" : undefined}>
					<Button
						kind={isMarked() ? "quiet" : "plain"}
						aria-pressed={isMarked()}
						busy={busy() && "Saving…"}
						onClick={() => void press()}
					>
						{isMarked() ? "Would have prevented it" : "Would have prevented?"}
					</Button>
				</Show>
			}
		/>
	);
}

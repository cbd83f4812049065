import { createSignal, For, type JSX, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Shape } from "../../../parts/shape.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Loaded, Skeleton } from "../../../parts/states.tsx";
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

/** More are in the list of all action items. */
const SHOWN = 3;

function earlierItems(id: string) {
	const path = `/action-items?closed=false&beforeIncidentId=${id}&limit=20` as const;
	return cached<List<ActionItem>>(path, () => api("GET", path));
}

/**
 * What earlier incidents of this service asked for and nobody has done yet. It comes after everything else and is simply
 * not there when it cannot be read. It is read only: what happens above moves it, so it is acted on in a sheet.
 */
export default function EarlierActions(props: { incident: Incident }) {
	const items = earlierItems(props.incident.id);
	const all = () => items.value?.items ?? [];
	return (
		<Show when={all().length > 0}>
			<Section title="Open action items">
				<Rows>
					<For each={all().slice(0, SHOWN)}>
						{(item) => (
							<EarlierRow of={item} trail={isMarked(item, props.incident.id) ? MARKED : undefined} />
						)}
					</For>
				</Rows>
				<Show when={all().length > SHOWN}>
					<p class="dim">
						{SHOWN} of {all().length}
					</p>
				</Show>
			</Section>
		</Show>
	);
}

/** The same with its act: which of them would have prevented this incident. */
export function EarlierSheet(props: { incident: Incident; onClose(): void }) {
	const items = earlierItems(props.incident.id);
	return (
		<Sheet open title="Open action items" onClose={props.onClose}>
			<Loaded of={items} what="earlier action items" bones={<Skeleton rows={2} height={62} />}>
				{(value) => (
					<Show
						when={value().items.length > 0}
						fallback={
							<p class="sub">No open action items from earlier incidents of {props.incident.service.name}.</p>
						}
					>
						<Rows label="Earlier action items">
							<For each={value().items}>
								{(item) => (
									<EarlierItem
										of={item}
										incidentId={props.incident.id}
										onChange={() => void items.reload()}
									/>
								)}
							</For>
							<Row title="All action items" href={`/actions?service=${props.incident.service.id}`} />
						</Rows>
					</Show>
				)}
			</Loaded>
		</Sheet>
	);
}

const MARKED = "Would have prevented it";
const isMarked = (item: ActionItem, incidentId: string): boolean =>
	item.wouldHavePreventedIncidentIds.includes(incidentId);

function EarlierItem(props: { of: ActionItem; incidentId: string; onChange(): void }) {
	const [busy, setBusy] = createSignal(false);
	const marked = () => isMarked(props.of, props.incidentId);
	const mark = async (prevented: boolean) => {
		const path = `/action-items/${props.of.id}/prevented-incidents/${props.incidentId}` as const;
		const answer = await api<ActionItem>(prevented ? "PUT" : "DELETE", path);
		props.onChange();
		return answer;
	};
	const press = async () => {
		const wanted = !marked();
		setBusy(true);
		const answer = await mark(wanted);
		setBusy(false);
		if (!answer.ok) return showToast(failureWords(answer));
		const words = wanted ? "Noted: it would have prevented this" : "Taken back";
		showToast(words, () => void mark(!wanted));
	};
	return (
		<EarlierRow
			of={props.of}
			trail={
				<Show when={mayAs("responder")} fallback={marked() ? MARKED : undefined}>
					<Button
						kind={marked() ? "quiet" : "plain"}
						aria-pressed={marked()}
						busy={busy() && "Saving…"}
						onClick={() => void press()}
					>
						{marked() ? MARKED : "Would have prevented?"}
					</Button>
				</Show>
			}
		/>
	);
}

function EarlierRow(props: { of: ActionItem; trail: JSX.Element }) {
	const from = () => (props.of.incident ? ` · from #${props.of.incident.number}` : "");
	return (
		<Row
			lead={<Shape of={isItemLate(props.of, now()) ? "degraded" : "unknown"} />}
			title={props.of.text}
			sub={`${ownerName(props.of.ownerId)} · ${actionWords(props.of, now())}${from()}`}
			trail={props.trail}
		/>
	);
}

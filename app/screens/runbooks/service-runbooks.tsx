import { createSignal, For, Show } from "solid-js";
import { Switch } from "../../parts/field.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { Loaded, Notice, Skeleton } from "../../parts/states.tsx";
import { Section } from "../../shell/screen.tsx";
import { api } from "../../state/api.ts";
import { mayChange } from "../../state/may.ts";
import type { Resource } from "../../state/resource.ts";
import { sending } from "../../state/sending.ts";
import type { Service } from "../../state/wire.ts";
import { matchWords } from "./match-words.ts";
import { runbooksResource } from "./runbooks-state.ts";

/** The runbooks that a service lists: its incidents get the one that fits best, the first of equals. */
export function ServiceRunbooks(props: { of: Resource<Service>; value: Service }) {
	const list = runbooksResource();
	const [choosing, setChoosing] = createSignal(false);
	const own = () =>
		props.value.runbookIds.flatMap((id) => list.value?.items.find((one) => one.id === id) ?? []);
	return (
		<Section title="Runbooks">
			<Loaded of={list} what="the runbooks" bones={<Skeleton rows={1} height={62} />}>
				{() => (
					<Rows label="Runbooks">
						<For each={own()}>
							{(one) => <Row title={one.name} sub={matchWords(one.match)} href={`/runbooks/${one.id}`} />}
						</For>
						<Show
							when={mayChange(props.value.teamId)}
							fallback={
								<Show when={own().length === 0}>
									<Row title="None" sub="Runbooks that name no service may fit all the same" />
								</Show>
							}
						>
							<Row
								title="Choose runbooks"
								sub="Which ones its incidents get first"
								onPress={() => setChoosing(true)}
							/>
						</Show>
					</Rows>
				)}
			</Loaded>
			<Show when={choosing()}>
				<ChooseSheet {...props} onClose={() => setChoosing(false)} />
			</Show>
		</Section>
	);
}

function ChooseSheet(props: { of: Resource<Service>; value: Service; onClose(): void }) {
	const list = runbooksResource();
	const [wanted, setWanted] = createSignal(props.value.runbookIds);
	const saving = sending(
		() =>
			api<Service>(
				"PATCH",
				`/services/${props.value.id}`,
				{ runbookIds: wanted() },
				{ ifMatch: props.value.version },
			),
		(next) => props.of.set(next),
	);
	const turn = async (id: string, isOn: boolean) => {
		setWanted(isOn ? [...props.value.runbookIds, id] : props.value.runbookIds.filter((one) => one !== id));
		await saving.send();
	};
	return (
		<Sheet open title={`Runbooks of ${props.value.name}`} onClose={props.onClose}>
			<p class="sub">The one that you turn on first is preferred. Each change is saved at once.</p>
			<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<For each={list.value?.items ?? []} fallback={<p class="dim">There are no runbooks yet.</p>}>
				{({ id, name }) => (
					<Switch
						label={name}
						checked={props.value.runbookIds.includes(id)}
						disabled={saving.busy()}
						onValue={(isOn) => void turn(id, isOn)}
					/>
				)}
			</For>
		</Sheet>
	);
}

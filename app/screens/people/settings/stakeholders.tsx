import { For, Show } from "solid-js";
import { SelectField } from "../../../parts/field.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Loaded, Notice, Skeleton } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { Section } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import { usersResource } from "../../../state/lists.ts";
import { cached } from "../../../state/resource.ts";
import { sending } from "../../../state/sending.ts";
import type { List } from "../../../state/wire.ts";
import { addOptions, channelWords, type Stakeholder, stakeholderOf } from "./stakeholder-words.ts";

interface Settings {
	stakeholders: Stakeholder[];
	version: number;
}

/** Who is told when a P1 begins, of updates, and of the end, without being paged. */
export function Stakeholders() {
	const settings = cached<Settings>("/settings", () => api("GET", "/settings"));
	return (
		<Section title="Stakeholders">
			<p class="sub">
				Told when a P1 begins, of every update, and when it ends. Never paged. For P2 and below, only in the
				support hours of the service.
			</p>
			<Loaded of={settings} what="stakeholders" bones={<Skeleton rows={2} height={68} />}>
				{(value) => <Editor of={value()} onSaved={(next) => settings.set(next)} />}
			</Loaded>
		</Section>
	);
}

function Editor(props: { of: Settings; onSaved(next: Settings): void }) {
	const users = usersResource();
	const webhooks = cached<List<{ id: string; name: string; format: string }>>("/webhooks?limit=200", () =>
		api("GET", "/webhooks?limit=200"),
	);
	let wanted: Stakeholder[] = [];
	let before: Stakeholder[] | null = null;
	const saving = sending(
		() => api<Settings>("PATCH", "/settings", { stakeholders: wanted }, { ifMatch: props.of.version }),
		(next) => {
			const removed = before;
			props.onSaved(next);
			if (removed) showToast("Stakeholder removed", () => save(removed), "stakeholders");
			else showToast("Saved", undefined, "stakeholders");
		},
	);
	/** What was taken away can be put back. */
	const save = (next: Stakeholder[], undo: Stakeholder[] | null = null) => {
		wanted = next;
		before = undo;
		void saving.send();
	};
	const all = () => props.of.stakeholders ?? [];
	const people = () => users.value?.items ?? [];
	const hooks = () => webhooks.value?.items ?? [];
	const add = (choice: string) => {
		const one = stakeholderOf(choice, people(), hooks());
		if (one) save([...all(), one]);
	};
	return (
		<>
			<Show
				when={all().length > 0}
				fallback={<p class="sub">No stakeholders yet. Add people or a webhook.</p>}
			>
				<Rows label="Stakeholders">
					<For each={all()}>
						{(one) => (
							<Row
								title={one.name}
								sub={channelWords(one, hooks())}
								trail="Remove"
								onPress={() =>
									save(
										all().filter((other) => other !== one),
										all(),
									)
								}
							/>
						)}
					</For>
				</Rows>
			</Show>
			<SelectField
				label="Add a stakeholder"
				options={[{ value: "", name: "Choose who is told" }, ...addOptions(all(), people(), hooks())]}
				value=""
				onValue={add}
			/>
			<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</>
	);
}

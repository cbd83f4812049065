import { createMemo, createSignal, Show, untrack } from "solid-js";
import { OFFLINE, SAVED_FIRST } from "../../../worker/platform/rules/phrases.ts";
import { Button } from "../../parts/button.tsx";
import { Segmented } from "../../parts/field.tsx";
import { Loaded, Notice, Skeleton } from "../../parts/states.tsx";
import { AdminsOnly } from "../../shell/admins-only.tsx";
import { Columns, Screen } from "../../shell/screen.tsx";
import { wideEnough } from "../../shell/wide.ts";
import { api } from "../../state/api.ts";
import { online } from "../../state/online.ts";
import { cached, type Resource } from "../../state/resource.ts";
import { allComponentsResource } from "./all-components.ts";
import { ComponentsPart } from "./components-part.tsx";
import { LivePreview } from "./live-preview.tsx";
import { canBeShown, type SavedPage } from "./page-draft.ts";
import { type PageEditing, pageEditing } from "./page-editing.ts";
import { PageForm } from "./page-form.tsx";

const TITLE = "Edit status page";
const FORM = "status-page";

/** The public page: what is typed beside what comes of it. */
export default function StatusPageScreen() {
	return (
		<AdminsOnly title={TITLE} what="how the status page is made">
			<Editor />
		</AdminsOnly>
	);
}

function Editor() {
	const settings = cached<SavedPage>("/settings", () => api("GET", "/settings"));
	const components = allComponentsResource();
	/** What the device remembers may be older than what is public, and is not to be written over it. */
	const isThere = createMemo<boolean>((was) => was || areFresh(settings, components), false);
	const begin = () => {
		const [saved, list] = [settings.value, components.value];
		return saved && list && pageEditing({ settings, components }, saved, list.items);
	};
	/** Made once: what is typed stays when the settings are read anew. */
	const edited = createMemo(() => (isThere() ? untrack(begin) : undefined));
	return (
		<Screen title={TITLE} back="/more" dock={<Show when={edited()}>{(it) => <Publish of={it()} />}</Show>}>
			<Loaded of={settings} what="the status page’s settings" bones={<Skeleton rows={6} height={68} />}>
				{() => (
					<Loaded of={components} what="the components" bones={<Skeleton rows={6} height={68} />}>
						{() => (
							<Show when={edited()} keyed fallback={<Waiting />}>
								{(it) => <Parts of={it} />}
							</Show>
						)}
					</Loaded>
				)}
			</Loaded>
		</Screen>
	);
}

const areFresh = (...all: Pick<Resource<unknown>, "state">[]): boolean =>
	all.every(({ state }) => state === "fresh");

/** Something older is known, and is not enough to begin with. */
function Waiting() {
	return (
		<Show when={online()} fallback={<Notice plain>{OFFLINE}. The page can be edited with a network.</Notice>}>
			<Skeleton rows={6} height={68} />
		</Show>
	);
}

const PARTS = [
	{ value: "edit", name: "Edit" },
	{ value: "preview", name: "Preview" },
] as const;

function Parts(props: { of: PageEditing }) {
	const isWide = wideEnough();
	const [part, setPart] = createSignal<"edit" | "preview">("edit");
	const { draft, saving } = props.of;
	const shown = createMemo(() => (canBeShown(draft()) ? JSON.stringify(props.of.shown()) : null));
	const form = () => (
		<>
			<form id={FORM} class="stack wide" onSubmit={(event) => void saving.send(event)}>
				<PageForm of={props.of} />
			</form>
			<ComponentsPart of={props.of.order} />
		</>
	);
	return (
		<Show when={!isWide()} fallback={<Columns main={form()} side={<LivePreview draft={shown()} />} />}>
			<Segmented label="Part" options={PARTS} value={part()} onValue={setPart} />
			<div hidden={part() !== "edit"}>{form()}</div>
			<Show when={part() === "preview"}>
				<LivePreview draft={shown()} />
			</Show>
		</Show>
	);
}

/** In the dock: what is typed is published, or why it was not. */
function Publish(props: { of: PageEditing }) {
	const { saving, isSame, isOvertaken, loadTheirs } = props.of;
	return (
		<>
			<Show
				when={isOvertaken()}
				fallback={<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>}
			>
				<Notice act="Load theirs" onAct={() => void loadTheirs()}>
					{SAVED_FIRST}
				</Notice>
			</Show>
			<Button
				kind="primary"
				wide
				type="submit"
				form={FORM}
				disabled={isSame()}
				busy={saving.busy() && "Publishing…"}
			>
				Publish
			</Button>
		</>
	);
}

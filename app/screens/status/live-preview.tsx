import { createEffect, createSignal, onCleanup, Show } from "solid-js";
import type { Theme } from "../../../worker/people/rules/page-accents.ts";
import { Segmented } from "../../parts/field.tsx";
import { Notice } from "../../parts/states.tsx";
import { online } from "../../state/online.ts";
import "./live-preview.css";

/** Long enough for a word to be typed. */
const WAIT_MS = 400;
const ACTION = "/api/v1/status-page-preview";
/** The frame lets it run nothing, send nothing, and open nothing. */
const MAY_DO_NOTHING = "";

const LOOKS = [
	{ value: "light", name: "Light" },
	{ value: "dark", name: "Dark" },
] as const;

/**
 * The page as the Worker makes it of what is typed, in a frame of its own. A form leads the frame there, since a page that
 * a script put in would stand under the app's policy instead of its own.
 */
export function LivePreview(props: {
	/** JSON; null: it cannot be shown as it is, and what was shown last stays. */
	draft: string | null;
}) {
	const [look, setLook] = createSignal<Theme>(
		matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
	);
	let place!: HTMLDivElement;
	let form!: HTMLFormElement;
	let field!: HTMLInputElement;
	let shown = 0;
	const show = (draft: string, look: Theme) => {
		const frame = document.createElement("iframe");
		frame.name = `status-page-${++shown}`;
		frame.title = "Preview of the status page";
		frame.setAttribute("sandbox", MAY_DO_NOTHING);
		place.append(frame);
		// What was shown stays until this one is there, so that nothing flickers. A later one may be on its way by then.
		frame.addEventListener("load", () => {
			while (place.firstChild !== frame) place.firstChild?.remove();
		});
		form.target = frame.name;
		field.value = draft;
		form.action = `${ACTION}?look=${look}`;
		form.submit();
	};
	createEffect(() => {
		const { draft } = props;
		if (draft === null || !online()) return;
		const wanted = look();
		const timer = setTimeout(() => show(draft, wanted), shown === 0 ? 0 : WAIT_MS);
		onCleanup(() => clearTimeout(timer));
	});
	return (
		<section class="live-preview" aria-label="Preview">
			<Segmented label="Screen" options={LOOKS} value={look()} onValue={setLook} />
			<Show when={!online()}>
				<Notice plain>The preview comes back with the network.</Notice>
			</Show>
			<Show when={props.draft === null}>
				<Notice plain>The preview shows what it last could. Correct the marked fields.</Notice>
			</Show>
			<form ref={form} method="post" hidden>
				<input ref={field} type="hidden" name="draft" />
			</form>
			<div class="live-frames" ref={place} />
		</section>
	);
}

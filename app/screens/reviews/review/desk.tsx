import { useSearchParams } from "@solidjs/router";
import { createEffect, createSignal, For, on, onCleanup, onMount, Show } from "solid-js";
import { SECTIONS, type SectionName } from "../../../../worker/reviews/rules/review.ts";
import { Button } from "../../../parts/button.tsx";
import { Columns } from "../../../shell/screen.tsx";
import { HelpSheet } from "../../incidents/incident/help-sheet.tsx";
import { shortcutsOn } from "../../incidents/incident/shortcuts.ts";
import { Figures, Head, type OverviewProps, Sections, Side } from "./overview.tsx";
import { besides, REVIEW_KEY_HELP, type ReviewKey, reviewKey } from "./review-keys.ts";
import { SectionView } from "./section-view.tsx";

/** The whole review beside its outline, with everything in reach of the keyboard. */
export function Desk(props: OverviewProps) {
	const [query] = useSearchParams<{ section?: string }>();
	const [here, setHere] = createSignal<SectionName>();
	const [help, setHelp] = createSignal(false);
	const asked = () => SECTIONS.find((name) => name === query.section);
	createEffect(
		on(asked, (name) => {
			if (!name) return;
			setHere(name);
			queueMicrotask(() => goTo(name, "write"));
		}),
	);
	followKeys({ here, help, onHelp: () => setHelp(true) });
	return (
		<>
			<Columns
				list={
					<div class="stack review-outline">
						<Sections {...props} current={here()} />
						<Button kind="quiet" class="low" onClick={() => setHelp(true)}>
							Keyboard
						</Button>
					</div>
				}
				main={
					<div class="review-doc">
						<Head review={props.review} />
						<Figures review={props.review} />
						<For each={SECTIONS}>
							{(name) => (
								<div onFocusIn={() => setHere(name)}>
									<SectionView {...props} {...{ name }} isAlone={false} />
								</div>
							)}
						</For>
					</div>
				}
				side={<Side {...props} />}
			/>
			<Show when={help()}>
				<HelpSheet keys={REVIEW_KEY_HELP} onClose={() => setHelp(false)} />
			</Show>
		</>
	);
}

const sectionOf = (name: SectionName) => document.getElementById(`section-${name}`);

/** To its text, or to the section as a whole, from where single keys go on. */
function goTo(name: SectionName, how: "write" | "look"): void {
	const section = sectionOf(name);
	const field = section?.querySelector<HTMLElement>("textarea, input");
	(how === "write" ? (field ?? section) : section)?.focus({ preventScroll: true });
	section?.scrollIntoView({ block: "start" });
}

interface Keyed {
	here(): SectionName | undefined;
	help(): boolean;
	onHelp(): void;
}

function followKeys({ here, help, onHelp }: Keyed): void {
	const act = (key: ReviewKey, isTyping: boolean) => {
		const name = here();
		if (key === "help") return onHelp();
		if (key === "write") return goTo(name ?? "summary", "write");
		if (key === "leave") return name && sectionOf(name)?.focus({ preventScroll: true });
		goTo(besides(SECTIONS, name, key === "next" ? 1 : -1), isTyping ? "write" : "look");
	};
	const press = (event: KeyboardEvent) => {
		const target = event.target instanceof Element ? event.target : null;
		const isTyping = target?.matches("textarea, input") === true;
		const key = reviewKey(event, isTyping);
		// A control has keys of its own, and whoever turned single keys off still writes.
		const isTaken = !isTyping && (target?.closest("a, button, select, summary, dialog") || !shortcutsOn());
		if (!key || help() || isTaken) return;
		event.preventDefault();
		act(key, isTyping);
	};
	onMount(() => document.addEventListener("keydown", press));
	onCleanup(() => document.removeEventListener("keydown", press));
}

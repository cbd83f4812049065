import { useSearchParams } from "@solidjs/router";
import { createEffect, createSignal, For, on, onCleanup, onMount } from "solid-js";
import { SECTIONS, type SectionName } from "../../../../worker/reviews/rules/review.ts";
import { Button } from "../../../parts/button.tsx";
import { openOverlay } from "../../../shell/overlay.ts";
import { Columns } from "../../../shell/screen.tsx";
import { offerKeys, shortcutsOn } from "../../../state/shortcuts.ts";
import { toFinish } from "./finish.tsx";
import { Figures, Head, type OverviewProps, Sections, Side } from "./overview.tsx";
import { besides, REVIEW_KEY_HELP, type ReviewKey, reviewKey } from "./review-keys.ts";
import { SectionView } from "./section-view.tsx";

/** The whole review beside its outline, with everything in reach of the keyboard. */
export function Desk(props: OverviewProps) {
	const [query] = useSearchParams<{ section?: string }>();
	const [here, setHere] = createSignal<SectionName>();
	const asked = () => SECTIONS.find((name) => name === query.section);
	createEffect(
		on(asked, (name) => {
			if (!name) return;
			setHere(name);
			queueMicrotask(() => goTo(name, "write"));
		}),
	);
	followKeys(here);
	offerKeys("This review", REVIEW_KEY_HELP);
	return (
		<Columns
			list={
				<div class="stack review-outline">
					<Sections {...props} current={here()} />
					<Button kind="quiet" class="low" onClick={() => openOverlay("help")}>
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

function followKeys(here: () => SectionName | undefined): void {
	const act = (key: ReviewKey, isTyping: boolean) => {
		const name = here();
		if (key === "finish") return toFinish();
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
		if (!key || isTaken) return;
		event.preventDefault();
		act(key, isTyping);
	};
	onMount(() => document.addEventListener("keydown", press));
	onCleanup(() => document.removeEventListener("keydown", press));
}

import { useNavigate } from "@solidjs/router";
import { createSignal, ErrorBoundary, Match, onCleanup, Show, Switch } from "solid-js";
import { later } from "./parts/later.tsx";
import { NotLoaded } from "./parts/not-loaded.tsx";
import { followGlobalKeys, openOverlay, overlay } from "./shell/overlay.ts";
import { sessionState } from "./state/session.ts";

const Palette = later(() => import("./screens/incidents/palette/palette.tsx"));
const HelpSheet = later(() => import("./shell/help-sheet.tsx"));
const DeclareSheet = later(() => import("./screens/incidents/now/declare-sheet.tsx"));

const Background = later(() => import("./screens/incidents/background/background.tsx"));

/** The screen that was opened comes first. */
const FIRST_LOOK_MS = 3_000;

/** What opens over any screen, for whoever is signed in; each is fetched when it is first asked for. */
export function Overlays() {
	const [isPast, setPast] = createSignal(false);
	const timer = setTimeout(() => {
		setPast(true);
		DeclareSheet.preload();
	}, FIRST_LOOK_MS);
	onCleanup(() => clearTimeout(timer));
	return (
		<Show when={sessionState() === "in"}>
			<Open />
			<ErrorBoundary fallback={null}>
				<Show when={isPast()}>
					<Background />
				</Show>
			</ErrorBoundary>
		</Show>
	);
}

function Open() {
	followGlobalKeys(useNavigate());
	const close = () => void openOverlay(null);
	return (
		<Show when={overlay()}>
			<ErrorBoundary fallback={() => <NotLoaded onClose={close} />}>
				<Switch>
					<Match when={overlay() === "palette"}>
						<Palette onClose={close} />
					</Match>
					<Match when={overlay() === "help"}>
						<HelpSheet onClose={close} />
					</Match>
					<Match when={overlay() === "declare"}>
						<DeclareSheet onClose={close} />
					</Match>
				</Switch>
			</ErrorBoundary>
		</Show>
	);
}

import { useNavigate } from "@solidjs/router";
import { ErrorBoundary, lazy, Match, Show, Suspense, Switch } from "solid-js";
import { NotLoaded } from "./parts/not-loaded.tsx";
import { followGlobalKeys, openOverlay, overlay } from "./shell/overlay.ts";
import { sessionState } from "./state/session.ts";

const Palette = lazy(() => import("./screens/incidents/palette/palette.tsx"));
const HelpSheet = lazy(() => import("./shell/help-sheet.tsx"));
const DeclareSheet = lazy(() =>
	import("./screens/incidents/now/declare-sheet.tsx").then((it) => ({ default: it.DeclareSheet })),
);

/** What opens over any screen, for whoever is signed in; each is fetched when it is first asked for. */
export function Overlays() {
	return (
		<Show when={sessionState() === "in"}>
			<Open />
		</Show>
	);
}

function Open() {
	followGlobalKeys(useNavigate());
	const close = () => void openOverlay(null);
	return (
		<Show when={overlay()}>
			<ErrorBoundary fallback={() => <NotLoaded onClose={close} />}>
				<Suspense>
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
				</Suspense>
			</ErrorBoundary>
		</Show>
	);
}

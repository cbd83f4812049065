import { useNavigate } from "@solidjs/router";
import {
	createEffect,
	createMemo,
	createSignal,
	ErrorBoundary,
	Match,
	onCleanup,
	Show,
	Switch,
} from "solid-js";
import { later } from "./parts/later.tsx";
import { NotLoaded } from "./parts/not-loaded.tsx";
import { followGlobalKeys, openOverlay, overlay } from "./shell/overlay.ts";
import { useHere } from "./shell/routes.ts";
import { liveState } from "./state/live.ts";
import { sessionState } from "./state/session.ts";
import { isAtBedside, sirenIsDue } from "./state/siren.ts";

const Palette = later(() => import("./screens/incidents/palette/palette.tsx"));
const HelpSheet = later(() => import("./shell/help-sheet.tsx"));
const DeclareSheet = later(async () => ({
	default: (await import("./screens/incidents/now/declare-sheet.tsx")).DeclareSheet,
}));

const Siren = later(() => import("./screens/incidents/siren/siren.tsx"));
const ReadAhead = later(() => import("./screens/incidents/ahead/read-ahead.tsx"));

/** What opens over any screen, for whoever is signed in; each is fetched when it is first asked for. */
export function Overlays() {
	const isCalm = afterFirstLook();
	const here = useHere();
	const [isSounding, setSounding] = createSignal(false);
	// It stays until its person closes it: what became of the page is told there.
	createEffect(() => sirenIsDue() && (isAtBedside() || here()?.frame !== "alone") && setSounding(true));
	return (
		<Show when={sessionState() === "in"}>
			<Open />
			<ErrorBoundary fallback={null}>
				<Show when={isSounding()}>
					<Siren onClose={() => setSounding(false)} />
				</Show>
			</ErrorBoundary>
			<ErrorBoundary fallback={null}>
				<Show when={isCalm()}>
					<ReadAhead />
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

/** The screen that was opened comes first. */
const FIRST_LOOK_MS = 4_000;

function afterFirstLook(): () => boolean {
	const [isPast, setPast] = createSignal(false);
	const timer = setTimeout(() => setPast(true), FIRST_LOOK_MS);
	onCleanup(() => clearTimeout(timer));
	return createMemo<boolean>((was) => was || (isPast() && liveState() === "live"), false);
}

import { type RouteSectionProps, useLocation } from "@solidjs/router";
import { createEffect, ErrorBoundary, on, onCleanup, Show } from "solid-js";
import { Notice, Skeleton } from "../parts/states.tsx";
import { leaveToasts, Toasts } from "../parts/toast.tsx";
import { startLive } from "../state/live.ts";
import { me, sessionState } from "../state/session.ts";
import { keepAddressInScope } from "./address.ts";
import { Nav } from "./nav.tsx";
import { CodeMissing } from "./newer-app.ts";
import { fetchBeforeLeaving } from "./next-screen.ts";
import { useHere } from "./routes.ts";
import { Strips } from "./strip.tsx";
import "./frame.css";
import "./screen.css";
import "./columns.css";

/** Around every screen: the nav for who is in, nothing for who is not yet, and what is said on top of all. */
export function Frame(props: RouteSectionProps) {
	const location = useLocation();
	const here = useHere();
	keepAddressInScope();
	fetchBeforeLeaving();
	const isIn = () => sessionState() === "in" && here()?.frame !== "alone";
	// Who this is may not be known yet: then the tabs wait, since an observer's can come later and nobody's may go.
	const isDocked = () => here()?.frame === "docked" && me().value?.user.role !== "observer";
	const frameClass = () => (isIn() ? `frame${isDocked() ? " docked" : ""}` : "frame bare");
	createEffect(on(() => location.pathname, leaveToasts, { defer: true }));
	createEffect(
		on(sessionState, (state) => {
			if (state === "in") onCleanup(startLive());
		}),
	);
	const inner = () => (
		<ErrorBoundary fallback={(error, reset) => <Broken error={error} onRetry={reset} />}>
			{props.children}
		</ErrorBoundary>
	);
	return (
		<>
			<div class={frameClass()}>
				<Show when={isIn()}>
					<button
						class="button brass skip"
						type="button"
						onClick={() => document.getElementById("main")?.focus()}
					>
						Skip to content
					</button>
				</Show>
				<div class="stage">{inner()}</div>
				<Show when={isIn()}>
					<Nav path={location.pathname} query={location.search} />
				</Show>
				<Strips />
			</div>
			<Toasts />
		</>
	);
}

/** What stands there while the code of a screen is fetched. */
export function Waiting() {
	return (
		<div class="screen">
			<header class="top" />
			<main class="content">
				<Skeleton rows={5} />
			</main>
		</div>
	);
}

/** A screen that broke must not take the others with it, nor hide that pages still come. */
function Broken(props: { error: unknown; onRetry(): void }) {
	console.error(props.error);
	// What could not be fetched is not asked for twice by the same page.
	const isMissing = props.error instanceof CodeMissing;
	return (
		<div class="screen">
			<header class="top">
				<h1>{isMissing ? "This screen couldn’t be loaded" : "Something went wrong"}</h1>
			</header>
			<main class="content">
				<Show
					when={isMissing}
					fallback={
						<Notice act="Try again" onAct={() => props.onRetry()}>
							This screen failed to load. Paging isn’t affected, and other screens still work.
						</Notice>
					}
				>
					<Notice act="Reload" onAct={() => location.reload()}>
						A part of Tocsin didn’t arrive. Pages still come. Check the connection, then reload.
					</Notice>
				</Show>
			</main>
		</div>
	);
}

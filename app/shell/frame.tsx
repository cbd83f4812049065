import { A, type RouteSectionProps, useLocation } from "@solidjs/router";
import { createEffect, ErrorBoundary, For, on, onCleanup, Show, Suspense } from "solid-js";
import { Avatar } from "../parts/avatar.tsx";
import { Icon, type IconName } from "../parts/icon.tsx";
import { Mark, Wordmark } from "../parts/mark.tsx";
import { Notice, Skeleton } from "../parts/states.tsx";
import { Toasts } from "../parts/toast.tsx";
import { startLive } from "../state/live.ts";
import { me, sessionState } from "../state/session.ts";
import { firingCount } from "./firing-count.ts";
import { standsAtTheFoot } from "./foot.ts";
import { CodeMissing } from "./newer-app.ts";
import { Strips } from "./strip.tsx";
import "./frame.css";
import "./nav.css";
import "./screen.css";
import "./columns.css";

interface Place {
	href: string;
	name: string;
	icon: IconName;
	where?: "rail-only" | "tab-only";
}

const PLACES: Place[] = [
	{ href: "/", name: "Now", icon: "bell" },
	{ href: "/incidents", name: "Incidents", icon: "list" },
	{ href: "/services", name: "Services", icon: "layers" },
	{ href: "/monitors", name: "Monitors", icon: "pulse" },
	{ href: "/people", name: "People", icon: "people", where: "rail-only" },
	{ href: "/settings", name: "Settings", icon: "settings", where: "rail-only" },
	{ href: "/more", name: "More", icon: "more", where: "tab-only" },
];

const UNDER_MORE = ["/people", "/settings", "/more"];

/** Around every screen: the nav for who is in, nothing for who is not yet, and what is said on top of all. */
export function Frame(props: RouteSectionProps) {
	const location = useLocation();
	const isIn = () => sessionState() === "in" && !BARE.test(location.pathname);
	// Who this is may not be known yet: then the tabs wait, since an observer's can come later and nobody's may go.
	const isDocked = () => DOCKED.test(location.pathname) && me().value?.user.role !== "observer";
	const frameClass = () => (isIn() ? `frame${isDocked() ? " docked" : ""}` : "frame bare");
	createEffect(
		on(sessionState, (state) => {
			if (state === "in") onCleanup(startLive());
		}),
	);
	const inner = () => (
		<Suspense fallback={<Waiting />}>
			<ErrorBoundary fallback={(error, reset) => <Broken error={error} onRetry={reset} />}>
				{props.children}
			</ErrorBoundary>
		</Suspense>
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
					<Nav path={location.pathname} />
				</Show>
				<Strips />
			</div>
			<Toasts />
		</>
	);
}

/** Screens for people who are not in yet stand alone. */
const BARE = /^\/app\/(setup|login|pair|invite)\b/;

/** Screens whose acts stand where the tabs are elsewhere: not even while they load may a tab be under the thumb. */
const DOCKED = /^\/app\/incidents\/./;

function Nav(props: { path: string }) {
	const path = () => props.path.replace(/^\/app/, "") || "/";
	const isHere = (place: Place) => {
		if (place.href === "/") return path() === "/";
		if (place.where === "tab-only") return UNDER_MORE.some((start) => path().startsWith(start));
		return path().startsWith(place.href);
	};
	const mine = me();
	return (
		<nav class="nav" aria-label="Main" ref={standsAtTheFoot}>
			<A class="brand" href="/" aria-label="Tocsin, Now">
				<Mark size={26} />
				<Wordmark />
			</A>
			<ul>
				<For each={PLACES}>
					{(place) => (
						<li class={place.where}>
							<A href={place.href} aria-current={isHere(place) ? "page" : undefined}>
								<Icon name={place.icon} />
								{place.name}
								<Show when={place.href === "/" && firingCount() > 0}>
									<span class="count">
										{firingCount()}
										<span class="unseen"> firing</span>
									</span>
								</Show>
							</A>
						</li>
					)}
				</For>
			</ul>
			<div class="rail-foot">
				<Show when={mine.value}>
					{(value) => (
						<span class="line">
							<Avatar name={value().user.name} me small />
							<span class="sub">{value().user.name}</span>
						</span>
					)}
				</Show>
			</div>
		</nav>
	);
}

function Waiting() {
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
				<h1>{isMissing ? "This screen could not be loaded" : "This screen broke"}</h1>
			</header>
			<main class="content">
				<Show
					when={isMissing}
					fallback={
						<Notice act="Try again" onAct={() => props.onRetry()}>
							That is our fault. Paging goes on without it, and the other screens still work.
						</Notice>
					}
				>
					<Notice act="Reload" onAct={() => location.reload()}>
						A part of Tocsin did not arrive. Pages still come. Check the connection, then reload.
					</Notice>
				</Show>
			</main>
		</div>
	);
}

import { A } from "@solidjs/router";
import { For, type JSX, Show } from "solid-js";
import { Avatar } from "../parts/avatar.tsx";
import { Button } from "../parts/button.tsx";
import { Icon } from "../parts/icon.tsx";
import { Mark, Wordmark } from "../parts/mark.tsx";
import { me } from "../state/session.ts";
import { firingCount, followNow } from "./firing-count.ts";
import { standsAtTheFoot } from "./foot.ts";
import { isApple } from "./key-words.ts";
import { isAtPlace } from "./nav-place.ts";
import { openOverlay } from "./overlay.ts";
import { NAV_GROUPS, type NavGroup, type NavRoute, useNavRoutes } from "./routes.ts";
import { wideEnough } from "./wide.ts";
import "./nav.css";

const CLASSES = { everywhere: undefined, more: "rail-only", "tab-only": "tab-only" } as const;

/** Tabs under the thumb, or the rail of a desk. `path` is the whole of it: `/app/incidents`. */
export function Nav(props: { path: string; query: string }) {
	const routes = useNavRoutes();
	followNow();
	const isRail = wideEnough();
	const place = () => ({ path: props.path.replace(/^\/app/, "") || "/", query: props.query });
	const isHere = (route: NavRoute) => isAtPlace(route, routes, place(), isRail());
	const items = (group: NavGroup | undefined) => (
		<For each={routes.filter((route) => route.nav.group === group)}>
			{(route) => <NavItem of={route} isHere={isHere(route)} />}
		</For>
	);
	return (
		<nav class="nav" aria-label="Main" ref={standsAtTheFoot}>
			<A class="brand" href="/" aria-label="Tocsin, Now">
				<Mark size={26} />
				<Wordmark />
			</A>
			<Button class="rail-only jump" aria-haspopup="dialog" onClick={() => openOverlay("palette")}>
				Search <kbd>{isApple(navigator.platform) ? "⌘" : "Ctrl"} K</kbd>
			</Button>
			<ul>{items(undefined)}</ul>
			<For each={NAV_GROUPS}>
				{(group) => (
					<Group title={group}>
						{items(group)}
						<Show when={group === "Follow-up"}>
							<StatusPage />
						</Show>
					</Group>
				)}
			</For>
			<Reader />
		</nav>
	);
}

/** Of the rail alone: a phone has these under More. */
function Group(props: { title: NavGroup; children: JSX.Element }) {
	return (
		<div class="rail-only">
			<h2 class="dim">{props.title}</h2>
			<ul>{props.children}</ul>
		</div>
	);
}

function NavItem(props: { of: NavRoute; isHere: boolean }) {
	return (
		<li class={CLASSES[props.of.nav.where]}>
			<A href={props.of.path} aria-current={props.isHere ? "page" : undefined}>
				<Icon name={props.of.nav.icon} />
				{props.of.title}
				<Show when={props.of.path === "/" && firingCount() > 0}>
					<span class="count">
						{firingCount()}
						<span class="unseen"> firing</span>
					</span>
				</Show>
			</A>
		</li>
	);
}

/** What customers see is no place in the app. */
function StatusPage() {
	return (
		<li>
			<a href="/" rel="external">
				<Icon name="globe" />
				Status page
			</a>
		</li>
	);
}

/** At the foot of the rail: whose app this is. */
function Reader() {
	const mine = me();
	return (
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
	);
}

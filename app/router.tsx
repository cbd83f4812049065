import { Navigate, Route, Router, type RouteSectionProps, useLocation } from "@solidjs/router";
import { type Component, For, Match, type ParentProps, Switch } from "solid-js";
import { Overlays } from "./overlays.tsx";
import { later } from "./parts/later.tsx";
import { ROUTES } from "./routes.ts";
import { Frame, Waiting } from "./shell/frame.tsx";
import { fetched } from "./shell/newer-app.ts";
import { type AppRoute, RoutesProvider } from "./shell/routes.ts";
import { me, sessionState } from "./state/session.ts";

/** Known when the bundle is made: what ships has no gallery. */
const Gallery =
	import.meta.env.DEV || import.meta.env.MODE === "gallery"
		? later(() => import("./gallery/gallery.tsx"))
		: null;

/** Leads to every place that `routes.ts` has a row for. */
export function AppRouter() {
	return (
		<Router base="/app" root={Root}>
			<For each={ROUTES}>
				{(route) => <Route path={route.path} info={{ route }} component={screenOf(route)} />}
			</For>
			{Gallery ? <Route path="/gallery" component={Gallery} /> : null}
			<Route path="*" component={() => <Navigate href="/" />} />
		</Router>
	);
}

const Root = (props: RouteSectionProps) => (
	<RoutesProvider value={ROUTES}>
		<Frame {...props} />
		<Overlays />
	</RoutesProvider>
);

function screenOf({ load, who }: AppRoute): Component {
	const Screen = later(() => fetched(load), Waiting);
	const Whole = () => (
		<Members>
			<Screen />
		</Members>
	);
	// The router calls it when a link is touched, and while the server is asked who this is. What is missing is
	// fetched again, and told, when the screen is to be shown.
	const preload = () => void load().catch(() => {});
	return Object.assign(who === "everybody" ? Screen : Whole, { preload });
}

/** Only for people with a session; others sign in first and come back to where they wanted to go. */
function Members(props: ParentProps) {
	const location = useLocation();
	const then = () => encodeURIComponent(location.pathname.replace(/^\/app/, "") + location.search);
	// Whoever this is is remembered with the rest; a screen that began without it would jump when it comes.
	const isKnown = () => me().value || me().state !== "loading";
	return (
		<Switch>
			<Match when={sessionState() === "out"}>
				<Navigate href={`/login?then=${then()}`} />
			</Match>
			<Match when={sessionState() === "in" && isKnown()}>{props.children}</Match>
		</Switch>
	);
}

import { Navigate, Route, Router, useLocation } from "@solidjs/router";
import { type Component, lazy, Match, type ParentProps, Switch } from "solid-js";
import { Frame } from "./shell/frame.tsx";
import { fetched, goesTo } from "./shell/newer-app.ts";
import { me, sessionState } from "./state/session.ts";

const screen = (load: () => Promise<{ default: Component }>) => lazy(() => fetched(load));

const Now = screen(() => import("./screens/incidents/now/now-screen.tsx"));
const Incidents = screen(() => import("./screens/incidents/list/incidents-screen.tsx"));
const Incident = screen(() => import("./screens/incidents/incident/incident-screen.tsx"));
const Services = screen(() => import("./screens/services/services-screen.tsx"));
const Monitors = screen(() => import("./screens/monitoring/monitors-screen.tsx"));
const Service = screen(() => import("./screens/services/service-screen.tsx"));
const Monitor = screen(() => import("./screens/monitoring/monitor-screen.tsx"));
const People = screen(() => import("./screens/people/people-screen.tsx"));
const Settings = screen(() => import("./screens/people/settings/settings-screen.tsx"));
const More = screen(() => import("./screens/people/settings/more-screen.tsx"));
const Setup = screen(() => import("./screens/people/first-run/setup-screen.tsx"));
const SetupStep = screen(() => import("./screens/people/first-run/setup-step-screen.tsx"));
const Pair = screen(() => import("./screens/people/first-run/pair-screen.tsx"));
const Invite = screen(() => import("./screens/people/first-run/invite-screen.tsx"));
const Login = screen(() => import("./screens/people/first-run/login-screen.tsx"));
type Lazy = Component & { preload(): Promise<unknown> };

/** Known when the bundle is made: what ships has no gallery. */
const Gallery =
	import.meta.env.DEV || import.meta.env.MODE === "gallery"
		? lazy(() => import("./gallery/gallery.tsx"))
		: null;

/** Every place in the app. A screen is a file of its own that is fetched when somebody goes there. */
export function AppRouter() {
	return (
		<Router base="/app" root={Frame}>
			<Route path="/" component={inside(Now)} />
			<Route path="/incidents" component={inside(Incidents)} />
			<Route path="/incidents/:id" component={inside(Incident)} />
			<Route path="/services" component={inside(Services)} />
			<Route path="/monitors" component={inside(Monitors)} />
			<Route path="/services/:id" component={inside(Service)} />
			<Route path="/monitors/:id" component={inside(Monitor)} />
			<Route path="/people" component={inside(People)} />
			<Route path="/settings" component={inside(Settings)} />
			<Route path="/more" component={inside(More)} />
			<Route path="/setup" component={Setup} />
			<Route path="/setup/:step" component={inside(SetupStep)} />
			<Route path="/pair" component={Pair} />
			<Route path="/invite" component={Invite} />
			<Route path="/login" component={Login} />
			{Gallery ? <Route path="/gallery" component={Gallery} /> : null}
			<Route path="*" component={() => <Navigate href="/" />} />
		</Router>
	);
}

/** Only for people with a session; others sign in first and come back to where they wanted to go. */
function inside(Screen: Lazy): Component {
	return () => {
		const { pathname, search } = useLocation();
		goesTo(pathname + search);
		// The screen is fetched while the server is asked who this is.
		void Screen.preload();
		return (
			<Members>
				<Screen />
			</Members>
		);
	};
}

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

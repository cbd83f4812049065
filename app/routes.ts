/** Every place in the app, a row each. `docs/adding-a-screen.md` tells how to add one. */
import type { AppRoute, SceneState } from "./shell/routes.ts";

const LIST: SceneState[] = ["full", "empty", "loading", "failing", "offline"];
/** Of one thing, which is never empty. */
const ONE: SceneState[] = ["full", "loading", "failing", "offline"];
const FULL: SceneState[] = ["full"];
const FULL_OR_EMPTY: SceneState[] = ["full", "empty"];

/** A screen is a chunk of its own, fetched when somebody goes there. The navigation has the order of the rows. */
export const ROUTES: AppRoute[] = [
	{
		path: "/",
		title: "Now",
		who: "members",
		load: () => import("./screens/incidents/now/now-screen.tsx"),
		nav: { icon: "bell", where: "everywhere" },
		pictures: { now: [...LIST, "calm"] },
	},
	{
		path: "/incidents",
		title: "Incidents",
		who: "members",
		load: () => import("./screens/incidents/list/incidents-screen.tsx"),
		nav: { icon: "list", where: "everywhere" },
		pictures: { incidents: LIST },
	},
	{
		path: "/incidents/:id",
		title: "Incident",
		who: "members",
		frame: "docked",
		load: () => import("./screens/incidents/incident/incident-screen.tsx"),
		pictures: { incident: ONE, "incident-taken": FULL, "incident-watched": FULL, "incident-noise": FULL },
	},
	{
		path: "/incidents/:id/replay",
		title: "Replay",
		who: "members",
		frame: "docked",
		load: () => import("./screens/incidents/replay/replay-screen.tsx"),
		pictures: { replay: ONE },
	},
	{
		path: "/shared-replay",
		title: "Shared replay",
		who: "everybody",
		frame: "alone",
		load: () => import("./screens/incidents/replay/shared-replay-screen.tsx"),
		pictures: { "shared-replay": ["full", "loading", "failing"] },
	},
	{
		path: "/services",
		title: "Services",
		who: "members",
		load: () => import("./screens/services/services-screen.tsx"),
		nav: { icon: "layers", where: "everywhere" },
		pictures: { services: LIST },
	},
	{
		path: "/services/:id",
		title: "Service",
		who: "members",
		load: () => import("./screens/services/service-screen.tsx"),
		pictures: { service: ONE },
	},
	{
		path: "/monitors",
		title: "Monitors",
		who: "members",
		load: () => import("./screens/monitoring/monitors-screen.tsx"),
		nav: { icon: "pulse", where: "everywhere" },
		pictures: { monitors: LIST },
	},
	{
		path: "/monitors/:id",
		title: "Monitor",
		who: "members",
		load: () => import("./screens/monitoring/monitor-screen.tsx"),
		pictures: { monitor: ONE },
	},
	{
		path: "/metrics",
		title: "Insights",
		who: "members",
		load: () => import("./screens/metrics/metrics-screen.tsx"),
		nav: { icon: "chart", where: "more", sub: "How fast, how often, how noisy" },
		pictures: { metrics: LIST },
	},
	{
		path: "/reviews",
		title: "Reviews",
		who: "members",
		load: () => import("./screens/reviews/reviews-screen.tsx"),
		nav: { icon: "pen", where: "more", sub: "What to learn from incidents" },
		pictures: { reviews: LIST },
	},
	{
		path: "/reviews/:incidentId",
		title: "Review",
		who: "members",
		frame: "docked",
		load: () => import("./screens/reviews/review/review-screen.tsx"),
		pictures: { review: ONE, "review-section": ONE, "review-timeline": ONE, "review-cause": ONE },
	},
	{
		path: "/actions",
		title: "Action items",
		who: "members",
		load: () => import("./screens/reviews/actions/actions-screen.tsx"),
		nav: { icon: "check", where: "more", sub: "What reviews asked for" },
		pictures: { actions: LIST, "actions-item": FULL },
	},
	{
		path: "/digest",
		title: "Your week",
		who: "members",
		load: () => import("./screens/digests/digest-screen.tsx"),
		nav: { icon: "calendar", where: "more", sub: "Your action items, reviews, and figures" },
		pictures: { digest: ONE },
	},
	{
		path: "/trackers",
		title: "Issue trackers",
		who: "members",
		load: () => import("./screens/reviews/trackers/trackers-screen.tsx"),
		pictures: { trackers: LIST },
	},
	{
		path: "/people",
		title: "People",
		who: "members",
		load: () => import("./screens/people/people-screen.tsx"),
		nav: { icon: "people", where: "more", sub: "Your team and their roles" },
		pictures: { people: LIST },
	},
	{
		path: "/settings",
		title: "Settings",
		who: "members",
		load: () => import("./screens/people/settings/settings-screen.tsx"),
		nav: { icon: "settings", where: "more", sub: settingsWords },
		pictures: { settings: LIST },
	},
	{
		path: "/more",
		title: "More",
		who: "members",
		load: () => import("./screens/people/settings/more-screen.tsx"),
		nav: { icon: "more", where: "tab-only" },
		pictures: { more: FULL },
	},
	{
		path: "/login",
		title: "Sign in",
		who: "everybody",
		frame: "alone",
		load: () => import("./screens/people/first-run/login-screen.tsx"),
		pictures: { login: FULL },
	},
	{
		path: "/setup",
		title: "Set up",
		who: "everybody",
		frame: "alone",
		load: () => import("./screens/people/first-run/setup-screen.tsx"),
		pictures: { setup: FULL_OR_EMPTY },
	},
	{
		path: "/setup/:step",
		title: "A step of the setup",
		who: "members",
		frame: "alone",
		load: () => import("./screens/people/first-run/setup-step-screen.tsx"),
		pictures: {
			"setup-monitor": FULL_OR_EMPTY,
			"setup-phone": ONE,
			"setup-push": FULL,
			"setup-test": LIST,
			"setup-done": FULL_OR_EMPTY,
		},
	},
	{
		path: "/pair",
		title: "Pair a phone",
		who: "everybody",
		frame: "alone",
		load: () => import("./screens/people/first-run/pair-screen.tsx"),
		pictures: { pair: FULL },
	},
	{
		path: "/invite",
		title: "Invitation",
		who: "everybody",
		frame: "alone",
		load: () => import("./screens/people/first-run/invite-screen.tsx"),
		pictures: { invite: FULL },
	},
];

function settingsWords(myName: string | undefined): string {
	return myName ? `Devices, appearance, and sign-in for ${myName}` : "Devices, appearance, and sign-in";
}

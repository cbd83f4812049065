import type { AppRoute } from "./shell/routes.ts";

/** Screens for whoever has not signed in: doors, and what a link shows. */
export const OUTSIDE: readonly AppRoute[] = [
	{
		path: "/shared-replay",
		title: "Shared replay",
		who: "everybody",
		frame: "alone",
		load: () => import("./screens/incidents/replay/shared-replay-screen.tsx"),
		pictures: { "shared-replay": ["full", "loading", "failing"] },
	},
	{
		path: "/stakeholder",
		title: "Incident for stakeholders",
		who: "everybody",
		frame: "alone",
		load: () => import("./screens/incidents/stakeholder/stakeholder-screen.tsx"),
		pictures: { stakeholder: ["full", "loading", "failing"] },
	},
	{
		path: "/login",
		title: "Sign in",
		who: "everybody",
		frame: "alone",
		load: () => import("./screens/people/first-run/login-screen.tsx"),
		pictures: { login: ["full"] },
	},
	{
		path: "/pair",
		title: "Pair a phone",
		who: "everybody",
		frame: "alone",
		load: () => import("./screens/people/first-run/pair-screen.tsx"),
		pictures: { pair: ["full"] },
	},
	{
		path: "/invite",
		title: "Invitation",
		who: "everybody",
		frame: "alone",
		load: () => import("./screens/people/first-run/invite-screen.tsx"),
		pictures: { invite: ["full"] },
	},
];

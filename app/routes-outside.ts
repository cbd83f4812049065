/** The places of those who are not signed in: what a link shows, how they come in, and the steps that follow. */
import type { AppRoute, SceneState } from "./shell/routes.ts";

const LIST: SceneState[] = ["full", "empty", "loading", "failing", "offline"];
const ONE: SceneState[] = ["full", "loading", "failing", "offline"];
const FULL: SceneState[] = ["full"];
const FULL_OR_EMPTY: SceneState[] = ["full", "empty"];

export const OUTSIDE: AppRoute[] = [
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
		pictures: { login: FULL },
	},
	{
		path: "/signed-in",
		title: "Signing in",
		who: "everybody",
		frame: "alone",
		load: () => import("./screens/people/first-run/signed-in-screen.tsx"),
		pictures: { "signed-in": ["failing"] },
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

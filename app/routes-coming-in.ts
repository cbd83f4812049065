/** The places of people who come in: by a passkey, a link or for the first time. Rows of `routes.ts`. */
import type { AppRoute, SceneState } from "./shell/routes.ts";

const FULL: SceneState[] = ["full"];
const FULL_OR_EMPTY: SceneState[] = ["full", "empty"];

export const COMING_IN: AppRoute[] = [
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
			"setup-phone": ["full", "loading", "failing", "offline"],
			"setup-push": FULL,
			"setup-test": ["full", "empty", "loading", "failing", "offline"],
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

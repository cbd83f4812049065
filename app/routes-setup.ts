/** What a team sets up, and where admins look after it: the last part of the navigation. */
import type { AppRoute, SceneState } from "./shell/routes.ts";

const LIST: SceneState[] = ["full", "empty", "loading", "failing", "offline"];
const ONE: SceneState[] = ["full", "loading", "failing", "offline"];
const FULL: SceneState[] = ["full"];

export const SETUP: AppRoute[] = [
	{
		path: "/webhooks",
		title: "Webhooks",
		who: "members",
		load: () => import("./screens/paging/webhooks/webhooks-screen.tsx"),
		nav: { icon: "share", where: "more", group: "Setup", sub: "Send events to other tools" },
		pictures: { webhooks: LIST },
	},
	{
		path: "/webhooks/:id",
		title: "Webhook",
		who: "members",
		load: () => import("./screens/paging/webhooks/webhook-screen.tsx"),
		pictures: { webhook: ONE, "webhook-off": FULL },
	},
	{
		path: "/policies",
		title: "Escalation policies",
		who: "members",
		load: () => import("./screens/paging/policies/policies-screen.tsx"),
		nav: { icon: "phone", where: "more", group: "Setup", sub: "Who is paged first, and who is next" },
		pictures: { policies: LIST },
	},
	{
		path: "/policies/:id",
		title: "Escalation policy",
		who: "members",
		load: () => import("./screens/paging/policies/policy-screen.tsx"),
		pictures: { policy: ONE },
	},
	{
		path: "/status-page",
		title: "Edit status page",
		who: "members",
		load: () => import("./screens/status/status-page-screen.tsx"),
		nav: { icon: "pen", where: "more", group: "Setup", sub: "Its look, its texts, and its languages" },
		pictures: { "status-page": ONE },
	},
	{
		path: "/subscribers",
		title: "Subscribers",
		who: "members",
		load: () => import("./screens/subscribers/subscribers-screen.tsx"),
		nav: { icon: "people", where: "more", group: "Setup", sub: "Who gets the status page’s updates" },
		pictures: { subscribers: LIST },
	},
	{
		path: "/severity",
		title: "Severities",
		who: "members",
		load: () => import("./screens/paging/severity/severity-screen.tsx"),
		nav: { icon: "bell", where: "more", group: "Setup", sub: "Who is paged, how fast, and what follows" },
		pictures: { severity: ONE },
	},
	{
		path: "/configuration",
		title: "Configuration",
		who: "members",
		load: () => import("./screens/configuration/configuration-screen.tsx"),
		nav: { icon: "layers", where: "more", group: "Setup", sub: "Export it, or apply a file" },
		pictures: { configuration: FULL },
	},
	{
		path: "/people",
		title: "People",
		who: "members",
		load: () => import("./screens/people/people-screen.tsx"),
		nav: { icon: "people", where: "more", group: "Setup", sub: "Your team and their roles" },
		pictures: { people: LIST },
	},
	{
		path: "/settings",
		title: "Settings",
		who: "members",
		load: () => import("./screens/people/settings/settings-screen.tsx"),
		nav: { icon: "settings", where: "more", group: "Setup", sub: settingsWords },
		pictures: { settings: LIST },
	},
	{
		path: "/tokens",
		title: "API tokens",
		who: "members",
		load: () => import("./screens/people/tokens/tokens-screen.tsx"),
		pictures: { tokens: LIST },
	},
	{
		path: "/audit-log",
		title: "Audit log",
		who: "members",
		load: () => import("./screens/people/audit/audit-screen.tsx"),
		pictures: { "audit-log": LIST, "audit-log-entry": FULL },
	},
	{
		path: "/single-sign-on",
		title: "Single sign-on",
		who: "members",
		load: () => import("./screens/people/single-sign-on/single-sign-on-screen.tsx"),
		pictures: { "single-sign-on": LIST },
	},
];

function settingsWords(myName: string | undefined): string {
	return myName ? `Devices, appearance, and sign-in for ${myName}` : "Devices, appearance, and sign-in";
}

import { useCurrentMatches } from "@solidjs/router";
import { type Component, createContext, useContext } from "solid-js";
import type { IconName } from "../parts/icon.tsx";

/** What a picture or a test may show of a screen. `loading`: the API never answers. `failing`: it answers 503. */
export type SceneState = "full" | "calm" | "empty" | "loading" | "failing" | "offline";

/** A place in the app: one row of `app/routes.ts`. */
export interface AppRoute {
	/** Below `/app`: `/incidents/:id`. */
	path: string;
	/** What the place is called, in the navigation too. */
	title: string;
	/** `members` have a session; others sign in first and come back. What a role may do, the screen asks itself. */
	who: "members" | "everybody";
	load: () => Promise<{ default: Component }>;
	/** What it asks the API first, with the `:id` of its path: asked at the start, while its code is on its way. */
	asks?: readonly `/${string}`[];
	/** None: the place is reached from another one. */
	nav?: RouteNav;
	/** `alone`: without the navigation. `docked`: its acts stand where the tabs are elsewhere, also while it loads. */
	frame?: "alone" | "docked";
	/** The names of its pictures and what each is taken of, in this order. */
	pictures: Record<string, readonly SceneState[]>;
}

export interface RouteNav {
	icon: IconName;
	/** A phone has room for five tabs: `more` stands in the rail of a desk, and on a phone under More. */
	where: "everywhere" | "more" | "tab-only";
	/** The heading that it stands under in the rail. None: at the top, with the tabs. */
	group?: NavGroup;
	/** Under More: what it is for. */
	sub?: string | ((myName: string | undefined) => string);
}

/** In the order of the rail. */
export const NAV_GROUPS = ["Follow-up", "Setup"] as const;
export type NavGroup = (typeof NAV_GROUPS)[number];

/** A place that the navigation leads to. */
export type NavRoute = AppRoute & { nav: RouteNav };

const Routes = createContext<readonly AppRoute[]>([]);
export const RoutesProvider = Routes.Provider;

/** Every place in the app, for what lists them. */
export const useRoutes = (): readonly AppRoute[] => useContext(Routes);

export const useNavRoutes = (): NavRoute[] =>
	useRoutes().filter((route): route is NavRoute => route.nav !== undefined);

/** The place that is on the screen; undefined where the address is that of none. The router puts it into `info`. */
export function useHere(): () => AppRoute | undefined {
	const matches = useCurrentMatches();
	return () => matches().at(-1)?.route.info?.route;
}

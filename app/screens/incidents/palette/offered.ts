import { useNavigate } from "@solidjs/router";
import { createMemo, onMount } from "solid-js";
import type { IconName } from "../../../parts/icon.tsx";
import { monitorShape } from "../../../parts/shape.tsx";
import { openOverlay } from "../../../shell/overlay.ts";
import { type NavRoute, useNavRoutes } from "../../../shell/routes.ts";
import { openFirst } from "../../../state/firing.ts";
import { canAcknowledge } from "../../../state/first-acknowledgement.ts";
import { monitorsResource } from "../../../state/lists.ts";
import { nowResource, servicesResource, usersResource } from "../../../state/name-book.ts";
import { mayAs, myId } from "../../../state/session.ts";
import { chooseTheme, type Theme } from "../../../state/theme.ts";
import type { Incident, Monitor, Service, User } from "../../../state/wire.ts";
import { acknowledge } from "../incident/commands.ts";
import type { Entry } from "./entries.ts";

type Go = (path: string) => void;

/** Everything that the palette knows by itself; incidents of the past come with the search. Call inside a component. */
export function offered(found: () => Incident[]): () => Entry[] {
	const go = useNavigate();
	const routes = useNavRoutes();
	const [services, users, now, monitors] = [
		servicesResource(),
		usersResource(),
		nowResource(),
		monitorsResource(),
	];
	onMount(() => {
		for (const list of [services, users, now]) if (list.state === "loading") void list.read();
	});
	return createMemo(() => {
		const open = openFirst((now.value?.firing ?? []).filter((one) => one.state !== "resolved"));
		const known = new Set(open.map(({ id }) => id));
		const incidents = [...open, ...found().filter(({ id }) => !known.has(id))];
		return [
			...acts(open),
			...additions(go),
			...incidents.map((one) => incidentEntry(one, known.has(one.id), go)),
			...routes.filter(({ nav }) => nav.where !== "tab-only").map((route) => screenEntry(route, go)),
			...(services.value?.items ?? []).map((one) => serviceEntry(one, go)),
			...(monitors.value?.items ?? []).map((one) => monitorEntry(one, go)),
			...(users.value?.items ?? []).map((one) => personEntry(one, go)),
			...settings(),
		];
	});
}

/** What cannot be taken back is not here: those acts ask first, on the screen of what they change. */
function acts(open: Incident[]): Entry[] {
	const isResponder = mayAs("responder");
	const declare: Entry = {
		...{ id: "declare", group: "Actions", title: "Declare an incident", icon: "plus", first: true },
		...{ also: "new report create", run: () => openOverlay("declare") },
	};
	const answers = open.filter((one) => canAcknowledge(one, myId()));
	return isResponder ? [...answers.map(acknowledgeEntry), declare] : [];
}

/** Each opens the sheet of its list. */
function additions(go: Go): Entry[] {
	const add = (path: string, title: string, icon: IconName): Entry => ({
		...{ id: `add ${path}`, group: "Actions", title, icon, also: "new create" },
		run: () => go(`${path}?add=1`),
	});
	if (!mayAs("admin")) return [];
	return [
		add("/monitors", "Add a monitor", "pulse"),
		add("/services", "Add a service", "layers"),
		add("/people", "Invite someone", "people"),
	];
}

const acknowledgeEntry = (incident: Incident): Entry => ({
	...{ id: `ack ${incident.id}`, group: "Actions", title: `Acknowledge #${incident.number}` },
	...{ sub: incident.title, also: "ack", icon: "check", incident },
	run: () => void acknowledge(incident, async () => nowResource().reload()),
});

const incidentEntry = (incident: Incident, isOpen: boolean, go: Go): Entry => ({
	...{ id: incident.id, group: "Incidents", title: incident.title, incident, first: isOpen },
	sub: `#${incident.number} · ${incident.service.name}`,
	run: () => go(`/incidents/${incident.id}`),
});

const screenEntry = ({ path, title, nav }: NavRoute, go: Go): Entry => ({
	...{ id: path, group: "Go to", title, icon: nav.icon, first: true },
	also: typeof nav.sub === "string" ? nav.sub : "",
	run: () => go(path),
});

const serviceEntry = ({ id, name }: Service, go: Go): Entry => ({
	...{ id, group: "Services", title: name, icon: "layers", run: () => go(`/services/${id}`) },
});

const monitorEntry = ({ id, name, state, target }: Monitor, go: Go): Entry => ({
	...{ id, group: "Monitors", title: name, sub: monitorShape(state).word, also: target ?? "", icon: "pulse" },
	run: () => go(`/monitors/${id}`),
});

const personEntry = ({ id, name, email }: User, go: Go): Entry => ({
	...{ id, group: "People", title: id === myId() ? `${name} (you)` : name, also: email },
	...{ icon: "people", run: () => go(`/people?person=${id}`) },
});

const THEME_NAMES: Record<Theme, string> = {
	system: "Same as the device",
	dark: "Dark",
	light: "Light",
	night: "Night red",
};

function settings(): Entry[] {
	const themes = (Object.keys(THEME_NAMES) as Theme[]).map(
		(theme): Entry => ({
			...{ id: `theme ${theme}`, group: "Settings", title: `Theme: ${THEME_NAMES[theme]}` },
			...{ also: "color mode look", icon: "settings", run: () => chooseTheme(theme) },
		}),
	);
	const keys: Entry = {
		...{ id: "keys", group: "Settings", title: "Keyboard shortcuts", icon: "settings", also: "help" },
		run: () => openOverlay("help"),
	};
	const page: Entry = {
		...{ id: "page", group: "Go to", title: "Status page", icon: "globe", also: "public customers" },
		run: () => location.assign("/"),
	};
	return [page, ...themes, keys];
}

/** Where a tap leads: a place of its own, the small page that needs no session, the incident, or the app. */
export function destination(incidentId: string | null, token: string | null, place?: string | null): string {
	if (place?.startsWith("/app/")) return place;
	if (token !== null) return `/app/p#t=${token}`;
	return incidentId === null ? "/app/" : `/app/incidents/${incidentId}`;
}

/** A window that can go to an incident: not the small page, and not one in which somebody is coming in. */
export function isAppWindow(url: string): boolean {
	const { pathname } = new URL(url);
	return pathname.startsWith("/app/") && !/^\/app\/(p|setup|pair|invite|login)(\/|$)/.test(pathname);
}

import { api } from "./api.ts";
import { cached } from "./resource.ts";
import { me } from "./session.ts";
import { shortNames } from "./short-names.ts";
import type { List, Now, Service, Team, User } from "./wire.ts";
import type { NameBook } from "./words.ts";

/** Read once and shared by every screen that names people; the keys are the paths that are asked. */
export const nowResource = () => cached<Now>("/now", () => api("GET", "/now"), { eager: false, keep: true });
export const usersResource = () =>
	cached<List<User>>("/users?limit=200", () => api("GET", "/users?limit=200"), { eager: false, keep: true });
export const teamsResource = () =>
	cached<List<Team>>("/teams?limit=200", () => api("GET", "/teams?limit=200"), { eager: false, keep: true });
export const servicesResource = () =>
	cached<List<Service>>("/services?limit=200", () => api("GET", "/services?limit=200"), { eager: false });

/** Asks for whatever of the book is not there yet. */
export function openNameBook(): void {
	for (const resource of [nowResource(), usersResource(), teamsResource()])
		if (resource.state === "loading") void resource.read();
}

/** What people, teams and pagers are called, as far as it is known; reading it in JSX follows it. */
export function nameBook(): NameBook {
	const users = usersResource().value?.items ?? [];
	const short = shortNames(users);
	return {
		me: me().value?.user,
		users: users.map(({ id, name }) => ({ id, name: short.get(id) ?? name })),
		teams: teamsResource().value?.items,
		onCall: nowResource().value?.onCall.map((turn) => ({
			...turn,
			userName: short.get(turn.userId ?? "") ?? turn.userName,
		})),
	};
}

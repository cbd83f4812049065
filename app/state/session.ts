import type { Role } from "../../worker/platform/rules/caller.ts";
import { api, type Failure, forgetEarly } from "./api.ts";
import { deviceCache } from "./cache.ts";
import { cached, forgetAll, type Resource } from "./resource.ts";
import { sessionBegan, sessionEnded, sessionState } from "./session-signal.ts";
import type { Me } from "./wire.ts";

export type { SessionState } from "./session-signal.ts";
export { sessionState };

const ME = "/me";

/** Who this is. One for the whole app; `value` is remembered for a start without a network. */
export const me = (): Resource<Me> => cached<Me>(ME, () => api("GET", "/me"), { eager: false, keep: true });

/** Theirs; undefined while nobody is signed in. */
export const myId = (): string | undefined => me().value?.user.id;

/** Once, at the start: the remembered person is let in at once, and the server is asked whether they still may. */
export async function startSession(): Promise<void> {
	const remembered = await deviceCache.read<Me>(ME);
	if (remembered && sessionState() === "unknown") sessionBegan();
	const mine = me();
	await mine.read();
	if (mine.state === "fresh") sessionBegan();
	else if (sessionState() === "unknown") sessionEnded();
}

/** After a ceremony that set the cookie (set-up, sign-in, pairing, invitation): what the last person saw is forgotten. */
export async function signedIn(): Promise<void> {
	forgetEarly();
	await forgetAll();
	await me().reload();
	sessionBegan();
}

const partings: (() => Promise<unknown>)[] = [];

/** What this device gives up while its session still counts: called before the session ends. */
export function beforeSignOut(letGo: () => Promise<unknown>): void {
	partings.push(letGo);
}

/** Ends the session on the server, then forgets everything here; answers why not, and then it stays, or null. */
export async function signOut(): Promise<Failure | null> {
	for (const letGo of partings) await letGo();
	const answer = await api("DELETE", "/session");
	if (!answer.ok && (answer.offline || answer.problem.status !== 401)) return answer;
	forgetEarly();
	await forgetAll();
	sessionEnded();
	return null;
}

/** Whether the person's role is at least this one. Unknown people may nothing. */
export function mayAs(least: Role): boolean {
	const order: Role[] = ["observer", "responder", "admin"];
	const role = me().value?.user.role;
	return role !== undefined && order.indexOf(role) >= order.indexOf(least);
}

import { batch, createSignal, onCleanup } from "solid-js";
import type { RecoveryNewsWire } from "../../worker/incidents/contract/recovery-news.ts";
import type { PresenceWord } from "../../worker/people/rules/presence.ts";
import { type LiveNews, type LiveState, liveStream, type Socket } from "./live-stream.ts";
import { online, sawNetwork } from "./online.ts";
import { reloadAll, retryAll } from "./resource.ts";
import { me } from "./session.ts";

export type { LiveNews, LiveState } from "./live-stream.ts";

const [state, setState] = createSignal<LiveState>("off");
const [heardAt, setHeardAt] = createSignal<number | null>(null);
const listeners = new Set<(news: LiveNews) => void>();
const watchers = new Set<(word: PresenceWord) => void>();
const followers = new Set<(recovery: RecoveryNewsWire) => void>();

/** How the stream is; `stale` is shown as such, with `liveAt`. Without a network it is not called live. */
export const liveState = (): LiveState => (state() === "live" && !online() ? "stale" : state());
/** When the picture was last known to be whole: epoch ms, null before the first connection. */
export const liveAt = heardAt;

const stream = liveStream({
	open: (after) => new WebSocket(address(after)) as Socket,
	onState: (next) => {
		if (next === "live") sawNetwork(true);
		if (next === "live" || state() === "live") setHeardAt(Date.now());
		setState(next);
		// What could not be read while there was no server can be now.
		if (next === "live") retryAll();
	},
	// A browser does not say why: the answer to this does, and ends the session here when it ended elsewhere.
	onRefused: () => void me().reload(),
	onNews: (news) => {
		setHeardAt(Date.now());
		// At once for all: what leaves one list and joins another is never in neither.
		batch(() => {
			for (const listener of listeners) listener(news);
		});
	},
	onRecovery: (recovery) => {
		setHeardAt(Date.now());
		for (const follower of followers) follower(recovery);
	},
	onPresence: (word) => {
		for (const watcher of watchers) watcher(word);
	},
	onReset: reloadAll,
});

/** While somebody is signed in; answers how to stop. */
export function startLive(): () => void {
	const wake = () => {
		if (!document.hidden) stream.wake();
	};
	addEventListener("online", wake);
	document.addEventListener("visibilitychange", wake);
	stream.start();
	return () => {
		removeEventListener("online", wake);
		document.removeEventListener("visibilitychange", wake);
		stream.stop();
	};
}

/** Every incident that changes, as it changes, until the component that asked is gone. */
export function onNews(listener: (news: LiveNews) => void): void {
	listeners.add(listener);
	onCleanup(() => listeners.delete(listener));
}

/** How each look before a resolve goes, until the component that asked is gone. */
export function onRecovery(follower: (recovery: RecoveryNewsWire) => void): void {
	followers.add(follower);
	onCleanup(() => followers.delete(follower));
}

/**
 * Says that the reader looks at this incident, until the component that asked is gone or the page is hidden, and hears of
 * the others who do.
 */
export function lookAt(incidentId: string, watcher: (word: PresenceWord) => void): void {
	const say = () => stream.look(document.hidden ? null : incidentId);
	watchers.add(watcher);
	document.addEventListener("visibilitychange", say);
	say();
	onCleanup(() => {
		watchers.delete(watcher);
		document.removeEventListener("visibilitychange", say);
		stream.look(null);
	});
}

/** The lists may know of a change this much later than the stream. */
const LISTS_LATER_S = 10;
/** The server looks back no further. */
const FURTHEST_S = 99;

/** Whoever heard nothing yet asks for what was told since this page began to read, so that it reads nothing twice. */
function address(after: number | null): string {
	const url = new URL("/api/v1/live", location.href);
	url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
	const within = Math.ceil(performance.now() / 1_000) + LISTS_LATER_S;
	if (after !== null) url.searchParams.set("after", String(after));
	else if (within <= FURTHEST_S) url.searchParams.set("within", String(within));
	return url.href;
}

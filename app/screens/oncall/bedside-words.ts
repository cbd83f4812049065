import type { System } from "../../push/systems.ts";

/** What this system does with an alarm that is the app's own. Nothing is promised that a page in a browser cannot keep. */
export const ALLOWED: Record<System, string[]> = {
	ios: [
		"The alarm sounds only while Tocsin is open and in front. Locking the iPhone ends it.",
		"The volume buttons decide how loud it is. Turn it up, and test it here.",
		"Pages still come as notifications, and Focus and the silent switch hold those back.",
	],
	android: [
		"The alarm sounds while Tocsin is open and in front, also when notifications are silenced.",
		"The media volume decides how loud it is. Turn it up, and test it here.",
		"Locking the phone ends it. Pages still come as notifications.",
	],
	mac: desk(),
	windows: desk(),
	linux: desk(),
};

function desk(): string[] {
	return [
		"The alarm sounds while this window is open and the computer is awake.",
		"The system’s volume decides how loud it is. Turn it up, and test it here.",
		"Pages still come as notifications.",
	];
}

/** Whether an alarm could come right now. */
export function readyWords(live: string, lostSince: string | null, isOnCall: boolean): string {
	if (live !== "live")
		return `Not connected${lostSince ? ` since ${lostSince}` : ""}. No alarm here until then. Pages still come as notifications.`;
	return isOnCall ? "Connected. You’re on call." : "Connected. You’re not on call now.";
}

/** What each system allows, and what a person has to do about it. Data for the screens; nothing here draws. */
export type System = "ios" | "android" | "mac" | "windows" | "linux";
export type BrowserName = "Safari" | "Chrome" | "Firefox" | "Edge" | "Samsung Internet" | "Opera" | "Browser";

export interface SystemFacts {
	system: System;
	/** "iPhone", "Android phone", "Mac", as in "Loud on this …". */
	called: string;
	/** Push exists only in an app on the Home Screen. */
	needsHomeScreen: boolean;
	/** Buttons on a notification; without them a tap is the only gesture. */
	actionButtons: boolean;
	/** How to put the app on the device, when the browser offers no prompt of its own. */
	install: string[];
	/** How to undo a refused permission. */
	unblock: string[];
	/** How to make a page audible at night. */
	loud: string[];
}

const FACTS: Record<System, SystemFacts> = {
	ios: {
		system: "ios",
		called: "iPhone or iPad",
		needsHomeScreen: true,
		actionButtons: false,
		install: ["Tap the Share button", "Choose “Add to Home Screen”", "Open Tocsin from the Home Screen"],
		unblock: ["Open Settings", "Choose Notifications, then Tocsin", "Allow notifications"],
		loud: [
			"Settings, Notifications, Tocsin: turn on Sounds and choose Immediate Delivery",
			"Settings, Focus, Sleep, Apps: allow Tocsin",
			"Silent mode still mutes pages, so add a second contact method",
		],
	},
	android: {
		system: "android",
		called: "Android phone",
		needsHomeScreen: false,
		actionButtons: true,
		install: ["Open the browser’s menu", "Choose “Add to Home screen” or “Install app”"],
		unblock: [
			"Tap the icon beside the address",
			"Choose Permissions, then Notifications",
			"Allow them and come back",
		],
		loud: [
			"Touch and hold the app icon, then go to App info > Notifications. Choose a sound and “Override Do Not Disturb”",
			"App info, Battery: choose Unrestricted",
		],
	},
	mac: {
		system: "mac",
		called: "Mac",
		needsHomeScreen: false,
		actionButtons: true,
		install: ["In Safari: File, “Add to Dock”", "In Chrome and Edge: the install icon in the address bar"],
		unblock: ["Click the icon beside the address", "Allow notifications", "Reload the page"],
		loud: [
			"System Settings, Notifications, your browser: allow alerts and sounds",
			"Focus: allow your browser",
		],
	},
	windows: {
		system: "windows",
		called: "PC",
		needsHomeScreen: false,
		actionButtons: true,
		install: ["In Chrome and Edge: the install icon in the address bar"],
		unblock: ["Click the icon beside the address", "Allow notifications", "Reload the page"],
		loud: [
			"Settings, System, Notifications: allow your browser and its sounds",
			"Add it to the priority list",
		],
	},
	linux: {
		system: "linux",
		called: "computer",
		needsHomeScreen: false,
		actionButtons: true,
		install: ["In Chrome: the install icon in the address bar"],
		unblock: ["Click the icon beside the address", "Allow notifications", "Reload the page"],
		loud: ["Turn off “Don’t disturb” for your browser in the desktop’s settings"],
	},
};

export const factsOf = (system: System): SystemFacts => FACTS[system];

export const ALL_SYSTEMS: readonly SystemFacts[] = Object.values(FACTS);

/** What the device told of itself; an iPad that claims to be a Mac is known by its touch points. */
export function systemFacts(userAgent: string, touchPoints: number): SystemFacts {
	const facts = FACTS[systemOf(userAgent, touchPoints)];
	const isSafariOnMac = facts.system === "mac" && browserOf(userAgent) === "Safari";
	return isSafariOnMac ? { ...facts, actionButtons: false } : facts;
}

/** "Chrome on Android", "iPhone", "Firefox on Linux": a name that the owner would recognise. */
export function deviceName(userAgent: string, touchPoints = 0): string {
	const system = systemOf(userAgent, touchPoints);
	if (system === "ios") return /iPhone/.test(userAgent) ? "iPhone" : "iPad";
	const names = { android: "Android", mac: "Mac", windows: "Windows", linux: "Linux" };
	return `${browserOf(userAgent)} on ${names[system]}`;
}

/** Whether this page can have push at all, here and now. */
export function pushSupport(): boolean {
	return (
		typeof navigator !== "undefined" &&
		"serviceWorker" in navigator &&
		"PushManager" in globalThis &&
		"Notification" in globalThis
	);
}

/** Whether the app runs from the Home Screen, the dock or a window of its own. */
export function isInstalled(): boolean {
	return (
		matchMedia("(display-mode: standalone)").matches ||
		("standalone" in navigator && navigator.standalone === true)
	);
}

function systemOf(userAgent: string, touchPoints: number): System {
	if (/iPhone|iPad|iPod/.test(userAgent)) return "ios";
	if (/Macintosh/.test(userAgent)) return touchPoints > 1 ? "ios" : "mac";
	if (/Android/.test(userAgent)) return "android";
	return /Windows/.test(userAgent) ? "windows" : "linux";
}

function browserOf(userAgent: string): BrowserName {
	const marks: [RegExp, BrowserName][] = [
		[/Edg(e|A|iOS)?\//, "Edge"],
		[/SamsungBrowser\//, "Samsung Internet"],
		[/OPR\//, "Opera"],
		[/Firefox\/|FxiOS\//, "Firefox"],
		[/Chrome\/|CriOS\//, "Chrome"],
		[/Safari\//, "Safari"],
	];
	return marks.find(([mark]) => mark.test(userAgent))?.[1] ?? "Browser";
}

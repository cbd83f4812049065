/**
 * A deploy takes away the code that an open tab has not fetched yet. The page then starts anew, as the new version:
 * once for each version that it meets, so that what stays broken is said instead of reloading without end.
 */
import { setStrip } from "../state/strip.ts";
import { isTextUnsent } from "../state/typing.ts";

/** Part of the app could not be fetched, and starting anew does not help or was not possible. */
export class CodeMissing extends Error {}

const STORAGE_KEY = "tocsin-started-anew";
/** The name of this file carries the hash of what it was built from. */
const VERSION = import.meta.url;

/**
 * Fetches a part of the app, or starts the page anew when the part is gone. `goal`: where the app is going, which the
 * address says only when the screen is there: `/app/services?…`.
 */
export async function fetched<T>(load: () => Promise<T>, goal?: string): Promise<T> {
	try {
		return await load();
	} catch (cause) {
		if (!(await isServed())) throw new CodeMissing("the server cannot be reached", { cause });
		if (isStarting) return never();
		if (isTextUnsent()) return askFirst(goal);
		if (!remembersThis()) throw new CodeMissing("it is missing in the newest version", { cause });
		startAnew(goal);
		return never();
	}
}

/** Several parts may be missing at once. */
let isStarting = false;

function startAnew(goal: string | undefined): void {
	isStarting = true;
	if (goal === undefined || goal === location.pathname + location.search) location.reload();
	else location.assign(goal);
}

/** What is on the screen stays on it until the person has done with the text. */
function askFirst(goal: string | undefined): Promise<never> {
	setStrip("version", {
		tone: "amber",
		text: "Tocsin was updated. Copy what you wrote, then reload: it is not kept",
		act: "Reload",
		onAct: () => startAnew(goal),
	});
	return never();
}

/** Nothing comes after a page that is about to be another. */
const never = (): Promise<never> => new Promise(() => {});

/** A reload without a server would lose even what is there. */
async function isServed(): Promise<boolean> {
	try {
		return (await fetch("/app/", { cache: "no-store" })).ok;
	} catch {
		return false;
	}
}

/** False when this version has started the page anew before, or when the browser keeps nothing to know it by. */
function remembersThis(): boolean {
	try {
		if (sessionStorage.getItem(STORAGE_KEY) === VERSION) return false;
		sessionStorage.setItem(STORAGE_KEY, VERSION);
		return true;
	} catch {
		return false;
	}
}

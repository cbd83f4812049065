import { createStore, del, get, type UseStore, update } from "idb-keyval";

/** What the service worker must know without a window, a session or a network. */
export interface Device {
	userId: string;
	/** The contact method that this browser is. */
	methodId: string | null;
	/** What the person calls it. */
	name: string | null;
	tapToAcknowledge: boolean;
}

const KEY = "device";
let opened: UseStore | undefined;
const store = (): UseStore => {
	opened ??= createStore("tocsin-device", "values");
	return opened;
};

/** Null while nobody has signed in here, or where the browser keeps nothing. */
export async function readDevice(): Promise<Device | null> {
	try {
		return (await get<Device>(KEY, store())) ?? null;
	} catch {
		return null;
	}
}

/** The app mirrors here what it has learnt; another person's device begins anew. */
export async function rememberDevice(facts: Partial<Device> & { userId: string }): Promise<void> {
	const fresh: Device = { userId: facts.userId, methodId: null, name: null, tapToAcknowledge: false };
	try {
		await update<Device>(
			KEY,
			(before) => ({ ...(before?.userId === facts.userId ? before : fresh), ...facts }),
			store(),
		);
	} catch {
		// Without storage the worker asks for a tap on the button, and the app subscribes anew when it opens.
	}
}

/** At sign-out. */
export async function forgetDevice(): Promise<void> {
	await del(KEY, store()).catch(() => undefined);
}

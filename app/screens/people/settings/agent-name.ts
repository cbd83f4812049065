import { deviceName } from "../../../push/systems.ts";

/** A paired device says its own name; a browser only what it is, and that is put into a name. */
export const agentName = (text: string): string =>
	/^Mozilla\//.test(text) ? deviceName(text) : text || "Unknown device";

import { ALL_SYSTEMS, type System } from "../../../push/systems.ts";
import type { ContactMethod } from "../../../state/wire.ts";
import { dateWords } from "../../../state/words.ts";

export type Heard = NonNullable<ContactMethod["heard"]>;

export const HEARD_WORDS: Record<Heard, string> = {
	sound: "Yes",
	vibration: "It only vibrated",
	nothing: "No",
};

/** "heard on Nov 12 09:41", "only vibrated on …", "silent on …"; null while its owner has not said. */
export function heardWords({ heard, heardAt }: Pick<ContactMethod, "heard" | "heardAt">): string | null {
	if (heard === null || heardAt === null) return null;
	const how = { sound: "heard", vibration: "only vibrated", nothing: "silent" }[heard];
	return `${how} on ${dateWords(heardAt)}`;
}

export const SYSTEM_NAMES = ALL_SYSTEMS.map(({ system, called }) => ({ value: system, name: called }));

/** The system of a device that is elsewhere, as far as its name says it; a phone is meant where it does not. */
export function systemOfName(name: string): System {
	if (/iphone|ipad|\bios\b/i.test(name)) return "ios";
	if (/\bmac/i.test(name)) return "mac";
	if (/windows|\bpc\b/i.test(name)) return "windows";
	return /linux/i.test(name) ? "linux" : "android";
}

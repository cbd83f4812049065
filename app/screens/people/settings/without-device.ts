/** What becomes of a person's pages when one of their devices stops ringing. */
import type { ContactMethod, Now } from "../../../state/wire.ts";
import { listOfNames, myCallWords } from "../../../state/words.ts";

type Device = Pick<ContactMethod, "id" | "name" | "state">;

/** "Pages no longer reach this device. iPhone still rings."; whoever has no other is told so, and whether on call. */
export function withoutDeviceWords(
	which: string,
	goneId: string,
	devices: Device[],
	mine: Now["me"] | undefined,
	now: number,
): string {
	const others = devices.filter((one) => one.id !== goneId && one.state === "active").map(({ name }) => name);
	if (others.length > 0)
		return `Pages no longer reach ${which}. ${listOfNames(others)} still ${others.length === 1 ? "rings" : "ring"}.`;
	const isOnCall = mine !== undefined && mine.onCall.length > 0;
	const call = isOnCall ? ` ${myCallWords(mine, now)}.` : "";
	return `Pages no longer reach you: no other device of yours rings.${call}`;
}

import { NOT_ACKNOWLEDGED } from "../../../worker/platform/rules/phrases.ts";
import { firstWords } from "../../state/first-acknowledgement.ts";
import { usersResource } from "../../state/name-book.ts";
import { me } from "../../state/session.ts";
import { shortNames } from "../../state/short-names.ts";
import type { Incident } from "../../state/wire.ts";

/** "Not acknowledged", "You have it", "Bo has it". Reading it in JSX follows who is known. */
export function whoHasIt(incident: Incident): string {
	const { state, acknowledgedBy: by } = incident;
	const myId = me().value?.user.id;
	if (state === "triggered") return firstWords(incident, myId, true) ?? NOT_ACKNOWLEDGED;
	if (by?.kind === "user" && by.id === myId) return "You have it";
	const names = shortNames(usersResource().value?.items ?? []);
	return `${names.get(by?.id ?? "") ?? by?.name ?? "Someone"} has it`;
}

import { usersResource } from "../../state/name-book.ts";
import { me } from "../../state/session.ts";
import { shortNames } from "../../state/short-names.ts";
import type { Incident } from "../../state/wire.ts";

/** "Not acknowledged", "You have it", "Bo has it". Reading it in JSX follows who is known. */
export function whoHasIt({ state, acknowledgedBy: by }: Incident): string {
	if (state === "triggered") return "Not acknowledged";
	if (by?.kind === "user" && by.id === me().value?.user.id) return "You have it";
	const names = shortNames(usersResource().value?.items ?? []);
	return `${names.get(by?.id ?? "") ?? by?.name ?? "Someone"} has it`;
}

import { schedulesResource } from "../../../state/lists.ts";
import { nowResource, openNameBook, teamsResource, usersResource } from "../../../state/name-book.ts";
import type { Resource } from "../../../state/resource.ts";
import { mayAs } from "../../../state/session.ts";
import { shortNames } from "../../../state/short-names.ts";
import type { List, Policy, Webhook } from "../../../state/wire.ts";
import { webhooksResource } from "./policies-state.ts";
import type { TargetBook } from "./policy-words.ts";

/** Names for whatever a policy may page. Reading it in JSX follows what is known. */
export function openTargetBook(): () => TargetBook {
	openNameBook();
	const schedules = schedulesResource();
	const webhooks: Resource<List<Webhook>> | null = mayAs("admin") ? webhooksResource() : null;
	return () => ({
		users: usersResource().value?.items ?? [],
		schedules: schedules.value?.items ?? [],
		teams: teamsResource().value?.items ?? [],
		webhooks: (webhooks?.value?.items ?? []).map(({ id, name }) => ({ id, name })),
	});
}

type Target = Policy["levels"][number]["targets"][number];

/** Who it is at this moment: "Ana now", "No one now", "3 people"; null where the target itself says it. */
export function nowWords({ kind, id }: Target, myId: string | undefined): string | null {
	if (kind === "team") {
		const count = teamsResource().value?.items.find((team) => team.id === id)?.memberIds.length;
		return count === undefined ? null : count === 1 ? "1 person" : `${count} people`;
	}
	if (kind !== "schedule") return null;
	const turn = nowResource().value?.onCall.find(({ scheduleId }) => scheduleId === id);
	if (!turn) return null;
	if (turn.userId === null) return "No one now";
	if (turn.userId === myId) return "You now";
	const short = shortNames(usersResource().value?.items ?? []).get(turn.userId);
	return `${short ?? turn.userName ?? "Someone"} now`;
}

import { readMembers } from "../../../db/people/teams.ts";
import { type Owner, teamIdOf } from "../../../db/platform/owners.ts";
import type { AppContext } from "../../platform/http/app-env.ts";
import { problem } from "../../platform/http/problems.ts";
import type { Actor } from "../../platform/rules/caller.ts";

/**
 * Why a responder may not change what belongs to this owner; null when they may: it is their team's, or nobody's. A token
 * stands for no person, and so is in no team.
 */
export async function refuseOwner(c: AppContext, actor: Actor, owner: Owner): Promise<Response | null> {
	const teamId = await teamIdOf(c.env.DB, owner);
	const team = teamId === null ? null : await readMembers(c.env.DB, teamId);
	if (!team) return null;
	if (actor.kind === "user" && actor.id !== null && team.memberIds.includes(actor.id)) return null;
	const detail = `This belongs to the team ${team.name}. Its members and admins can change it.`;
	return problem(c, "forbidden", detail, { members: { teamId } });
}

import { Hono } from "hono";
import { type TeamRow, teamRows } from "../../../db/people/teams.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { mount } from "../../platform/http/mount.ts";
import { refreshDesksNaming } from "../../platform/http/refresh.ts";
import type { Resource } from "../../platform/http/resource.ts";
import { teamCalls, teamOut } from "./contract.ts";

export const teamResource: Resource<TeamRow> = {
	kind: "team",
	rows: teamRows,
	plain: wireOf(teamOut),
	references: (row) => row.memberIds.map((id, i) => ({ pointer: `/memberIds/${i}`, kind: "user", id })),
	changed: async (c, row) => refreshDesksNaming(c, row.id),
};

export const teamRoutes = new Hono<AppEnv>();

mount(teamRoutes, teamCalls, teamResource, { making: { row: (stored, input) => ({ ...stored, ...input }) } });

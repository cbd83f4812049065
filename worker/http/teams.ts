import { Hono } from "hono";
import { type TeamRow, teamRows } from "../../db/teams.ts";
import { storedWire } from "../contract/stored.ts";
import { teamCalls } from "../contract/teams.ts";
import type { AppEnv } from "./app-env.ts";
import { mount } from "./mount.ts";
import { refreshAllDesks } from "./refresh.ts";
import type { Resource } from "./resource.ts";

const teams: Resource<TeamRow> = {
	kind: "team",
	rows: teamRows,
	plain: (row) => ({
		...storedWire(row),
		name: row.name,
		memberIds: row.memberIds,
		businessHours: row.businessHours,
	}),
	references: (row) => row.memberIds.map((id, i) => ({ pointer: `/memberIds/${i}`, kind: "user", id })),
	changed: async (c) => refreshAllDesks(c),
};

export const teamRoutes = new Hono<AppEnv>();

mount(teamRoutes, teamCalls, teams, { make: (stored, input) => ({ ...stored, ...input }) });

import { Hono } from "hono";
import { type PolicyRow, policyRows } from "../../../db/paging/policies.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { mount } from "../../platform/http/mount.ts";
import { refreshDesksNaming } from "../../platform/http/refresh.ts";
import type { Resource } from "../../platform/http/resource.ts";
import { policyCalls, policyOut } from "./contract.ts";

export const policyResource: Resource<PolicyRow> = {
	kind: "policy",
	rows: policyRows,
	plain: wireOf(policyOut),
	owner: (row) => ({ kind: "team", id: row.teamId }),
	references: (row) => [
		...(row.teamId === null ? [] : [{ pointer: "/teamId", kind: "team" as const, id: row.teamId }]),
		...row.levels.flatMap((level, l) =>
			level.targets.map(({ kind, id }, t) => ({ pointer: `/levels/${l}/targets/${t}/id`, kind, id })),
		),
	],
	changed: async (c, row) => refreshDesksNaming(c, row.id),
};

export const policyRoutes = new Hono<AppEnv>();

mount(policyRoutes, policyCalls, policyResource, {
	making: { row: (stored, input) => ({ ...stored, ...input }) },
});

import { Hono } from "hono";
import { type PolicyRow, policyRows } from "../../db/policies.ts";
import { policyCalls } from "../contract/policies.ts";
import { storedWire } from "../contract/stored.ts";
import type { AppEnv } from "./app-env.ts";
import { mount } from "./mount.ts";
import { refreshAllDesks } from "./refresh.ts";
import type { Resource } from "./resource.ts";

const policies: Resource<PolicyRow> = {
	kind: "policy",
	rows: policyRows,
	plain: (row) => ({ ...storedWire(row), name: row.name, levels: row.levels, repeat: row.repeat }),
	references: (row) =>
		row.levels.flatMap((level, l) =>
			level.targets.map(({ kind, id }, t) => ({ pointer: `/levels/${l}/targets/${t}/id`, kind, id })),
		),
	changed: async (c) => refreshAllDesks(c),
};

export const policyRoutes = new Hono<AppEnv>();

mount(policyRoutes, policyCalls, policies, { make: (stored, input) => ({ ...stored, ...input }) });

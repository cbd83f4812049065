import { Hono } from "hono";
import { type ComponentRow, componentRows } from "../../db/components.ts";
import { componentCalls } from "../contract/components.ts";
import { storedWire } from "../contract/stored.ts";
import type { AppEnv } from "./app-env.ts";
import { mount } from "./mount.ts";
import { publishComponents } from "./publish-components.ts";
import { refreshAllDesks } from "./refresh.ts";
import type { Resource } from "./resource.ts";

export const componentResource: Resource<ComponentRow> = {
	kind: "component",
	rows: componentRows,
	plain: (row) => ({
		...storedWire(row),
		name: row.name,
		group: row.group,
		position: row.position,
		status: row.status,
	}),
	changed: async (c) => {
		await publishComponents(c.env);
		refreshAllDesks(c);
	},
};

export const componentRoutes = new Hono<AppEnv>();

mount(componentRoutes, componentCalls, componentResource, {
	make: (stored, input) => ({ ...stored, ...input }),
});

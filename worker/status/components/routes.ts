import { Hono } from "hono";
import { type ComponentRow, componentRows } from "../../../db/status/components.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { mount } from "../../platform/http/mount.ts";
import { refreshDesksNaming } from "../../platform/http/refresh.ts";
import type { Resource } from "../../platform/http/resource.ts";
import { publishComponents } from "../../services/publish-components.ts";
import { componentCalls, componentOut } from "./contract.ts";

export const componentResource: Resource<ComponentRow> = {
	kind: "component",
	rows: componentRows,
	plain: wireOf(componentOut),
	changed: async (c, row) => {
		await publishComponents(c.env);
		refreshDesksNaming(c, row.id);
	},
};

export const componentRoutes = new Hono<AppEnv>();

mount(componentRoutes, componentCalls, componentResource, {
	making: { row: (stored, input) => ({ ...stored, ...input }) },
});

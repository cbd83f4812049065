import { Hono } from "hono";
import {
	allComponents,
	type ComponentRow,
	componentRows,
	moveComponents,
} from "../../../db/status/components.ts";
import type { FieldError } from "../../platform/contract/problem.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldError } from "../../platform/http/input.ts";
import { mount } from "../../platform/http/mount.ts";
import { invalid, problem } from "../../platform/http/problems.ts";
import { refreshDesksNaming } from "../../platform/http/refresh.ts";
import { auditOf, type Resource } from "../../platform/http/resource.ts";
import { publishComponents } from "../../services/publish-components.ts";
import { placesOf } from "../rules/arrangement.ts";
import { componentCalls, componentOut } from "./contract.ts";

export const componentResource: Resource<ComponentRow> = {
	kind: "component",
	rows: componentRows,
	plain: wireOf(componentOut),
	refuse: (_, row, before) => refuseUntil(row, before),
	changed: async (c, row) => {
		await publishComponents(c.env);
		refreshDesksNaming(c, row.id);
	},
};

export const componentRoutes = new Hono<AppEnv>();

mount(componentRoutes, componentCalls, componentResource, {
	making: { row: (stored, input) => ({ ...stored, ...input }) },
	// What ends a status by hand ends with it.
	apply: (row, patch) => ({
		...row,
		...(patch.status === "operational" && { statusUntil: null }),
		...patch,
	}),
});

handle(componentRoutes, componentCalls.arrange, async (c, { body }) => {
	const names = body.groups.map(({ name }) => name).filter((name) => name !== null);
	if (new Set(names).size < names.length)
		return invalid(c, [fieldError("/groups", "must not name a group twice")]);
	const all = await allComponents(c.env.DB);
	const moved = placesOf(all, body.groups);
	const stale = (rows: ComponentRow[]) =>
		problem(c, "precondition-failed", "The components changed after they were read.", {
			members: { current: { items: rows.map(componentResource.plain), nextCursor: null } },
		});
	if (!moved) return stale(all);
	const placed = (rows: readonly Pick<ComponentRow, "id" | "group" | "position">[]) => ({
		components: rows.map(({ id, group, position }) => ({ id, group, position })),
	});
	const change = {
		...auditOf(c, "component.arranged"),
		...{ targetKind: "component" as const, targetId: "components" },
		...{ before: placed(all.filter(({ id }) => moved.some((one) => one.id === id))), after: placed(moved) },
	};
	if (moved.length > 0 && (await moveComponents(c.env.DB, all, moved, change)) === "stale")
		return stale(await allComponents(c.env.DB));
	await publishComponents(c.env);
	const items = (await allComponents(c.env.DB)).map(componentResource.plain);
	return c.json({ items, nextCursor: null });
});

function refuseUntil({ status, statusUntil }: ComponentRow, before: ComponentRow | null): FieldError[] {
	if (statusUntil === null || statusUntil === before?.statusUntil) return [];
	if (status === "operational") return [fieldError("/statusUntil", "needs a status other than operational")];
	return statusUntil > Date.now() ? [] : [fieldError("/statusUntil", "must be in the future")];
}

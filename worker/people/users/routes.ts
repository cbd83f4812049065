import { Hono } from "hono";
import { adminsBeside, methodIdsOf, type UserRow, userRows } from "../../../db/people/users.ts";
import type { Reference } from "../../../db/platform/references.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { fieldError } from "../../platform/http/input.ts";
import { mount } from "../../platform/http/mount.ts";
import { dismiss, refreshAllDesks, refreshDesksNaming } from "../../platform/http/refresh.ts";
import type { Resource } from "../../platform/http/resource.ts";
import { isIdOf } from "../../platform/rules/id.ts";
import { userCalls, userOut } from "./contract.ts";

export const userResource: Resource<UserRow> = {
	kind: "user",
	rows: userRows,
	plain: wireOf(userOut),
	references: (row) => [...methodsNamed(row, "high"), ...methodsNamed(row, "low")],
	refuse: async (c, row) => {
		const named = userResource.references?.(row) ?? [];
		if (named.length === 0) return [];
		const own = await methodIdsOf(c.env.DB, row.id);
		const others = named.filter(({ id }) => !own.includes(id));
		return others.map(({ pointer }) =>
			fieldError(pointer, "must be one of the person's own contact methods"),
		);
	},
	conflictReason: async (c, before, after) => {
		const stepsDown = before.role === "admin" && after?.role !== "admin";
		if (!stepsDown || c.get("actor").id !== before.id) return null;
		const isLast = (await adminsBeside(c.env.DB, before.id)) === 0;
		return isLast ? "You’re the only admin. Make someone else an admin first." : null;
	},
	changed: async (c, row, how, before) => {
		refreshPlansOf(c, row, how, before);
		const hasLost = how === "deleted" || (before !== undefined && before.role !== row.role);
		if (hasLost) await dismiss(c.env, `user:${row.id}`);
	},
};

/** Admins are in every plan, whoever is new in none. */
function refreshPlansOf(
	c: AppContext,
	row: UserRow,
	how: "created" | "updated" | "deleted",
	before?: UserRow,
): void {
	if (row.role === "admin" || before?.role === "admin") refreshAllDesks(c);
	else if (how !== "created") refreshDesksNaming(c, row.id);
}

function methodsNamed(row: UserRow, urgency: "high" | "low"): Reference[] {
	const rules = row.notificationRules?.[urgency] ?? [];
	return rules.flatMap(({ method }, index) =>
		isIdOf("contactMethod", method)
			? [{ pointer: `/notificationRules/${urgency}/${index}/method`, kind: "contactMethod", id: method }]
			: [],
	);
}

export const userRoutes = new Hono<AppEnv>();

mount(userRoutes, userCalls, userResource, { making: { row: (stored, input) => ({ ...stored, ...input }) } });

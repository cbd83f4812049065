import { Hono } from "hono";
import type { Reference } from "../../db/platform/references.ts";
import { ofTeam, type ServiceRow, serviceRows } from "../../db/services/services.ts";
import { refuseHttpCheck } from "../monitoring/checks/http/refuse.ts";
import { SMOKE_TIMEOUT_SECONDS } from "../monitoring/rules/check.ts";
import type { SmokeCheck } from "../monitoring/rules/monitor.ts";
import type { FieldError } from "../platform/contract/problem.ts";
import { wireOf } from "../platform/contract/stored.ts";
import type { AppContext, AppEnv } from "../platform/http/app-env.ts";
import { handle } from "../platform/http/handle.ts";
import { fieldError } from "../platform/http/input.ts";
import { quietly, refreshDesk } from "../platform/http/refresh.ts";
import {
	createOne,
	listAll,
	newStored,
	type Resource,
	readOne,
	removeOne,
	updateOne,
} from "../platform/http/resource.ts";
import { blockedTarget } from "../platform/http/targets.ts";
import type { IdKind } from "../platform/rules/id.ts";
import { vaultOf } from "../platform/stubs.ts";
import { serviceCalls, serviceOut } from "./contract.ts";
import { publishComponents } from "./publish-components.ts";

const wireOfRow = wireOf(serviceOut);

/** What was saved before there was a choice has the usual time-out. */
const smokeWire = (check: SmokeCheck): SmokeCheck => ({ timeoutSeconds: SMOKE_TIMEOUT_SECONDS, ...check });

export const serviceResource: Resource<ServiceRow> = {
	kind: "service",
	rows: serviceRows,
	plain: (row) => ({ ...wireOfRow(row), smokeChecks: row.smokeChecks.map(smokeWire) }),
	owner: (row) => ({ kind: "team", id: row.teamId }),
	references: (row) => [
		...one("/teamId", "team", row.teamId),
		...one("/escalationPolicyId", "policy", row.escalationPolicyId),
		...one("/componentId", "component", row.componentId),
		...row.runbookIds.flatMap((id, i) => one(`/runbookIds/${i}`, "runbook", id)),
		...row.notifyUserIds.flatMap((id, i) => one(`/notifyUserIds/${i}`, "user", id)),
		...row.dependsOn.flatMap((id, i) => one(`/dependsOn/${i}`, "service", id)),
	],
	refuse: (c, row) => [...dependsOnItself(row), ...refuseSmokeChecks(c, row)],
	changed: async (c, row, how) => {
		const { env } = c;
		const desks = how === "deleted" ? vaultOf(env).forgetDesk(row.id) : vaultOf(env).registerDesk(row.id);
		await Promise.all([
			quietly("desk.register_failed", { serviceId: row.id }, () => desks),
			refreshDesk(env, row.id),
			publishComponents(env),
		]);
	},
};

function one(pointer: string, kind: IdKind, id: string | null): Reference[] {
	return id === null ? [] : [{ pointer, kind, id }];
}

function dependsOnItself(row: ServiceRow): FieldError[] {
	return row.dependsOn.includes(row.id)
		? [fieldError("/dependsOn", "must not include the service itself")]
		: [];
}

function refuseSmokeChecks(c: AppContext, row: ServiceRow): FieldError[] {
	return row.smokeChecks.flatMap(({ request, expect }, i) => [
		...refuseHttpCheck(request, expect).map(({ pointer, message }) =>
			fieldError(`/smokeChecks/${i}${pointer}`, message),
		),
		...blockedTarget(c, "check", request.url, `/smokeChecks/${i}/request/url`),
	]);
}

export const serviceRoutes = new Hono<AppEnv>();

handle(serviceRoutes, serviceCalls.list, (c, { query }) =>
	listAll(c, serviceResource, query, query.teamId === undefined ? undefined : ofTeam(query.teamId)),
);
handle(serviceRoutes, serviceCalls.read, (c, { ids }) => readOne(c, serviceResource, ids.id));
handle(serviceRoutes, serviceCalls.update, (c, { ids, body }) =>
	updateOne(c, serviceResource, ids.id, (row) => ({ ...row, ...body })),
);
handle(serviceRoutes, serviceCalls.remove, (c, { ids }) => removeOne(c, serviceResource, ids.id));

handle(serviceRoutes, serviceCalls.create, (c, { body }) =>
	createOne(c, serviceResource, { ...newStored("service"), ...body }),
);

import { Hono } from "hono";
import { changeSettings, readSettings, type SettingsRow } from "../../../db/people/settings.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { changedSince, etagOf, namedVersions, stale } from "../../platform/http/precondition.ts";
import { problem } from "../../platform/http/problems.ts";
import { auditOf } from "../../platform/http/resource.ts";
import { toWireOrNull } from "../../platform/rules/time.ts";
import { settingsCalls } from "./contract.ts";

/** Without `If-Match`, a change that meets another one is applied again on top of it. */
const TRIES = 3;

export const settingsRoutes = new Hono<AppEnv>();

async function current(c: AppContext): Promise<SettingsRow> {
	return (await readSettings(c.env.DB)) ?? { version: 1, updatedAt: null, remediationsStopped: false };
}

function wire({ remediationsStopped, version, updatedAt }: SettingsRow) {
	return { remediationsStopped, version, updatedAt: toWireOrNull(updatedAt) };
}

handle(settingsRoutes, settingsCalls.read, async (c) => {
	const row = await current(c);
	return c.json(wire(row), 200, { etag: etagOf(row.version) });
});

handle(settingsRoutes, settingsCalls.change, async (c, { body }) => {
	for (let attempt = 0; attempt < TRIES; attempt++) {
		const before = await current(c);
		const outdated = stale(c, before.version, wire(before));
		if (outdated) return outdated;
		const entry = auditOf(c, "settings.updated");
		const remediationsStopped = body.remediationsStopped ?? before.remediationsStopped;
		const after = { remediationsStopped, version: before.version + 1, updatedAt: entry.at };
		const change = {
			...entry,
			targetKind: "settings" as const,
			targetId: "settings",
			before: wire(before),
			after: wire(after),
		};
		const done = await changeSettings(c.env.DB, before.version, { remediationsStopped }, change);
		if (done === "updated") return c.json(wire(after), 200, { etag: etagOf(after.version) });
	}
	const row = await current(c);
	return namedVersions(c)
		? changedSince(c, row.version, wire(row))
		: problem(c, "conflict", "Someone else is changing this right now. Try again.");
});

import { Hono } from "hono";
import { keepKeys } from "../../db/configuration/keys.ts";
import type { AppContext, AppEnv } from "../platform/http/app-env.ts";
import { isJson } from "../platform/http/body.ts";
import { handle } from "../platform/http/handle.ts";
import { invalid } from "../platform/http/problems.ts";
import { applyPlan, report } from "./apply.ts";
import { configurationCalls } from "./contract.ts";
import { fileOf, keysOfAll, readCurrent } from "./current.ts";
import { jsonOf, readParsed, readYaml, yamlOf } from "./file-text.ts";
import { planOf } from "./plan.ts";
import { fromGrafana } from "./rules/grafana.ts";
import { fromOpsgenie } from "./rules/opsgenie.ts";
import { fromPagerDuty } from "./rules/pagerduty.ts";
import { SECTIONS } from "./sections.ts";

export const configurationRoutes = new Hono<AppEnv>();

handle(configurationRoutes, configurationCalls.export, async (c) => {
	const current = await readCurrent(c.env.DB, Date.now());
	const keys = keysOfAll(current, () => []);
	// From now on a file may name these: whatever they are called later, they keep their keys.
	const fresh = SECTIONS.flatMap(({ name, kind }) =>
		(current.things.get(name) ?? [])
			.filter(({ key }) => key === undefined)
			.map(({ id }) => ({ kind, id, key: keys.get(id) ?? id })),
	);
	await keepKeys(c.env.DB, fresh);
	const file = fileOf(current, keys);
	return isJsonAsked(c)
		? c.body(jsonOf(file), 200, headersOf("application/json", "json"))
		: c.body(yamlOf(file), 200, headersOf("application/yaml", "yaml"));
});

const headersOf = (type: string, ending: string) => ({
	"content-type": `${type}; charset=utf-8`,
	"content-disposition": `attachment; filename="tocsin.${ending}"`,
});

const isJsonAsked = (c: AppContext): boolean => /\bapplication\/json\b/.test(c.req.header("accept") ?? "");

handle(configurationRoutes, configurationCalls.apply, async (c, { query }) => {
	const read = isJson(c) ? readParsed(c.get("body")) : readYaml(c.get("bodyText") ?? "");
	if (!read.ok) return invalid(c, read.errors);
	const now = Date.now();
	if (!query.dryRun) return applyPlan(c, read.file, query.prune);
	const planned = await planOf(c, read.file, await readCurrent(c.env.DB, now), { prune: query.prune, now });
	if (!planned.ok) return invalid(c, planned.errors);
	return c.json(report(planned.plan, []));
});

const IMPORTS = { pagerduty: fromPagerDuty, opsgenie: fromOpsgenie, "grafana-oncall": fromGrafana };

handle(configurationRoutes, configurationCalls.import, (c, { query }) => {
	const read = readParsed(c.get("body"));
	if (!read.ok) return invalid(c, read.errors);
	const { file, notes } = IMPORTS[query.from](read.file, Date.now());
	return c.json({ file: yamlOf(file), notes });
});

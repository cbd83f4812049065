import { Hono } from "hono";
import {
	changeSettings,
	readSettings,
	type Settings,
	type SettingsRow,
} from "../../../db/people/settings.ts";
import { foreignWebhooks } from "../../../db/platform/foreign-webhooks.ts";
import { missingReferences, type Reference } from "../../../db/platform/references.ts";
import type { FieldError } from "../../platform/contract/problem.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldError } from "../../platform/http/input.ts";
import { changedSince, etagOf, namedVersions, stale } from "../../platform/http/precondition.ts";
import { invalid, problem } from "../../platform/http/problems.ts";
import { quietly, refreshAllDesks } from "../../platform/http/refresh.ts";
import { auditOf } from "../../platform/http/resource.ts";
import { toWireOrNull } from "../../platform/rules/time.ts";
import { publicationOf } from "../../platform/stubs.ts";
import { DEFAULT_PAGE_LANGUAGES } from "../rules/page-languages.ts";
import { logoWords } from "../rules/page-logo.ts";
import type { Stakeholder } from "../rules/person.ts";
import { publicPageOf } from "../rules/public-page.ts";
import { DEFAULT_REPORT_THRESHOLD } from "../rules/report-threshold.ts";
import { settingsCalls } from "./contract.ts";

/** Without `If-Match`, a change that meets another one is applied again on top of it. */
const TRIES = 3;

export const settingsRoutes = new Hono<AppEnv>();

/** As long as nobody has changed them. */
export const SETTINGS_DEFAULTS: Settings = {
	remediationsStopped: false,
	organizationName: null,
	logo: null,
	pageAccents: null,
	pageIntro: null,
	pageFooter: null,
	collapsedGroups: [],
	timeZone: null,
	languages: DEFAULT_PAGE_LANGUAGES,
	stakeholders: [],
	reportThreshold: DEFAULT_REPORT_THRESHOLD,
	weeklyCheckIn: true,
};

/** Without what every stored thing carries. */
export const settingsOf = (row: Settings): Settings => {
	const { remediationsStopped, organizationName, logo, timeZone } = row;
	const { pageAccents, pageIntro, pageFooter } = row;
	const { stakeholders, reportThreshold, weeklyCheckIn } = row;
	const languages = row.languages ?? DEFAULT_PAGE_LANGUAGES;
	return {
		...{ remediationsStopped, organizationName, logo, timeZone, stakeholders: stakeholders ?? [] },
		...{ pageAccents, pageIntro, pageFooter, collapsedGroups: row.collapsedGroups ?? [] },
		...{ languages, reportThreshold: reportThreshold ?? DEFAULT_REPORT_THRESHOLD },
		weeklyCheckIn: weeklyCheckIn ?? true,
	};
};

/** As changed, or as they are by default. */
export async function currentSettings(c: AppContext): Promise<SettingsRow> {
	return (await readSettings(c.env.DB)) ?? { version: 1, updatedAt: null, ...SETTINGS_DEFAULTS };
}

const wire = (row: SettingsRow) => ({
	...settingsOf(row),
	version: row.version,
	updatedAt: toWireOrNull(row.updatedAt),
});

/** A list of the audit log has no room for pictures. */
function audited(row: SettingsRow) {
	const { logo, ...rest } = wire(row);
	return { ...rest, logo: logo && logoWords(logo) };
}

/** The public page says it at once; what does not arrive, a tick makes good within the hour. */
function publish(c: AppContext, settings: Settings): void {
	const page = publicPageOf(settings);
	const publication = publicationOf(c.env);
	c.executionCtx.waitUntil(quietly("settings.publish_failed", {}, () => publication.setPage(page)));
}

function referenceOf({ userId = null, channel }: Stakeholder, i: number): Reference[] {
	const pointer = `/stakeholders/${i}`;
	return userId === null
		? [{ pointer: `${pointer}/channel`, kind: "webhook", id: channel }]
		: [{ pointer: `${pointer}/userId`, kind: "user", id: userId }];
}

async function refuseStakeholders({ env: { DB } }: AppContext, given: Stakeholder[]): Promise<FieldError[]> {
	const named = given.flatMap(referenceOf);
	const [missing, foreign] = await Promise.all([missingReferences(DB, named), foreignWebhooks(DB, named)]);
	return [
		...missing.map(({ pointer, id }) => fieldError(pointer, `does not exist: ${id}`)),
		...foreign.map(({ pointer }) =>
			fieldError(pointer, "opens alerts in another tool, and takes no notices"),
		),
	];
}

handle(settingsRoutes, settingsCalls.read, async (c) => {
	const row = await currentSettings(c);
	return c.json(wire(row), 200, { etag: etagOf(row.version) });
});

handle(settingsRoutes, settingsCalls.change, async (c, { body }) => {
	const wrong = await refuseStakeholders(c, body.stakeholders ?? []);
	if (wrong.length > 0) return invalid(c, wrong);
	for (let attempt = 0; attempt < TRIES; attempt++) {
		const before = await currentSettings(c);
		const outdated = stale(c, before.version, wire(before));
		if (outdated) return outdated;
		const entry = auditOf(c, "settings.updated");
		const wanted = { ...settingsOf(before), ...body };
		const after = { ...wanted, version: before.version + 1, updatedAt: entry.at };
		const change = {
			...entry,
			targetKind: "settings" as const,
			targetId: "settings",
			before: audited(before),
			after: audited(after),
		};
		const done = await changeSettings(c.env.DB, before.version, wanted, change);
		if (done === "updated") publish(c, wanted);
		// Every service's plan says who is told.
		if (done === "updated" && body.stakeholders) refreshAllDesks(c);
		if (done === "updated") return c.json(wire(after), 200, { etag: etagOf(after.version) });
	}
	const row = await currentSettings(c);
	return namedVersions(c)
		? changedSince(c, row.version, wire(row))
		: problem(c, "conflict", "Someone else is changing this right now. Try again.");
});

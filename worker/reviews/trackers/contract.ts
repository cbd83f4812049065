import { z } from "@hono/zod-openapi";
import { crud } from "../../platform/contract/endpoint.ts";
import { line, text } from "../../platform/contract/fields.ts";
import { storedOut } from "../../platform/contract/stored.ts";
import {
	DEFAULT_BODY,
	DEFAULT_TITLE,
	ISSUE_VARIABLES,
	TRACKER_KINDS,
	unknownVariable,
} from "../rules/issue.ts";
import { githubSettings } from "./github/contract.ts";
import { jiraSettings } from "./jira/contract.ts";
import { linearSettings } from "./linear/contract.ts";
import { webhookTrackerSettings } from "./webhook/contract.ts";

const template = (field: z.ZodString) =>
	field.refine((value) => unknownVariable(value) === null, {
		message: `must use no variables but ${ISSUE_VARIABLES.map((name) => `{{${name}}}`).join(" ")}`,
	});

const fields = {
	name: line(),
	title: template(line(250)).openapi({ description: "Template of an issue's title", example: DEFAULT_TITLE }),
	body: template(text(5_000)).openapi({
		description: "Template of an issue's text: Markdown, plain for Jira",
	}),
};

const common = {
	...fields,
	title: fields.title.default(DEFAULT_TITLE),
	body: fields.body.default(DEFAULT_BODY),
};
const token = line(1_000).openapi({ description: "Kept sealed, never answered" });

export const trackerIn = z
	.discriminatedUnion("kind", [
		z.strictObject({ kind: z.literal("github"), ...common, settings: githubSettings, token }),
		z.strictObject({ kind: z.literal("jira"), ...common, settings: jiraSettings, token }),
		z.strictObject({ kind: z.literal("linear"), ...common, settings: linearSettings, token }),
		z.strictObject({ kind: z.literal("webhook"), ...common, settings: webhookTrackerSettings }),
	])
	.openapi("NewTracker");

export const trackerPatch = z
	.strictObject({
		...fields,
		settings: z.union([githubSettings, jiraSettings, linearSettings, webhookTrackerSettings]),
		token,
	})
	.partial()
	.openapi("TrackerPatch");

export const trackerOut = z
	.object({
		...storedOut("tracker"),
		kind: z.enum(TRACKER_KINDS),
		...fields,
		settings: z.record(z.string(), z.unknown()).openapi({ description: "As its kind takes them" }),
	})
	.openapi("Tracker");

export const trackerCalls = crud({
	path: "/api/v1/trackers",
	one: "issue tracker",
	many: "issue trackers",
	kind: "tracker",
	parents: {},
	filters: {},
	create: trackerIn,
	patch: trackerPatch,
	out: trackerOut,
	secrets: ["secret"],
	createdOut: trackerOut.extend({
		secret: z.string().nullable().openapi({ description: "Webhooks only, once: `whsec_…`" }),
	}),
});

import { z } from "@hono/zod-openapi";
import { endpoint } from "../platform/contract/endpoint.ts";

/** A file of a thousand people and services has some 700 KB. */
const MAX_BYTES = 2 * 1_024 * 1_024;

export const FILE_TYPES = ["application/yaml", "application/json"] as const;

const yesOrNo = z
	.enum(["true", "false"])
	.default("false")
	.transform((value) => value === "true")
	.openapi({ type: "string", enum: ["true", "false"], default: "false" });

/** As a file has it; what it holds is checked entry by entry, by the schemas of the resources. */
export const configurationFile = z.object({ tocsin: z.literal(1) }).openapi("Configuration", {
	description: "Sections of entries by key, see docs/configuration-as-code.md",
	additionalProperties: true,
});

export const PLAN_STATES = ["planned", "refused", "done", "incomplete"] as const;
export const ITEM_STATES = ["planned", "refused", "done", "waiting", "failed"] as const;

const planItem = z.object({
	section: z.string(),
	key: z.string(),
	name: z.string().openapi({ description: "For people" }),
	action: z.enum(["create", "change", "delete", "keep"]).openapi({
		description: "`keep`: it is not in the file and stays, for the `reason`",
	}),
	changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
	state: z.enum(ITEM_STATES),
	reason: z.string().nullable().openapi({ description: "Why it is refused, was kept, or failed" }),
});

const madeSecret = z.object({
	section: z.string(),
	key: z.string(),
	secret: z.string(),
	url: z.string().nullable().openapi({
		description: "Of an integration: where the other tool sends to. Of a heartbeat: where its job reports in",
	}),
});

export const planOut = z
	.object({
		state: z.enum(PLAN_STATES).openapi({
			description:
				"`incomplete`: more is to be written than one call writes. The same call again goes on from there",
		}),
		counts: z.object({ create: z.int(), change: z.int(), delete: z.int(), unchanged: z.int() }),
		items: z.array(planItem),
		secrets: z.array(madeSecret).nullable().openapi({
			description: "Keys of integrations and heartbeats, and signing secrets, that were made, shown once",
		}),
	})
	.openapi("ConfigurationPlan");

/** The tools whose configuration can be read. */
export const IMPORT_SOURCES = ["pagerduty", "opsgenie", "grafana-oncall"] as const;

export const importOut = z
	.object({
		file: z.string().openapi({ description: "YAML, as `apply` takes it" }),
		notes: z.array(
			z.object({
				verdict: z.enum(["mapped", "decide", "unsupported"]).openapi({
					description:
						"`decide`: it is in the file, and somebody should look at it. `unsupported`: it is not in the file",
				}),
				what: z.string(),
				name: z.string(),
				why: z.string().nullable(),
			}),
		),
	})
	.openapi("ConfigurationImport");

const tag = "configuration";

export const configurationCalls = {
	export: endpoint("get /api/v1/export", {
		tag,
		summary: "All that people configure, as one file: YAML, or JSON where that is asked for",
		role: "admin",
		ids: {},
		answer: configurationFile,
	}),
	apply: endpoint("post /api/v1/apply", {
		tag,
		summary: "Plan what makes the configuration that of a file, and do it",
		// People and their roles are in it.
		scope: "accounts",
		ids: {},
		query: z.strictObject({
			dryRun: yesOrNo.openapi({ description: "True: plan, and write nothing" }),
			prune: yesOrNo.openapi({ description: "True: delete what the file's sections do not have" }),
		}),
		body: configurationFile,
		text: { types: FILE_TYPES, maxBytes: MAX_BYTES },
		secrets: ["secrets"],
		answer: planOut,
	}),
	import: endpoint("post /api/v1/imports", {
		tag,
		summary: "Make a file of what another tool's API answers about an account. Nothing is saved",
		scope: "read",
		ids: {},
		query: z.strictObject({ from: z.enum(IMPORT_SOURCES) }),
		body: z.record(z.string(), z.unknown()).openapi("ImportedAnswers", {
			description: "The lists of the other tool by their names, see docs/configuration-as-code.md",
		}),
		text: { types: ["application/json"], maxBytes: MAX_BYTES },
		answer: importOut,
	}),
};

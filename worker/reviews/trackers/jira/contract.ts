import { z } from "@hono/zod-openapi";
import { line } from "../../../platform/contract/fields.ts";
import { address } from "../settings.ts";

/** A project of Jira Cloud. The token belongs to the account. */
export const jiraSettings = z.strictObject({
	siteUrl: address.openapi({ example: "https://acme.atlassian.net" }),
	account: z.email("must be an email address").max(254),
	project: z
		.string()
		.regex(/^[A-Z][A-Z0-9_]{1,49}$/, "must be a project key like SHOP")
		.openapi({ example: "SHOP" }),
	issueType: line(100).default("Task"),
});

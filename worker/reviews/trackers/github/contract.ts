import { z } from "@hono/zod-openapi";
import { line, unique } from "../../../platform/contract/fields.ts";
import { address } from "../settings.ts";

/** A repository of GitHub, or of a GitHub Enterprise Server by its own `apiUrl`. */
export const githubSettings = z.strictObject({
	repository: z
		.string()
		.regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/, "must be a repository like acme/shop")
		.openapi({ example: "acme/shop" }),
	labels: unique(line(50), 20).default([]),
	apiUrl: address.default("https://api.github.com"),
});

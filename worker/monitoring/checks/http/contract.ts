/** What an HTTP check asks and what it expects: of a monitor, and of a service's smoke check. */
import { z } from "@hono/zod-openapi";
import { text } from "../../../platform/contract/fields.ts";
import { isJsonPath } from "../../rules/json-path.ts";
import { JSON_OPS } from "../../rules/monitor.ts";
import { refusePattern } from "../../rules/pattern.ts";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
/** Set by us, by the connection, or able to make a request look like another's. */
const RESERVED_HEADER =
	/^(host|connection|keep-alive|upgrade|te|trailer|content-length|transfer-encoding|user-agent|tocsin-.*|cf-.*|x-forwarded-.*)$/i;

const headerName = z
	.string()
	.max(200)
	.regex(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/, "must be a header name");
const headerValue = z.string().max(8_000).refine(isHeaderText, "must be one line of Latin characters");

const requestHeaders = z
	.record(
		headerName.refine(
			(name) => !RESERVED_HEADER.test(name),
			"is set by Tocsin and can’t be changed or by the connection",
		),
		headerValue,
	)
	.refine((headers) => Object.keys(headers).length <= 50, "must have at most 50 headers");

export const requestFields = {
	method: z.enum(METHODS),
	headers: requestHeaders,
	body: text(65_536).nullable(),
	followRedirects: z.boolean(),
};

export const requestDefaults = {
	method: requestFields.method.default("GET"),
	headers: requestFields.headers.default({}),
	body: requestFields.body.default(null),
	followRedirects: requestFields.followRedirects
		.default(true)
		.openapi({ description: "At most 10. False: the first answer is judged" }),
};

const statusRange = z
	.string()
	.regex(/^[1-5]\d\d(-[1-5]\d\d)?$/, "must be a status like 204 or 200-299")
	.refine((range) => range.slice(0, 3) <= range.slice(-3), "must go from the lower to the higher status");

const jsonRule = z
	.strictObject({
		path: text(200).refine(isJsonPath, "must be a path like data.items[0].id"),
		op: z.enum(JSON_OPS),
		value: z.unknown().optional(),
	})
	.superRefine(({ op, value }, context) => {
		const message = refuseJsonValue(op, value);
		if (message) context.addIssue({ code: "custom", path: ["value"], message });
	});

export const expectFields = {
	status: z.array(statusRange).min(1).max(20),
	bodyContains: text(1_000).nullable(),
	bodyOmits: text(1_000).nullable(),
	bodyMatches: text(1_000)
		.superRefine((pattern, context) => {
			const message = refusePattern(pattern);
			if (message) context.addIssue({ code: "custom", message });
		})
		.nullable(),
	json: z.array(jsonRule).max(20),
	headers: z
		.record(headerName, text(1_000))
		.refine((h) => Object.keys(h).length <= 50, "must have at most 50 headers"),
	latencyBelowMs: z.int().min(1).max(60_000).nullable(),
};

export const expectDefaults = {
	status: expectFields.status.default(["200-299"]),
	bodyContains: expectFields.bodyContains.default(null),
	bodyOmits: expectFields.bodyOmits.default(null),
	bodyMatches: expectFields.bodyMatches.default(null),
	json: expectFields.json.default([]),
	headers: expectFields.headers.default({}),
	latencyBelowMs: expectFields.latencyBelowMs.default(null),
};

/** What a comparison could never hold against. */
function refuseJsonValue(op: (typeof JSON_OPS)[number], value: unknown): string | null {
	if (op === "exists")
		return value === undefined || typeof value === "boolean" ? null : "must be true, false or absent";
	if (op === "lt" || op === "gt") return typeof value === "number" ? null : "must be a number";
	return value === undefined ? "is missing" : null;
}

function isHeaderText(value: string): boolean {
	for (const char of value) {
		const code = char.charCodeAt(0);
		if (code > 255 || code === 127 || (code < 32 && char !== "\t")) return false;
	}
	return true;
}

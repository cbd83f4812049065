import { OpenAPIHono, z } from "@hono/zod-openapi";
import type { Endpoint } from "./platform/contract/endpoint.ts";
import { PROBLEMS } from "./platform/contract/problem.ts";
import { isLinkRole, LINK_ROLES } from "./platform/rules/caller.ts";

const problem = z
	.object({
		type: z.string(),
		title: z.string(),
		status: z.int(),
		detail: z.string(),
		requestId: z.string(),
		errors: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })).optional(),
	})
	.openapi("Problem", {
		description: `RFC 9457. \`type\` ends in one of: ${Object.keys(PROBLEMS).join(", ")}`,
	});

/** The OpenAPI 3.1 document of our own API, made from the schemas that check it. The same for every deployment. */
export function openApiDocument(endpoints: readonly Endpoint[]): object {
	const hono = new OpenAPIHono();
	const registry = hono.openAPIRegistry;
	registry.registerComponent("securitySchemes", "token", {
		type: "http",
		scheme: "bearer",
		description: "ADMIN_TOKEN or an API token",
	});
	registry.registerComponent("securitySchemes", "page", {
		type: "http",
		scheme: "bearer",
		description: "The token of one page",
	});
	registry.registerComponent("securitySchemes", "replay", {
		type: "http",
		scheme: "bearer",
		description: "The token of a replay link",
	});
	registry.registerComponent("securitySchemes", "stakeholder", {
		type: "http",
		scheme: "bearer",
		description: "The token of a stakeholder link",
	});
	for (const endpoint of endpoints) registry.registerPath(pathOf(endpoint));
	return hono.getOpenAPI31Document({
		openapi: "3.1.0",
		info: {
			title: "Tocsin",
			version: "1",
			description: "Self-hosted incident management. See docs/api.md for conventions.",
			license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
		},
		servers: [{ url: "/" }],
	});
}

type PathConfig = Parameters<OpenAPIHono["openAPIRegistry"]["registerPath"]>[0];

function pathOf(endpoint: Endpoint): PathConfig {
	const { role } = endpoint;
	const bearer = role === "page" || isLinkRole(role) ? role : null;
	const security = role === "anyone" ? [] : [{ [bearer ?? "token"]: [] }];
	return {
		method: endpoint.method,
		path: endpoint.path,
		operationId: operationId(endpoint),
		tags: [endpoint.tag],
		summary: endpoint.summary,
		...(bearer || role === "anyone" ? {} : { description: `Role: ${role}` }),
		security,
		request: requestOf(endpoint),
		responses: responsesOf(endpoint),
	};
}

/** `getUsersByUserIdContactMethods`: unique, since the path and the method are. */
function operationId({ method, path }: Endpoint): string {
	const words = path
		.replace("/api/v1/", "")
		.replaceAll(/\{(\w+)\}/g, "by-$1")
		.split(/[/.-]/);
	return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function requestOf(endpoint: Endpoint): PathConfig["request"] {
	const names = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
	const params = z.object(Object.fromEntries(names.map((name) => [name, z.string()])));
	const idempotent = endpoint.method === "post" && !["page", ...LINK_ROLES, "anyone"].includes(endpoint.role);
	const versioned = endpoint.method === "patch" || endpoint.method === "put";
	const headers = [
		...(idempotent ? [z.object({ "Idempotency-Key": z.string().max(255).optional() })] : []),
		...(versioned ? [z.object({ "If-Match": z.string().optional() })] : []),
	];
	const hasBody = endpoint.method !== "get" && endpoint.method !== "delete";
	return {
		...(names.length > 0 ? { params } : {}),
		...(endpoint.query instanceof z.ZodObject ? { query: endpoint.query } : {}),
		...(headers[0] ? { headers: headers[0] } : {}),
		...(hasBody ? { body: { content: contentOf(endpoint) } } : {}),
	};
}

function contentOf({ text, body }: Endpoint): Record<string, { schema: z.ZodType }> {
	const types = text?.types ?? ["application/json"];
	return Object.fromEntries(types.map((type) => [type, { schema: body }]));
}

function responsesOf(endpoint: Endpoint): PathConfig["responses"] {
	const good = Object.entries(endpoint.answers).map(([status, { description, schema }]) => [
		status,
		{ description, ...(schema ? { content: { "application/json": { schema } } } : {}) },
	]);
	const bad = { description: "A problem", content: { "application/problem+json": { schema: problem } } };
	return { ...Object.fromEntries(good), default: bad };
}

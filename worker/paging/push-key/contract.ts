import { z } from "@hono/zod-openapi";
import { endpoint } from "../../platform/contract/endpoint.ts";

export const pushCalls = {
	publicKey: endpoint("get /api/v1/push/public-key", {
		tag: "push",
		summary: "The `applicationServerKey` of this instance, base64url",
		role: "anyone",
		ids: {},
		answer: z.object({ publicKey: z.string() }),
	}),
};

export const documentCalls = {
	openApi: endpoint("get /api/v1/openapi.json", {
		tag: "this document",
		summary: "Get this OpenAPI 3.1 document",
		role: "anyone",
		ids: {},
		answer: z.object({}).loose(),
	}),
};

import { Hono } from "hono";
import { openApiDocument } from "./openapi.ts";
import { documentCalls, pushCalls } from "./paging/push-key/contract.ts";
import type { Endpoint } from "./platform/contract/endpoint.ts";
import type { AppEnv } from "./platform/http/app-env.ts";
import { handle } from "./platform/http/handle.ts";
import { vaultOf } from "./platform/stubs.ts";

/** What anybody may read: how to talk to us, and the key that a browser subscribes with. */
export function documentRoutes(endpoints: () => readonly Endpoint[]): Hono<AppEnv> {
	const routes = new Hono<AppEnv>();
	let document: string | null = null;
	handle(routes, documentCalls.openApi, (c) => {
		document ??= JSON.stringify(openApiDocument(endpoints()));
		return c.body(document, 200, { "content-type": "application/json" });
	});
	handle(routes, pushCalls.publicKey, async (c) => {
		const { publicKey } = await vaultOf(c.env).vapid();
		return c.json({ publicKey });
	});
	return routes;
}

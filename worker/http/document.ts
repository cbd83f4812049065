import { Hono } from "hono";
import { openApiDocument } from "../contract/openapi.ts";
import { documentCalls, pushCalls } from "../contract/push.ts";
import { vaultOf } from "../stubs.ts";
import type { AppEnv } from "./app-env.ts";
import { handle } from "./handle.ts";

/** What anybody may read: how to talk to us, and the key that a browser subscribes with. */
export const documentRoutes = new Hono<AppEnv>();

let document: string | null = null;

handle(documentRoutes, documentCalls.openApi, (c) => {
	document ??= JSON.stringify(openApiDocument());
	return c.body(document, 200, { "content-type": "application/json" });
});

handle(documentRoutes, pushCalls.publicKey, async (c) => {
	const { publicKey } = await vaultOf(c.env).vapid();
	return c.json({ publicKey });
});

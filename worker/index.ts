import { DurableObject } from "cloudflare:workers";
import type { Env } from "./env.ts";

export class Incident extends DurableObject<Env> {}
export class Desk extends DurableObject<Env> {}
export class Watch extends DurableObject<Env> {}
export class Prober extends DurableObject<Env> {}
export class Live extends DurableObject<Env> {}
export class Publication extends DurableObject<Env> {}
export class Vault extends DurableObject<Env> {}

export default {
	async fetch(request) {
		const { pathname } = new URL(request.url);
		return new Response(pathname === "/healthz" ? "ok" : null, { status: pathname === "/healthz" ? 200 : 404 });
	},
	async scheduled() {},
} satisfies ExportedHandler<Env>;

import type { Env } from "./env.ts";
import { app } from "./http/app.ts";
import { sweep } from "./sweep.ts";

export { Desk } from "./desk/desk-object.ts";
export { Incident } from "./incident/incident-object.ts";
export { Live } from "./live/live-object.ts";
export { Publication } from "./status/publication-object.ts";
export { Vault } from "./vault/vault-object.ts";
export { ProbeRunner } from "./watch/probe-runner.ts";
export { Prober } from "./watch/prober-object.ts";
export { Watch } from "./watch/watch-object.ts";

export default {
	fetch: (request, env, ctx) => app.fetch(request, env, ctx),
	scheduled: (_controller, env) => sweep(env),
} satisfies ExportedHandler<Env>;

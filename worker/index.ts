import { app } from "./app.ts";
import { sweep } from "./operations/sweep.ts";
import type { Env } from "./platform/env.ts";

export { Desk } from "./alerts/desk/desk-object.ts";
export { ConfigurationPart } from "./configuration-part.ts";
export { Incident } from "./incidents/object/incident-object.ts";
export { ProbeRunner } from "./monitoring/prober/probe-runner.ts";
export { Prober } from "./monitoring/prober/prober-object.ts";
export { Watch } from "./monitoring/watch/watch-object.ts";
export { TickPart } from "./operations/tick-part.ts";
export { Bundles } from "./paging/bundles/bundles-object.ts";
export { WebhookRunner } from "./paging/webhooks/runner.ts";
export { Live } from "./people/live/live-object.ts";
export { Vault } from "./platform/vault/vault-object.ts";
export { Publication } from "./status/publication-object.ts";
export { Subscribers } from "./subscribers/subscribers-object.ts";

export default {
	fetch: (request, env, ctx) => app.fetch(request, env, ctx),
	scheduled: (_controller, env, ctx) => sweep(env, ctx),
} satisfies ExportedHandler<Env>;

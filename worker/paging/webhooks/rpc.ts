export interface WebhookRunnerRpc {
	/** Answers at once. Without ids: to every webhook that something waits for. `links`: invocations before this one. */
	deliver(webhookIds?: string[], links?: number): Promise<void>;
}

/** `WebhookRunner` is exported by the entry, so the platform offers it here; its types do not know our exports. */
export function webhookRunnerOf(ctx: { exports: object }): WebhookRunnerRpc {
	return (ctx.exports as { WebhookRunner: WebhookRunnerRpc }).WebhookRunner;
}

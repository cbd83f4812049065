/** As much of `oidc-provider` as the tests use: it brings no types. */
declare module "oidc-provider" {
	import type { IncomingMessage, ServerResponse } from "node:http";

	/** A request that the provider answers, as its middleware sees it. */
	interface Context {
		method: string;
		path: string;
		url: string;
		req: IncomingMessage;
		res: ServerResponse;
		body: unknown;
		oidc?: { route: string };
	}

	export default class Provider {
		constructor(issuer: string, configuration: object);
		callback(): (request: IncomingMessage, response: ServerResponse) => void;
		use(middleware: (context: Context, next: () => Promise<void>) => Promise<void>): void;
		interactionFinished(
			request: IncomingMessage,
			response: ServerResponse,
			result: object,
			options?: object,
		): Promise<void>;
		on(event: string, told: (...args: unknown[]) => void): void;
		Grant: new (
			fields: object,
		) => { addOIDCScope(scope: string): void; save(): Promise<string> };
	}
}

/** The shop's own receiver of remediations: a signed request restarts a service, and then it works again. */
import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import { SERVICES, type ServiceKey } from "./services.ts";

/** A restart takes a moment, so that it can be seen running. */
export const RESTART_MS = 1_500;
/** Tocsin asks again within minutes; a signature is refused after five. */
const REMEMBERED_MS = 600_000;

interface Answer {
	status: number;
	body: { result: "succeeded" | "failed"; message: string };
}

/** Takes requests for one shop: each run once, however often it is told. */
export function restarting(mend: (key: ServiceKey) => void) {
	const runs = new Map<string, Promise<Answer>>();
	const start = async (key: ServiceKey): Promise<Answer> => {
		await sleep(RESTART_MS);
		mend(key);
		return done(`${SERVICES[key].name} was restarted`);
	};
	/** Without a secret nobody can have signed it. */
	return async (request: IncomingMessage, key: ServiceKey, secret: string | undefined): Promise<Answer> => {
		const message = verified(await text(request), request, secret);
		if (!message) return { status: 401, body: { result: "failed", message: "the signature isn’t valid" } };
		if (message.data.dryRun) return done(`would restart ${SERVICES[key].name}`);
		const id = String(request.headers["webhook-id"]);
		const run = runs.get(id) ?? start(key);
		runs.set(id, run);
		setTimeout(() => runs.delete(id), REMEMBERED_MS).unref();
		return run;
	};
}

const done = (message: string): Answer => ({ status: 200, body: { result: "succeeded", message } });

function verified(body: string, request: IncomingMessage, secret: string | undefined) {
	if (secret === undefined) return null;
	try {
		const headers = request.headers as Record<string, string>;
		return new Webhook(secret).verify(body, headers) as { data: { dryRun: boolean } };
	} catch {
		return null;
	}
}

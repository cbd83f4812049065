import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Health } from "./services.ts";

export const SLOW_MS = 3_000;

/** Who asked a service how it is: the monitors, most of the time. */
export interface Visit {
	at: number;
	/** Tocsin's region, or null for a browser. */
	region: string | null;
}

/** Answers a health check as a service in that state would. */
export async function answerHealth(
	health: Health,
	name: string,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	if (health === "hanging") return;
	if (health === "reset") return void request.socket.resetAndDestroy();
	if (health === "wrong") return void page(response, 200, "<h1>Oops. Something went wrong</h1>");
	if (health === "down") return void page(response, 503, "<h1>Service unavailable</h1>");
	if (health === "slow") await sleep(SLOW_MS);
	response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
	response.end(JSON.stringify({ service: name, status: "ok" }));
}

function page(response: ServerResponse, status: number, body: string): void {
	response.writeHead(status, { "content-type": "text/html", "cache-control": "no-store" }).end(body);
}

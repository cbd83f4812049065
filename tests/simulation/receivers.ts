import type { Edge } from "./edge/edge.ts";

/** How the receivers of remediations behave. */
export const RECEIVER_MODES = [
	"fixes",
	"fixes-late",
	"does-nothing",
	"says-failed",
	"refuses",
	"breaks",
	"slow",
	"silent",
	"cut-off",
] as const;
export type ReceiverMode = (typeof RECEIVER_MODES)[number];

export const FIX_HOST = "fix.example.com";
const SLOW_MS = 25_000;

/** The receivers of all remediations: what was asked of them, what they did, and what they answer. */
export class Receivers {
	mode: ReceiverMode = "does-nothing";
	/** Every request: at `at`, of the run `runId`. */
	readonly asked: { at: number; path: string; runId: string; attempt: number; dryRun: boolean }[] = [];
	readonly #edge: Edge;
	readonly #heal: () => void;

	/** `heal` makes whatever fails work again. */
	constructor(edge: Edge, heal: () => void) {
		this.#edge = edge;
		this.#heal = heal;
		edge.sites.set(FIX_HOST, (request, body) => this.#take(request, body));
	}

	#take(request: Request, body: string): Response | Promise<Response> | "broken" | null {
		const { data } = JSON.parse(body) as { data: { runId: string; attempt: number; dryRun: boolean } };
		const { runId, attempt, dryRun } = data;
		const path = new URL(request.url).pathname;
		this.asked.push({ at: this.#edge.clock.wall(), path, runId, attempt, dryRun });
		switch (this.mode) {
			case "fixes":
				this.#heal();
				return Response.json({ result: "succeeded", message: "restarted" });
			case "fixes-late":
				return this.#later(8_000, () => {
					this.#heal();
					return new Response("");
				});
			case "does-nothing":
				return new Response("", { status: 202 });
			case "says-failed":
				return Response.json({ result: "failed", message: "no such container" });
			case "refuses":
				return new Response("not for you", { status: 403 });
			case "breaks":
				return new Response("", { status: 503 });
			case "slow":
				return this.#later(SLOW_MS, () => new Response("", { status: 200 }));
			case "silent":
				return null;
			case "cut-off":
				this.#heal();
				return "broken";
		}
	}

	#later(ms: number, answer: () => Response): Promise<Response> {
		return new Promise((resolve) => void this.#edge.clock.plan(ms, "a receiver", () => resolve(answer())));
	}
}

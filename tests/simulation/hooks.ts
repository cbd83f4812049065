import { Webhook } from "standardwebhooks";
import type { Edge } from "./edge/edge.ts";

export const TOLD_HOST = "told.example.com";

/** How the receivers of outgoing webhooks behave. */
export const HOOK_MODES = [
	"fine",
	"breaks",
	"refuses",
	"silent",
	"slow",
	"cut-off",
	"twice",
	"gone",
] as const;
export type HookMode = (typeof HOOK_MODES)[number];

const SLOW_MS = 9_000;

/** One request that reached a receiver. */
export interface Told {
	at: number;
	/** The last part of the address. */
	hook: string;
	id: string;
	type: string;
	/** The incident, monitor or review. */
	subject: string;
	seq: number;
	body: string;
	signatures: string;
	isVerified: boolean | null;
	/** Whether the receiver has taken it, whatever the sender learned of that. */
	isTaken: boolean;
}

/** The receivers of all outgoing webhooks. */
export class Hooks {
	readonly told: Told[] = [];
	/** By the last part of the address; `fine` where nothing is said. */
	readonly modes = new Map<string, HookMode>();
	/** What a receiver checks signatures with. */
	readonly secrets = new Map<string, string>();
	readonly #edge: Edge;

	constructor(edge: Edge) {
		this.#edge = edge;
		edge.sites.set(TOLD_HOST, (request, body) => this.#take(request, body));
	}

	of(hook: string): Told[] {
		return this.told.filter((one) => one.hook === hook);
	}

	/** What arrived, in the order in which it was first taken. */
	taken(hook: string): Told[] {
		const first = new Map<string, Told>();
		for (const one of this.of(hook)) if (one.isTaken && !first.has(one.id)) first.set(one.id, one);
		return [...first.values()];
	}

	#take(request: Request, body: string): Response | Promise<Response> | "broken" | null {
		const hook = new URL(request.url).pathname.slice(1);
		const mode = this.modes.get(hook) ?? "fine";
		const isTaken = ["fine", "slow", "cut-off", "twice"].includes(mode);
		this.told.push({ ...this.#read(request, hook, body), isTaken });
		switch (mode) {
			case "fine":
			case "twice":
				return new Response("", { status: 200 });
			case "breaks":
				return new Response("", { status: 503 });
			case "refuses":
				return new Response("", { status: 400 });
			case "gone":
				return new Response("", { status: 410 });
			case "silent":
				return null;
			case "slow":
				return new Promise((resolve) => {
					this.#edge.clock.plan(SLOW_MS, "a receiver", () => resolve(new Response("", { status: 202 })));
				});
			case "cut-off":
				return "broken";
		}
	}

	#read(request: Request, hook: string, body: string): Omit<Told, "isTaken"> {
		const { type, data } = JSON.parse(body);
		const headers = Object.fromEntries(request.headers);
		const subject = data.incident?.id ?? data.monitor?.id ?? data.webhook?.id ?? "";
		const seq = data.event?.seq ?? Date.parse(data.changedAt ?? 0);
		return {
			...{ at: this.#edge.clock.wall(), hook, type, subject, seq, body },
			id: headers["webhook-id"] ?? "",
			signatures: headers["webhook-signature"] ?? "",
			isVerified: this.#verified(hook, body, headers),
		};
	}

	#verified(hook: string, body: string, headers: Record<string, string>): boolean | null {
		const secret = this.secrets.get(hook);
		if (secret === undefined) return null;
		try {
			new Webhook(secret).verify(body, headers);
			return true;
		} catch {
			return false;
		}
	}
}

/** What any receiver may rely on; a sentence for each time that it could not. */
export function objections(told: readonly Told[]): string[] {
	return [...Map.groupBy(told, ({ hook }) => hook)].flatMap(([hook, own]) => [
		...identity(hook, own),
		...[...Map.groupBy(own, ({ subject }) => subject).values()].flatMap((of) => order(hook, of)),
	]);
}

function identity(hook: string, told: Told[]): string[] {
	const ids = new Map<string, string>();
	const bodies = new Map<string, string>();
	return told.flatMap(({ id, type, subject, seq, body, isVerified }) => {
		const what = `${type} ${subject} ${seq}`;
		const wrong: string[] = [];
		if ((ids.get(what) ?? id) !== id) wrong.push(`${hook}: ${what} came under another id`);
		if ((bodies.get(id) ?? body) !== body) wrong.push(`${hook}: ${what} came with another body`);
		if (isVerified === false) wrong.push(`${hook}: ${what} has a wrong signature`);
		ids.set(what, id);
		bodies.set(id, body);
		return wrong;
	});
}

/** Nothing is told before what came before it was taken. */
function order(hook: string, told: Told[]): string[] {
	let begun = 0;
	const wrong: string[] = [];
	for (const { seq, subject } of told) {
		if (seq < begun) wrong.push(`${hook}: ${subject} ${seq} after ${begun}`);
		else if (seq > begun && told.some((one) => one.seq === begun) && !wasTaken(told, begun, seq))
			wrong.push(`${hook}: ${subject} ${seq} before ${begun} was taken`);
		begun = Math.max(begun, seq);
	}
	return wrong;
}

function wasTaken(told: Told[], seq: number, before: number): boolean {
	const until = told.findIndex((one) => one.seq === before);
	return told.slice(0, until).some((one) => one.seq === seq && one.isTaken);
}

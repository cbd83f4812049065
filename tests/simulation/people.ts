import type { CastName } from "../support/cast.ts";
import type { Edge } from "./edge/edge.ts";
import { HOOK_HOST, pushEndpoint, type World } from "./world.ts";

/** What somebody does with a page. */
export interface Temper {
	/** From the page on the screen to the tap; null: never. */
	hesitatesMs: number | null;
	act: "acknowledge" | "cannot";
	taps: number;
	receipts: boolean;
}

export const PUSH_MODES = ["accept", "drop", "500", "503", "at-once", "gone", "silent", "broken"] as const;
export type PushMode = (typeof PUSH_MODES)[number];

const RETRY_MS = 4_000;
const TRIES = 12;

/** What a push that is no page offers instead of an acknowledgement. */
const OFFERED: Record<string, "no-change" | "here"> = { update_due: "no-change", check_in: "here" };

interface PageData {
	token: string | null;
	pageId: string;
	kind: string;
}

/** People with phones: they are paged, tap, hesitate, lose their network and try again. */
export class People {
	readonly tempers: Record<CastName, Temper>;
	readonly modes: Record<CastName, PushMode> = { ana: "accept", bo: "accept", chidi: "accept" };
	/** Phones that reach nothing until they do again. */
	readonly offline = new Set<CastName>();
	readonly arrived: { name: CastName; data: PageData; at: number }[] = [];
	readonly answers: { name: CastName; action: string; status: number; body: unknown; at: number }[] = [];
	readonly #edge: Edge;

	constructor(world: World, tempers: Record<CastName, Temper>) {
		this.#edge = world.edge;
		this.tempers = tempers;
		world.edge.sites.set(new URL(pushEndpoint("ana")).host, (request, body) => {
			const name = new URL(request.url).pathname.split("/").at(-1) as CastName;
			return this.#take(name, body, (payload) => JSON.parse(payload).notification.data);
		});
		world.edge.sites.set(HOOK_HOST, (request, body) => {
			const name = new URL(request.url).pathname.slice(1);
			if (!(name in this.tempers)) return new Response("", { status: 200 });
			return this.#take(name as CastName, body, (payload) => JSON.parse(payload).data);
		});
	}

	/** A tap on a page, tried until there is an answer. */
	async act(
		name: CastName,
		token: string,
		action: "acknowledge" | "escalate" | "receipt" | "no-change" | "here",
	): Promise<void> {
		for (let i = 0; i < TRIES; i++) {
			const answer = this.offline.has(name) ? null : await this.#call(action, token);
			if (answer !== null && answer.status < 500) {
				this.answers.push({ name, action, ...answer, at: this.#edge.clock.wall() });
				return;
			}
			if (action === "receipt") return;
			await this.#wait(RETRY_MS);
		}
	}

	#take(name: CastName, body: string, dataOf: (body: string) => PageData): Response | "broken" | null {
		switch (this.modes[name]) {
			case "500":
				return new Response("", { status: 500 });
			case "503":
				return new Response("", { status: 503, headers: { "retry-after": "20" } });
			case "at-once":
				return new Response("", { status: 429, headers: { "retry-after": "0" } });
			case "gone":
				return new Response("", { status: 410 });
			case "broken":
				return "broken";
			case "silent":
				return null;
			case "drop":
				return new Response("", { status: 201 });
			case "accept":
				this.#arrive(name, dataOf(body));
				return new Response("", { status: 201 });
		}
	}

	#arrive(name: CastName, data: PageData): void {
		const travelsMs = this.#edge.dice.between(80, 3_000);
		this.#edge.clock.plan(travelsMs, `a page reaches ${name}`, () => {
			this.arrived.push({ name, data, at: this.#edge.clock.wall() });
			const { token, kind } = data;
			if (token) void this.#answer(name, token, OFFERED[kind] ?? null);
		});
	}

	async #answer(name: CastName, token: string, offered: "no-change" | "here" | null): Promise<void> {
		const { hesitatesMs, act, taps, receipts } = this.tempers[name];
		if (receipts) void this.act(name, token, "receipt");
		if (hesitatesMs === null) return;
		await this.#wait(hesitatesMs);
		const answer = act === "cannot" ? "escalate" : "acknowledge";
		for (let i = 0; i < taps; i++) void this.act(name, token, offered ?? answer);
	}

	async #call(action: string, token: string): Promise<{ status: number; body: unknown } | null> {
		const headers = { authorization: `Bearer ${token}` };
		try {
			return await this.#edge.http("POST", `/api/v1/page-actions/${action}`, {}, headers);
		} catch {
			return null;
		}
	}

	#wait(ms: number): Promise<void> {
		return new Promise((resolve) => void this.#edge.clock.plan(ms, "somebody waits", resolve));
	}
}

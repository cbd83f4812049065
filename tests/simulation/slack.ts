/** Slack as a team knows it, by its Web API: conversations with members, messages that are edited, and threads. */
import { createHmac } from "node:crypto";
import type { Scene } from "./scene.ts";

const HOST = "slack.com";
const SETTINGS = { SLACK_BOT_TOKEN: "xoxb-SECRET", SLACK_SIGNING_SECRET: "signing-SECRET" };

interface Button {
	action_id: string;
	value?: string;
}

export interface SlackMessage {
	ts: string;
	channel: string;
	/** Null: it stands in the conversation by itself. */
	thread: string | null;
	isBroadcast: boolean;
	text: string;
	buttons: Button[];
	metadata: { event_payload: { id: string } } | null;
	/** Every text that it ever had. */
	versions: string[];
}

interface Asked {
	method: string;
	at: number;
}

/** What becomes of the next request to a method: refused, 429, answered late, taken but never answered, or not heard at all. */
export type Fate =
	| { error: string }
	| { retryAfter: number }
	| { lateSeconds: number }
	| "answer lost"
	| "not heard";

export class Slack {
	readonly messages: SlackMessage[] = [];
	readonly asked: Asked[] = [];
	readonly fates: { method: string; fate: Fate }[] = [];
	/** The app may read its conversations. */
	readsHistory = true;
	#count = 0;
	readonly #scene: Scene;

	constructor(scene: Scene) {
		this.#scene = scene;
		const { edge } = scene.world;
		Object.assign(edge.env, SETTINGS);
		edge.sites.set(HOST, (request, body) => this.#answer(new URL(request.url).pathname, body));
	}

	end(): void {
		const { edge } = this.#scene.world;
		for (const name of Object.keys(SETTINGS)) delete (edge.env as unknown as Record<string, unknown>)[name];
		edge.sites.delete(HOST);
	}

	/** What stands by itself in a member's conversation with the app, oldest first; not what was deleted. */
	roots = (member: string): SlackMessage[] =>
		this.messages.filter(({ channel, thread }) => channel === `D${member}` && thread === null);

	below = ({ channel, ts }: SlackMessage): SlackMessage[] =>
		this.messages.filter((one) => one.channel === channel && one.thread === ts);

	remove({ ts }: SlackMessage): void {
		this.messages.splice(
			this.messages.findIndex((one) => one.ts === ts),
			1,
		);
	}

	/** A member presses a button of a message. */
	async presses(member: string, message: SlackMessage, action: string): Promise<number> {
		const value = message.buttons.find(({ action_id }) => action_id === action)?.value;
		const payload = JSON.stringify({
			type: "block_actions",
			user: { id: member },
			response_url: `https://hooks.${HOST}/actions/1`,
			container: { channel_id: message.channel, message_ts: message.ts },
			message: { text: message.text },
			actions: [{ action_id: action, value }],
		});
		const { edge } = this.#scene.world;
		const body = new URLSearchParams({ payload }).toString();
		const time = String(Math.floor(edge.clock.wall() / 1_000));
		const mac = createHmac("sha256", SETTINGS.SLACK_SIGNING_SECRET)
			.update(`v0:${time}:${body}`)
			.digest("hex");
		const headers = {
			"content-type": "application/x-www-form-urlencoded",
			"x-slack-request-timestamp": time,
			"x-slack-signature": `v0=${mac}`,
		};
		return (await this.#scene.answer(edge.http("POST", "/replies/slack", body, headers))).status;
	}

	#answer(path: string, body: string): Response | Promise<Response> | null {
		const method = path.slice(path.lastIndexOf("/") + 1);
		this.asked.push({ method, at: this.#scene.world.edge.clock.wall() });
		const index = this.fates.findIndex((one) => one.method === method);
		const fate = index < 0 ? null : this.fates.splice(index, 1)[0]!.fate;
		if (fate === "not heard") return null;
		if (typeof fate === "object" && fate && "error" in fate)
			return Response.json({ ok: false, error: fate.error });
		if (typeof fate === "object" && fate && "retryAfter" in fate) {
			const headers = { "retry-after": String(fate.retryAfter) };
			return Response.json({ ok: false, error: "ratelimited" }, { status: 429, headers });
		}
		const answer = this.#carryOut(method, body);
		if (fate === "answer lost") return null;
		return fate ? this.#late(fate.lateSeconds, answer) : Response.json(answer);
	}

	#late(seconds: number, answer: object): Promise<Response> {
		const { clock } = this.#scene.world.edge;
		return new Promise(
			(resolve) => void clock.plan(seconds * 1_000, "Slack", () => resolve(Response.json(answer))),
		);
	}

	#carryOut(method: string, body: string): object {
		if (method === "conversations.replies") return this.#replies(new URLSearchParams(body));
		const asked = JSON.parse(body);
		const buttons: Button[] = (asked.blocks ?? []).flatMap(
			({ elements = [] }: { elements?: Button[] }) => elements,
		);
		if (method === "chat.update") {
			const found = this.messages.find(({ channel, ts }) => channel === asked.channel && ts === asked.ts);
			if (!found) return { ok: false, error: "message_not_found" };
			Object.assign(found, { text: asked.text, buttons, versions: [...found.versions, asked.text] });
			return { ok: true, channel: found.channel, ts: found.ts, text: found.text };
		}
		this.#count += 1;
		const ts = `${Math.floor(this.#scene.world.edge.clock.wall() / 1_000)}.${String(this.#count).padStart(6, "0")}`;
		const channel = /^[UW]/.test(asked.channel) ? `D${asked.channel}` : String(asked.channel);
		// Slack lets a word below a deleted message stand by itself, and its answer has no `thread_ts`.
		const hasRoot = this.messages.some(({ ts }) => ts === asked.thread_ts);
		const thread: string | null = hasRoot ? asked.thread_ts : null;
		this.messages.push({
			...{ ts, channel, thread, isBroadcast: asked.reply_broadcast === true, text: asked.text, buttons },
			...{ metadata: asked.metadata ?? null, versions: [asked.text] },
		});
		const message = { text: asked.text, ts, ...(thread !== null && { thread_ts: thread }) };
		return { ok: true, channel, ts, message };
	}

	#replies(asked: URLSearchParams): object {
		if (!this.readsHistory) return { ok: false, error: "missing_scope" };
		const root = asked.get("ts");
		const isAsked = (ts: string) => Number(ts) > Number(asked.get("oldest"));
		const of = this.messages.filter(({ ts, thread }) => ts === root || (thread === root && isAsked(ts)));
		return { ok: true, messages: of.map(({ ts, text, metadata }) => ({ ts, text, metadata })) };
	}
}

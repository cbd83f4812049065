/** Telnyx as a team knows it: it takes texts, tells what became of them, and passes on what people answer. */
import { generateKeyPairSync, sign } from "node:crypto";
import type { Scene } from "./scene.ts";

const HOST = "api.telnyx.com";
const KEYS = generateKeyPairSync("ed25519");
const OTHER_KEYS = generateKeyPairSync("ed25519");
const KEY = "KEY-telnyx-SECRET";
const SETTINGS = {
	TELNYX_API_KEY: KEY,
	TELNYX_PUBLIC_KEY: Buffer.from(String(KEYS.publicKey.export({ format: "jwk" }).x), "base64url").toString(
		"base64",
	),
	TELNYX_FROM: "+4930000001",
};

interface Asked {
	from: string;
	to: string;
	text: string;
	webhook_url?: string;
	use_profile_webhooks?: boolean;
}
export interface SentByTelnyx extends Asked {
	at: number;
}

export class SecondPhoneCompany {
	readonly sent: SentByTelnyx[] = [];
	/** Of a number; "taken" for all others. */
	readonly answers = new Map<string, "taken" | "silent" | { status: number; code: string }>();
	readonly #scene: Scene;

	constructor(scene: Scene) {
		this.#scene = scene;
		const { edge } = scene.world;
		Object.assign(edge.env, SETTINGS);
		edge.sites.set(HOST, (request, body) =>
			this.#take(request.headers.get("authorization"), JSON.parse(body)),
		);
	}

	end(): void {
		const { edge } = this.#scene.world;
		for (const name of Object.keys(SETTINGS)) delete (edge.env as unknown as Record<string, unknown>)[name];
		edge.sites.delete(HOST);
	}

	#take(authorization: string | null, asked: Asked): Response | null {
		const refuse = (status: number, code: string) =>
			Response.json({ errors: [{ code, title: "refused", detail: "refused" }] }, { status });
		if (authorization !== `Bearer ${KEY}`) return refuse(401, "10009");
		this.sent.push({ at: this.#scene.world.edge.clock.wall(), ...asked });
		const answer = this.answers.get(asked.to) ?? "taken";
		if (answer === "silent") return null;
		if (answer !== "taken") return refuse(answer.status, answer.code);
		return Response.json({ data: { id: `msg-${this.sent.length}`, to: [{ status: "queued" }] } });
	}

	to = (number: string): SentByTelnyx[] => this.sent.filter((one) => one.to === number);

	/** What became of a text, as it is told by a signed request. */
	reports(sent: SentByTelnyx, status: string, code?: string, wrong?: "key" | "age"): Promise<number> {
		const errors = code === undefined ? [] : [{ code, title: "failed" }];
		const payload = { id: "msg", to: [{ phone_number: sent.to, status }], errors };
		return this.#tell(new URL(sent.webhook_url ?? "").pathname, "message.finalized", payload, wrong);
	}

	/** Somebody answers by text; what Telnyx tells twice has the same `id`. */
	replies(from: string, text: string, id: string, wrong?: "key" | "age"): Promise<number> {
		const payload = { id, from: { phone_number: from }, to: [{ phone_number: SETTINGS.TELNYX_FROM }], text };
		return this.#tell("/replies/telnyx", "message.received", payload, wrong);
	}

	async #tell(path: string, event_type: string, payload: object, wrong?: "key" | "age"): Promise<number> {
		const { edge } = this.#scene.world;
		const body = JSON.stringify({ data: { event_type, id: "evt", payload, record_type: "event" } });
		const timestamp = String(Math.floor(edge.clock.wall() / 1_000) - (wrong === "age" ? 301 : 0));
		const { privateKey } = wrong === "key" ? OTHER_KEYS : KEYS;
		const signature = sign(null, Buffer.from(`${timestamp}|${body}`), privateKey).toString("base64");
		const headers = {
			"content-type": "application/json",
			"telnyx-timestamp": timestamp,
			"telnyx-signature-ed25519": signature,
		};
		return (await this.#scene.answer(edge.http("POST", path, body, headers))).status;
	}
}

/** Twilio as a team knows it: it takes texts and calls, tells what became of them, and passes on what people answer. */
import { createHmac } from "node:crypto";
import type { Scene } from "./scene.ts";

const HOST = "api.twilio.com";
const SETTINGS = {
	...{ TWILIO_ACCOUNT_SID: "AC1", TWILIO_AUTH_TOKEN: "twilio-SECRET", TWILIO_FROM: "+4930000000" },
};

export interface Sent {
	at: number;
	to: string;
	/** Of a text what it says, of a call what is to be said. */
	says: string;
	/** Where it wants to hear what became of it. */
	statusUrl: string;
}

/** How the next requests are answered: taken, or refused with a status and Twilio's own code. */
export type Answer = "taken" | "silent" | { status: number; code: number };

export class PhoneCompany {
	readonly sent: Sent[] = [];
	/** Of a number; "taken" for all others. */
	readonly answers = new Map<string, Answer>();
	readonly #scene: Scene;

	constructor(scene: Scene) {
		this.#scene = scene;
		const { edge } = scene.world;
		Object.assign(edge.env, SETTINGS);
		edge.sites.set(HOST, (_request, body) => this.#take(new URLSearchParams(body)));
	}

	/** The instance has no account any more. */
	end(): void {
		const { edge } = this.#scene.world;
		for (const name of Object.keys(SETTINGS)) delete (edge.env as unknown as Record<string, unknown>)[name];
		edge.sites.delete(HOST);
	}

	#take(form: URLSearchParams): Response | null {
		const [to, answer] = [form.get("To") ?? "", this.answers.get(form.get("To") ?? "") ?? "taken"];
		const says = form.get("Body") ?? form.get("Twiml") ?? "";
		this.sent.push({
			...{ at: this.#scene.world.edge.clock.wall(), to, says },
			statusUrl: form.get("StatusCallback") ?? "",
		});
		if (answer === "silent") return null;
		if (answer === "taken") return Response.json({ sid: `SM${this.sent.length}` }, { status: 201 });
		return Response.json({ code: answer.code }, { status: answer.status });
	}

	/** Texts and calls to a number, oldest first. */
	to = (number: string): Sent[] => this.sent.filter((one) => one.to === number);

	/** What became of a text or a call, as it is told by a signed request. */
	async reports(sent: Sent, fields: Record<string, string>, secret?: string): Promise<number> {
		return (await this.#tell(sent.statusUrl, fields, secret)).status;
	}

	/** Somebody answers by text. Null: nothing is sent back. */
	async replies(
		from: string,
		text: string,
		secret?: string,
	): Promise<{ status: number; words: string | null }> {
		const fields = { From: from, Body: text, MessageSid: `SM${text}${this.sent.length}` };
		const { PUBLIC_URL } = this.#scene.world.edge.env as unknown as { PUBLIC_URL: string };
		const { status, body } = await this.#tell(`${PUBLIC_URL}/replies/twilio-sms`, fields, secret);
		return { status, words: /<Message>(.*)<\/Message>/s.exec(String(body))?.[1] ?? null };
	}

	#tell(url: string, fields: Record<string, string>, secret = SETTINGS.TWILIO_AUTH_TOKEN) {
		const signed = url + Object.entries(fields).toSorted().flat().join("");
		const signature = createHmac("sha1", secret).update(signed).digest("base64");
		const headers = {
			"content-type": "application/x-www-form-urlencoded",
			"x-twilio-signature": signature,
		};
		const { edge } = this.#scene.world;
		const form = new URLSearchParams(fields).toString();
		return this.#scene.answer(edge.http("POST", new URL(url).pathname, form, headers));
	}
}

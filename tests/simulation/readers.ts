/** Everybody who reads the status page's news: their mailboxes, hooks and browsers, and how they come in. */
import { expect } from "vitest";
import { call } from "./notices.ts";
import type { Scene } from "./scene.ts";
import { P256DH } from "./world.ts";

const MAIL = { EMAIL_PROVIDER: "resend", EMAIL_FROM: "status@shop.example", EMAIL_KEY: "re_1" };
const MAIL_HOST = "api.resend.com";
export const HOST = "readers.example.com";
const BROWSER_HOST = "updates.push.services.mozilla.com";
const FORM = { "content-type": "application/x-www-form-urlencoded" };

interface Mail {
	to: string[];
	subject: string;
	text: string;
	html: string;
	headers: Record<string, string>;
}
export interface Received {
	/** The mailbox, or the last part of the URL. */
	who: string;
	type: string;
	text: string;
	mail: Mail | null;
	id: string;
	headers: Headers;
}

let putBack = () => {};
/** After each test: the world is shared by those of one file. */
export const putBackReaders = (): void => putBack();

/** Everybody who reads: what reached them. `answer` is what they say to it, 200 by default. */
export function readersOf(scene: Scene, hasMail = true) {
	const { edge } = scene.world;
	const received: Received[] = [];
	const readers = {
		received,
		answer: (_: Received): Response | Promise<Response> | null => new Response("ok"),
	};
	if (hasMail) Object.assign(edge.env, MAIL);
	const hear = (one: Received) => {
		received.push(one);
		return readers.answer(one);
	};
	edge.sites.set(MAIL_HOST, (request, body) => {
		const mail = JSON.parse(body) as Mail;
		const id = request.headers.get("idempotency-key") ?? "";
		return hear({ who: mail.to[0]!, type: "mail", text: mail.text, mail, id, headers: request.headers });
	});
	edge.sites.set(HOST, (request, body) => {
		const { headers } = request;
		const who = new URL(request.url).pathname.slice(1);
		const { type = "slack" } = JSON.parse(body);
		return hear({ who, type, text: body, mail: null, id: headers.get("webhook-id") ?? "", headers });
	});
	edge.sites.set(BROWSER_HOST, (request, body) => {
		const { headers } = request;
		const who = new URL(request.url).pathname.split("/").at(-1)!;
		return hear({ who, type: "push", text: body, mail: null, id: headers.get("topic") ?? "", headers });
	});
	putBack = () => {
		for (const name of Object.keys(MAIL)) delete (edge.env as Record<string, unknown>)[name];
		for (const host of [MAIL_HOST, HOST, BROWSER_HOST]) edge.sites.delete(host);
	};
	return readers;
}

/** What a browser would send. */
export const browser = (name: string) => ({
	endpoint: `https://${BROWSER_HOST}/wpush/v2/${name}`,
	expirationTime: null,
	keys: { p256dh: P256DH, auth: "AAAAAAAAAAAAAAAAAAAAAA" },
});
export const subscribe = (scene: Scene, kind: string, target: string | object, rest: object = {}) =>
	scene.answer(
		scene.world.edge.http("POST", "/api/public/subscriptions", { kind, target, ...rest }) as Promise<{
			status: number;
			body: { detail?: string };
		}>,
	);
export const post = (scene: Scene, url: string, form: string) =>
	scene.answer(scene.world.edge.http("POST", new URL(url).pathname, form, FORM));
export const linkIn = (text: string) => /http\S+\/subscriptions\/\S+/.exec(text)?.[0] ?? "";
export const news = (received: Received[]) =>
	received.filter(({ mail, type, text }) =>
		mail
			? !/^(Confirm|You are)/.test(mail.subject)
			: /^(incident|maintenance)\.|^digest$/.test(type) || text.includes("/incidents/"),
	);

export async function confirmed(
	scene: Scene,
	readers: ReturnType<typeof readersOf>,
	mailbox: string,
): Promise<string> {
	await subscribe(scene, "email", mailbox);
	await scene.pass(2);
	const { text } = readers.received.findLast(({ who }) => who === mailbox)!;
	await post(scene, linkIn(text), "act=confirm");
	return linkIn(text);
}

/** Receivers whose hooks confirm by themselves. */
export async function hooks(scene: Scene, howMany: number): Promise<void> {
	for (let i = 0; i < howMany; i++) await subscribe(scene, "webhook", `https://${HOST}/${i}`);
	await scene.pass(30 + howMany / 2);
	expect(await counts(scene)).toMatchObject({ active: howMany, unconfirmed: 0, waiting: 0 });
}

export const counts = (scene: Scene) =>
	call<{ active: number; unconfirmed: number; waiting: number; items: { id: string; address: string }[] }>(
		scene,
		"GET",
		"subscribers",
	);
export const object = (scene: Scene) => scene.world.edge.object("SUBSCRIBERS", "subscribers");

export async function outage(scene: Scene): Promise<void> {
	scene.works(0, false);
	await scene.pass(65);
	expect(scene.types()).toContain("triggered");
}

export async function recovery(scene: Scene): Promise<void> {
	scene.works(0, true);
	await scene.pass(65);
	expect(scene.types()).toContain("resolved");
}

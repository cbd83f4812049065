/** Pages by providers of others, to a server that stands where theirs would: they arrive, are answered, and are given up where they must be. */
import { createHmac } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveLoopback } from "../support/loopback.ts";
import { type ServiceWorld, startServiceWorld } from "../support/service-world.ts";
import { eventually } from "../support/wait.ts";

interface Published {
	topic: string;
	title: string;
	actions: { label: string; url: string; method?: string; headers?: Record<string, string> }[];
}

interface SentMail {
	from: string;
	to: [string];
	subject: string;
	text: string;
	html: string;
	headers: Record<string, string>;
}

let world: ServiceWorld;
let server: Awaited<ReturnType<typeof serveLoopback>>;
const published: Published[] = [];
const mails: (SentMail & { key: string; bearer: string })[] = [];

async function textOf(incoming: IncomingMessage): Promise<string> {
	let text = "";
	for await (const chunk of incoming) text += chunk;
	return text;
}

beforeAll(async () => {
	server = await serveLoopback(async (incoming, answer) => {
		const text = await textOf(incoming);
		if (/\/(Calls|Messages)\.json$/.test(incoming.url ?? ""))
			return twilioApi(incoming, new URLSearchParams(text), answer);
		const message = JSON.parse(text);
		if (incoming.url?.startsWith("/1/")) return pushoverApi(incoming.url, message, answer);
		if (incoming.url === "/emails") return resend(incoming, message, answer);
		if (incoming.url?.startsWith("/api/chat.")) return slackApi(incoming, message, answer);
		if (incoming.url === "/slack-edit") {
			edits.push(message);
			return void answer.writeHead(200).end("ok");
		}
		if (incoming.url?.startsWith("/bot")) return botApi(incoming.url, message, answer);
		published.push(message);
		answer.writeHead(message.topic === "gone" ? 404 : 200).end("{}");
	});
	world = await startServiceWorld({
		egressAllow: [server.hostPort],
		env: {
			EMAIL_PROVIDER: "resend",
			EMAIL_FROM: "Tocsin <pages@tocsin.example>",
			EMAIL_KEY: "re_secret",
			EMAIL_URL: `http://${server.hostPort}/emails`,
			TELEGRAM_BOT_TOKEN: "110201543:SECRET",
			TELEGRAM_URL: `http://${server.hostPort}`,
			PUSHOVER_APP_TOKEN: "pushover-SECRET",
			PUSHOVER_URL: `http://${server.hostPort}`,
			TWILIO_ACCOUNT_SID: "AC1",
			TWILIO_AUTH_TOKEN: "twilio-SECRET",
			TWILIO_FROM: "+4930000000",
			TWILIO_URL: `http://${server.hostPort}`,
			SLACK_BOT_TOKEN: "xoxb-SECRET",
			SLACK_SIGNING_SECRET: "signing-SECRET",
			SLACK_URL: `http://${server.hostPort}/api`,
		},
	});
});
afterAll(async () => {
	await world?.stop();
	await server?.close();
});

/** Resend's sending endpoint, as it documents it. Mailboxes say how they are answered. */
function resend(incoming: IncomingMessage, mail: SentMail, answer: ServerResponse): void {
	const { authorization = "", "idempotency-key": key } = incoming.headers;
	const [to] = mail.to;
	const tries = mails.filter((before) => before.to[0] === to).length;
	mails.push({ ...mail, key: String(key), bearer: authorization });
	const refuse = (statusCode: number, name: string, headers = {}) =>
		answer.writeHead(statusCode, headers).end(JSON.stringify({ statusCode, name, message: name }));
	if (authorization !== "Bearer re_secret") return void refuse(401, "missing_api_key");
	if (to.startsWith("busy@") && tries === 0)
		return void refuse(429, "rate_limit_exceeded", { "retry-after": "1" });
	if (to.startsWith("refused@")) return void refuse(422, "invalid_parameter");
	if (to.startsWith("lost@")) return void refuse(404, "not_found");
	answer.writeHead(200).end('{"id":"49a3999c-0ce1-4ea6-ab68-afcd6dc2e794"}');
}

interface BotMessage {
	chat_id: number;
	text: string;
	reply_markup?: { inline_keyboard: { text: string; callback_data: string }[][] };
}
const said: BotMessage[] = [];
const hook = { url: "", secret_token: "" };

/** Telegram's Bot API, as it documents it. Chats say how they are answered. */
function botApi(path: string, body: BotMessage & typeof hook, answer: ServerResponse): void {
	const refuse = (error_code: number, description: string, parameters = {}) =>
		answer.writeHead(error_code).end(JSON.stringify({ ok: false, error_code, description, parameters }));
	if (!path.startsWith("/bot110201543:SECRET/")) return void refuse(401, "Unauthorized");
	if (path.endsWith("/setWebhook")) {
		Object.assign(hook, body);
		return void answer.writeHead(200).end('{"ok":true,"result":true}');
	}
	const isFirst = said.every(({ chat_id }) => chat_id !== body.chat_id);
	said.push(body);
	if (body.chat_id === 403) return void refuse(403, "Forbidden: bot was blocked by the user");
	if (body.chat_id === 429 && isFirst)
		return void refuse(429, "Too Many Requests: retry after 1", { retry_after: 1 });
	answer.writeHead(200).end('{"ok":true,"result":{"message_id":1}}');
}

interface SlackMessage {
	channel: string;
	text: string;
	blocks?: { type: string; elements?: { action_id: string; value?: string }[] }[];
}
const posted: SlackMessage[] = [];
const edits: { text: string; replace_original?: boolean }[] = [];
const SLACK_TS = "1503435956.000247";
/** What Slack says to the first edit in the conversation of a member; later ones succeed. */
const FIRST_EDITS: Record<string, string> = {
	U0DELETED: "message_not_found",
	U0FOREIGN: "cant_update_message",
	U0UNKNOWN: "channel_not_found",
	U0ARCHIVE: "is_archived",
	U0HURRIED: "ratelimited",
};

/** Slack's Web API, as it documents it: it answers 200 to what it refuses. Members say how they are answered. */
async function slackApi(
	incoming: IncomingMessage,
	message: SlackMessage,
	answer: ServerResponse,
): Promise<void> {
	const refuse = (error: string) => {
		if (error === "ratelimited") answer.writeHead(429, { "retry-after": "1" });
		answer.end(JSON.stringify({ ok: false, error }));
	};
	if (incoming.headers.authorization !== "Bearer xoxb-SECRET") return refuse("invalid_auth");
	if (incoming.url === "/api/chat.update") edits.push(message);
	const isFirst = posted.every(({ channel }) => channel !== message.channel);
	posted.push(message);
	if (message.channel === "U0BUSY00" && isFirst) return refuse("ratelimited");
	if (message.channel === "U0MISSING") return refuse("missing_scope");
	if (message.channel === "U0GONE00") return refuse("channel_not_found");
	if (message.channel === "U0SLOW00") await new Promise((resolve) => setTimeout(resolve, 1_500));
	const firstEdit = isFirst && FIRST_EDITS[message.channel.slice(1)];
	if (firstEdit) return refuse(firstEdit);
	const channel = message.channel.startsWith("U") ? `D${message.channel}` : message.channel;
	answer.end(JSON.stringify({ ok: true, channel, ts: SLACK_TS }));
}

interface PushoverMessage {
	token: string;
	user: string;
	message: string;
	priority: number;
	callback?: string;
	expire?: number;
	tags?: string;
}
const pushovers: PushoverMessage[] = [];
const cancelled: string[] = [];

/** Pushover's API, as it documents it. Users say how they are answered. */
function pushoverApi(path: string, body: PushoverMessage, answer: ServerResponse): void {
	const refuse = (status: number, wrong: object, headers = {}) =>
		answer.writeHead(status, headers).end(JSON.stringify({ ...wrong, status: 0, request: "r" }));
	if (body.token !== "pushover-SECRET") return void refuse(400, { token: "invalid" });
	const tag = /^\/1\/receipts\/cancel_by_tag\/(.+)\.json$/.exec(path)?.[1];
	if (tag) {
		cancelled.push(tag);
		return void answer.writeHead(200).end('{"canceled":1,"status":1,"request":"r"}');
	}
	const isFirst = pushovers.every(({ user }) => user !== body.user);
	pushovers.push(body);
	if (body.user.startsWith("gone")) return void refuse(400, { user: "invalid" });
	if (body.user.startsWith("busy") && isFirst) return void refuse(429, {}, { "retry-after": "1" });
	answer.writeHead(200).end('{"status":1,"request":"r","receipt":"rLqVuqTRh62UzxtmqiaLzQmVcPgiCy"}');
}

const calls: { to: string; twiml: string }[] = [];
const texts: { to: string; body: string; statusUrl: string }[] = [];

/** Twilio's resources of calls and texts, as it documents it. Numbers say how they are answered. */
function twilioApi(incoming: IncomingMessage, form: URLSearchParams, answer: ServerResponse): void {
	const refuse = (status: number, code: number) =>
		answer.writeHead(status).end(JSON.stringify({ code, message: "refused", status }));
	const isOurs = incoming.headers.authorization === `Basic ${btoa("AC1:twilio-SECRET")}`;
	if (!isOurs || !incoming.url?.startsWith("/2010-04-01/Accounts/AC1/")) return void refuse(401, 20003);
	const to = form.get("To") ?? "";
	if (incoming.url.endsWith("/Messages.json")) {
		texts.push({ to, body: form.get("Body") ?? "", statusUrl: form.get("StatusCallback") ?? "" });
		return void answer.writeHead(201).end('{"sid":"SM1","status":"queued"}');
	}
	calls.push({ to, twiml: form.get("Twiml") ?? "" });
	if (to.endsWith("9")) return void refuse(400, 21211);
	answer.writeHead(201).end('{"sid":"CA1","status":"queued"}');
}

async function reachableBy(topic: string): Promise<string> {
	const methods = `/api/v1/users/${world.personId}/contact-methods`;
	const address = `http://${server.hostPort}/${topic}`;
	const made = await world.make(methods, { kind: "ntfy", name: topic, address });
	expect(made).toMatchObject({ state: "unverified", address: `http://${server.hostPort}/…` });
	const path = `${methods}/${made.id}`;
	expect((await world.send("PATCH", path, { state: "active" })).status).toBe(200);
	return path;
}

const declare = () => world.make("/api/v1/incidents", { serviceId: world.serviceId, title: "Payments fail" });

describe("ntfy", () => {
	it("refuses an address that cannot be called", async () => {
		const methods = `/api/v1/users/${world.personId}/contact-methods`;
		const made = await world.send("POST", methods, { kind: "ntfy", address: "http://127.0.0.1:1/ana" });
		expect([made.status, made.body.errors]).toMatchObject([422, [{ pointer: "/address" }]]);
	});

	it("pages, and the button on the lock screen acknowledges", async () => {
		const path = await reachableBy("ana-k3jq9");
		const incident = await declare();
		const page = await eventually("a page", () => published.find(({ topic }) => topic === "ana-k3jq9"));
		expect(page.title).toBe("P2 · Payments fail");
		const [button] = page.actions;
		expect(button).toMatchObject({ label: "Acknowledge", method: "POST" });
		// The links lead to the public address; here the instance answers on its own port.
		const { pathname } = new URL(button!.url);
		const pressed = await fetch(`${world.instance.url}${pathname}`, {
			method: "POST",
			headers: button!.headers!,
			body: "{}",
		});
		expect([pressed.status, await pressed.json()]).toMatchObject([
			200,
			{ result: "acknowledged", by: { name: "Ana" } },
		]);
		expect((await world.send("GET", `/api/v1/incidents/${incident.id}`)).body).toMatchObject({
			state: "acknowledged",
			lead: { name: "Ana" },
		});
		await world.send("DELETE", path);
	});

	it("turns off a topic that the server does not have any more, and says so", async () => {
		const path = await reachableBy("gone");
		await declare();
		await eventually("the method is off", async () => {
			return (await world.send("GET", path)).body.state === "disabled" || null;
		});
	});
});

describe("e-mail", () => {
	const methods = () => `/api/v1/users/${world.personId}/contact-methods`;
	const mailTo = (to: string, about: string) =>
		eventually(`a mail to ${to}`, () =>
			mails.find((mail) => mail.to[0] === to && mail.subject.includes(about)),
		);
	const timeline = async (id: string) =>
		(await world.send("GET", `/api/v1/incidents/${id}/timeline`)).body.items as {
			type: string;
			data: Record<string, unknown>;
		}[];

	/** Ana, by this mailbox alone, and an incident that pages her there. */
	async function pagedAt(address: string, title: string) {
		const { id } = await world.make(methods(), { kind: "email", address });
		await world.send("PATCH", `${methods()}/${id}`, { state: "active" });
		const incident = await world.make("/api/v1/incidents", { serviceId: world.serviceId, title });
		return { path: `${methods()}/${id}`, incident };
	}

	it("is not paged before a code from the mailbox proves it, and a code is good once", async () => {
		const made = await world.make(methods(), { kind: "email" });
		expect(made).toMatchObject({ state: "unverified", address: "ana@shop.example" });
		const path = `${methods()}/${made.id}`;
		const silent = await declare();
		await eventually("nobody to page", async () =>
			(await timeline(silent.id)).some(({ type }) => type === "level_empty"),
		);
		expect(mails).toEqual([]);
		expect((await world.send("POST", `${path}/code`)).status).toBe(202);
		const mail = await mailTo("ana@shop.example", "code");
		const code = /\d{6}/.exec(mail.text)![0];
		expect((await world.send("POST", `${path}/code`)).status).toBe(429);
		const wrong = code === "000000" ? "000001" : "000000";
		expect((await world.send("POST", `${path}/confirmation`, { code: wrong })).status).toBe(422);
		expect((await world.send("POST", `${path}/confirmation`, { code })).body).toMatchObject({
			state: "active",
		});
		expect((await world.send("POST", `${path}/confirmation`, { code })).status).toBe(422);
		const moved = await world.send("PATCH", path, { address: "ana@elsewhere.example" });
		expect(moved.body).toMatchObject({ state: "unverified" });
		await world.send("DELETE", path);
	});

	it("takes no code after five wrong ones", async () => {
		const { id } = await world.make(methods(), { kind: "email", address: "guess@shop.example" });
		await world.send("POST", `${methods()}/${id}/code`);
		const code = /\d{6}/.exec((await mailTo("guess@shop.example", "code")).text)![0];
		const wrong = code === "000000" ? "000001" : "000000";
		for (let tries = 0; tries < 5; tries++)
			expect((await world.send("POST", `${methods()}/${id}/confirmation`, { code: wrong })).status).toBe(422);
		expect((await world.send("POST", `${methods()}/${id}/confirmation`, { code })).status).toBe(422);
		await world.send("DELETE", `${methods()}/${id}`);
	});

	it("pages by a link that changes nothing when it is opened, and acknowledges by POST, once", async () => {
		const { path, incident } = await pagedAt("ana@shop.example", "Mail fails");
		const mail = await mailTo("ana@shop.example", "P2 · Mail fails");
		expect(mail.from).toBe("Tocsin <pages@tocsin.example>");
		expect(mail.headers.References).toBe(`<${incident.id}@tocsin.example>`);
		const link = new URL(/https?:\S+#t=\S+/.exec(mail.text)![0]);
		expect(mail.html).toContain(link.href);
		expect((await fetch(`${world.instance.url}${link.pathname}`)).status).toBe(200);
		const state = async () => (await world.send("GET", `/api/v1/incidents/${incident.id}`)).body.state;
		expect(await state()).toBe("triggered");
		const press = async () => {
			const answer = await fetch(`${world.instance.url}/api/v1/page-actions/acknowledge`, {
				method: "POST",
				headers: { authorization: `Bearer ${link.hash.slice(3)}`, "content-type": "application/json" },
				body: "{}",
			});
			return ((await answer.json()) as { result: string }).result;
		};
		expect([await press(), await press()]).toEqual(["acknowledged", "already_acknowledged"]);
		await world.send("PUT", `/api/v1/incidents/${incident.id}/resolution`, {});
		expect(await press()).toBe("already_resolved");
		await world.send("DELETE", path);
	});
});

describe("Telegram", () => {
	const ANA = 7_001;
	const methods = () => `/api/v1/users/${world.personId}/contact-methods`;
	const saidTo = (chat: number, about: string) =>
		eventually(`a message to ${chat}`, () =>
			said.find(({ chat_id, text }) => chat_id === chat && text.includes(about)),
		);

	async function tell(update: object, secret = hook.secret_token) {
		const answer = await fetch(`${world.instance.url}/replies/telegram`, {
			method: "POST",
			headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret },
			body: JSON.stringify({ update_id: 1, ...update }),
		});
		return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
	}
	const press = (data: string, chat: number, secret?: string) =>
		tell({ callback_query: { id: "q1", from: { id: chat }, message: { chat: { id: chat } }, data } }, secret);

	async function chatOf(chat: number) {
		const { id } = await world.make(methods(), { kind: "telegram", address: String(chat) });
		return `${methods()}/${id}`;
	}

	it("takes the chat of one person alone, and proves it by a code", async () => {
		const group = await world.send("POST", methods(), { kind: "telegram", address: "-1001" });
		expect([group.status, group.body.errors]).toMatchObject([422, [{ pointer: "/address" }]]);
		const path = await chatOf(ANA);
		expect((await world.send("POST", `${path}/code`)).status).toBe(202);
		expect(new URL(hook.url).pathname).toBe("/replies/telegram");
		const start = await tell({ message: { chat: { id: ANA, type: "private" }, text: "/start" } });
		expect(start.body).toMatchObject({ method: "sendMessage", chat_id: ANA });
		expect(start.body.text).toContain(String(ANA));
		const code = /\d{6}/.exec((await saidTo(ANA, "code")).text)![0];
		expect((await world.send("POST", `${path}/confirmation`, { code })).body).toMatchObject({
			state: "active",
		});
	});

	it("acknowledges by the button of its own chat alone, once, and says when all is over", async () => {
		const incident = await world.make("/api/v1/incidents", {
			serviceId: world.serviceId,
			title: "Chat fails",
		});
		const page = await saidTo(ANA, "P2 · Chat fails");
		const [acknowledge, escalate] = page.reply_markup!.inline_keyboard.flat();
		for (const { callback_data } of [acknowledge!, escalate!])
			expect(new TextEncoder().encode(callback_data).length).toBeLessThanOrEqual(64);
		const data = acknowledge!.callback_data;
		expect((await press(data, ANA, "wrong")).status).toBe(401);
		expect((await press(data, 7_002)).body.text).toMatch(/isn’t yours/);
		expect((await press("a1.nonsense", ANA)).body.text).toMatch(/isn’t yours/);
		const state = async () => (await world.send("GET", `/api/v1/incidents/${incident.id}`)).body.state;
		expect(await state()).toBe("triggered");
		expect((await press(data, ANA)).body).toMatchObject({
			method: "answerCallbackQuery",
			callback_query_id: "q1",
			text: "Acknowledged by you",
		});
		expect(await state()).toBe("acknowledged");
		expect((await press(data, ANA)).body.text).toBe("Ana already acknowledged");
		await world.send("PUT", `/api/v1/incidents/${incident.id}/resolution`, {});
		expect((await press(data, ANA)).body.text).toBe("Already resolved. Nothing to do.");
		await world.send("POST", `/api/v1/incidents/${incident.id}/reopening`, { reason: "again" });
		expect((await press(data, ANA)).body.text).toMatch(/reopened after this page/);
		const told = JSON.stringify((await world.send("GET", `/api/v1/incidents/${incident.id}/timeline`)).body);
		for (const secret of ["SECRET", hook.secret_token, data]) expect(told).not.toContain(secret);
	});
});

interface Signed {
	secret?: string | undefined;
	ageSeconds?: number;
}

describe("Slack", () => {
	const methods = () => `/api/v1/users/${world.personId}/contact-methods`;
	const ANA = "U0ANA0001";

	function fromSlack(path: string, body: string, { secret = "signing-SECRET", ageSeconds = 0 }: Signed = {}) {
		const at = String(Math.floor(Date.now() / 1_000) - ageSeconds);
		const mac = createHmac("sha256", secret).update(`v0:${at}:${body}`).digest("hex");
		return fetch(`${world.instance.url}${path}`, {
			method: "POST",
			headers: {
				"content-type": "application/x-www-form-urlencoded",
				"x-slack-request-timestamp": at,
				"x-slack-signature": `v0=${mac}`,
			},
			body,
		});
	}

	const own = { channel_id: `D${ANA}`, message_ts: SLACK_TS };

	async function press(value: string, user: string, signed: Signed = {}, container: object | null = own) {
		const payload = {
			type: "block_actions",
			user: { id: user },
			response_url: `http://${server.hostPort}/slack-edit`,
			...(container && { container }),
			message: { text: "P2 · Slack fails" },
			actions: [{ action_id: "acknowledge", value }],
		};
		const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
		const answer = await fromSlack("/replies/slack", body, signed);
		return answer.status;
	}
	const edited = (words: string) =>
		eventually(`"${words}"`, () => edits.find(({ text }) => text.includes(words)));

	async function memberOf(address: string) {
		const { id } = await world.make(methods(), { kind: "slack", address });
		await world.send("PATCH", `${methods()}/${id}`, { state: "active" });
		return `${methods()}/${id}`;
	}

	it("acknowledges by a signed press of the member who was paged, once, and edits the message in place", async () => {
		const path = await memberOf(ANA);
		const incident = await world.make("/api/v1/incidents", {
			serviceId: world.serviceId,
			title: "Slack fails",
		});
		const page = await eventually("a message", () =>
			posted.find(({ channel, text }) => channel === ANA && text.includes("Slack fails")),
		);
		const value = page
			.blocks!.flatMap(({ elements = [] }) => elements)
			.find(({ action_id }) => action_id === "acknowledge")!.value!;
		const state = async () => (await world.send("GET", `/api/v1/incidents/${incident.id}`)).body.state;
		expect(await press(value, ANA, { secret: "other" })).toBe(401);
		expect(await press(value, ANA, { ageSeconds: 301 })).toBe(401);
		expect(await press(value, "U0BO00001")).toBe(200);
		expect(await edited("isn’t yours")).toMatchObject({ replace_original: false });
		expect(await state()).toBe("triggered");
		expect(await press(value, ANA)).toBe(200);
		expect(await state()).toBe("acknowledged");
		expect(await edited("Acknowledged by Ana")).toMatchObject({ channel: `D${ANA}`, ts: SLACK_TS });
		expect(await press(value, ANA, {}, null)).toBe(200);
		expect(await edited("Ana already acknowledged")).toMatchObject({ replace_original: true });
		await world.send("PUT", `/api/v1/incidents/${incident.id}/resolution`, {});
		expect(await edited("\nResolved")).toMatchObject({ channel: `D${ANA}`, ts: SLACK_TS });
		await press(value, ANA, {}, null);
		await edited("Already resolved");
		await world.send("DELETE", path);
	});

	it("edits what is still there, posts anew what is lost, and waits as long as it is asked to", async () => {
		const members = [...Object.keys(FIRST_EDITS), "U0SLOW00"];
		const paths: string[] = [];
		for (const member of members) paths.push(await memberOf(member));
		const { id } = await world.make("/api/v1/incidents", { serviceId: world.serviceId, title: "Edits fail" });
		const asked = (member: string) =>
			posted.filter(
				({ channel, text }) => [member, `D${member}`].includes(channel) && text.includes("Edits fail"),
			);
		await eventually("every page", () => members.every((member) => asked(member).length > 0));
		await world.send("PUT", `/api/v1/incidents/${id}/acknowledgement`, {});
		await eventually("every message is right", () =>
			members.every((member) => /\nAcknowledged by [^\n]+$/.test(asked(member).at(-1)!.text)),
		);
		const pages = members.map((member) => asked(member).filter(({ channel }) => channel === member).length);
		expect(pages).toEqual([2, 2, 2, 1, 1, 1]);
		await world.send("PUT", `/api/v1/incidents/${id}/resolution`, {});
		const told = [
			await world.send("GET", `/api/v1/incidents/${id}/timeline`),
			await world.send("GET", "/api/v1/export"),
			world.instance.logs,
		].map((one) => JSON.stringify(one));
		for (const text of told)
			for (const secret of ["SECRET", '"a1.', ...members.map((member) => `"${member}"`)])
				expect(text).not.toContain(secret);
		for (const path of paths) {
			expect((await world.send("GET", path)).body.state).toBe("active");
			await world.send("DELETE", path);
		}
	});

	it("tells a member who is on call, and declares in the name of who has proven that they are that member", async () => {
		const ask = async (text: string, user: string, secret?: string) => {
			const form = new URLSearchParams({ command: "/tocsin", text, user_id: user, trigger_id: `t.${text}` });
			const answer = await fromSlack("/replies/slack/command", form.toString(), { secret });
			const body = (await answer.json()) as { response_type: string; text: string };
			return { status: answer.status, ...body };
		};
		expect((await ask("who", ANA, "other")).status).toBe(401);
		expect((await ask("who", ANA)).text).toContain("member ID in Tocsin first");
		const path = await memberOf(ANA);
		expect((await ask("who", ANA)).text).toBe("There is no schedule.");
		expect((await ask("help", ANA)).text).toContain("/tocsin declare");
		expect((await ask("declare Nothing: x", ANA)).text).toContain("No one service is called Nothing");
		const service = (await world.send("GET", `/api/v1/services/${world.serviceId}`)).body.name;
		const declared = () => ask(`declare P1 ${service}: Slash <fails>`, ANA);
		const answer = await declared();
		expect(answer).toMatchObject({ response_type: "in_channel" });
		expect(answer.text).toContain("Ana declared P1 · Slash &lt;fails&gt;");
		const id = /inc_[0-9A-Z]{26}/.exec(answer.text)![0];
		expect((await declared()).text).toContain(id);
		expect((await world.send("GET", `/api/v1/incidents/${id}`)).body).toMatchObject({
			...{ severity: "P1", title: "Slash <fails>", source: { kind: "user", name: "Ana" } },
		});
		await world.send("DELETE", path);
	});
});

it("waits as long as each provider asks, and turns off who is gone and nobody for what is the account's fault", async () => {
	const methods = `/api/v1/users/${world.personId}/contact-methods`;
	const made = new Map<string, string>();
	for (const [kind, address] of [
		...["busy", "refused", "lost"].map((name) => ["email", `${name}@shop.example`] as const),
		...["429", "403"].map((chat) => ["telegram", chat] as const),
		...["U0BUSY00", "U0MISSING", "U0GONE00"].map((member) => ["slack", member] as const),
		...["busy", "gone"].map((user) => ["pushover", user.padEnd(30, "0")] as const),
	]) {
		const { id } = await world.make(methods, { kind, address });
		made.set(address, id);
		await world.send("PATCH", `${methods}/${id}`, { state: "active" });
	}
	const incident = await declare();
	await eventually("four second tries", () =>
		[
			mails.filter(({ to }) => to[0] === "busy@shop.example"),
			said.filter(({ chat_id }) => chat_id === 429),
			posted.filter(({ channel }) => channel === "U0BUSY00"),
			pushovers.filter(({ user }) => user.startsWith("busy")),
		].every((tries) => tries.length === 2),
	);
	const stateOf = async (address: string) =>
		(await world.send("GET", `${methods}/${made.get(address)}`)).body.state;
	for (const gone of ["403", "U0GONE00", "gone".padEnd(30, "0")])
		await eventually(`${gone} is off`, async () => (await stateOf(gone)) === "disabled");
	const items = (await world.send("GET", `/api/v1/incidents/${incident.id}/timeline`)).body.items as {
		type: string;
		data: { methodId: string; reason: string; permanent: boolean };
	}[];
	for (const [address, reason] of [
		["refused@shop.example", "http_422"],
		["lost@shop.example", "provider_404"],
		["U0MISSING", "provider_missing_scope"],
	] as const) {
		const failed = items.find(
			({ type, data }) => type === "page_failed" && data.methodId === made.get(address),
		);
		expect(failed?.data).toMatchObject({ reason, permanent: true });
		expect(await stateOf(address)).toBe("active");
	}
	const told = JSON.stringify(items);
	for (const secret of ["re_secret", "SECRET", ...made.keys()].filter((one) => one.length > 3))
		expect(told).not.toContain(secret);
	for (const id of made.values()) await world.send("DELETE", `${methods}/${id}`);
});

describe("Pushover", () => {
	const ANA = "ana00000000000000000000000000a";
	const methods = () => `/api/v1/users/${world.personId}/contact-methods`;
	const toUser = (user: string, about: string) =>
		eventually(`a message to ${user}`, () =>
			pushovers.find((one) => one.user === user && JSON.stringify(one).includes(about)),
		);
	const called = async (callback: string, acknowledged = "1") => {
		const answer = await fetch(`${world.instance.url}${new URL(callback).pathname}`, {
			method: "POST",
			body: new URLSearchParams({ receipt: "r", acknowledged, acknowledged_by: ANA }),
		});
		return { status: answer.status, body: (await answer.json()) as { result?: string } };
	};

	it("repeats a page until it is acknowledged there, or by somebody else anywhere", async () => {
		expect((await world.send("POST", methods(), { kind: "pushover", address: "short" })).status).toBe(422);
		const { id } = await world.make(methods(), { kind: "pushover", address: ANA });
		const path = `${methods()}/${id}`;
		expect((await world.send("POST", `${path}/code`)).status).toBe(202);
		const code = /\d{6}/.exec((await toUser(ANA, "Your code")).message)![0];
		expect((await world.send("POST", `${path}/confirmation`, { code })).body).toMatchObject({
			state: "active",
		});
		const page = { serviceId: world.serviceId, severity: "P1" };
		const first = await world.make("/api/v1/incidents", { ...page, title: "Pushover fails" });
		const message = await toUser(ANA, "Pushover fails");
		expect(message).toMatchObject({ priority: 2, tags: first.id });
		expect((await called(`${message.callback}x`)).status).toBe(401);
		expect((await called(message.callback!, "0")).body.result).toBe("ignored");
		expect((await called(message.callback!)).body.result).toBe("acknowledged");
		expect((await called(message.callback!)).body.result).toBe("already_acknowledged");
		await world.send("PUT", `/api/v1/incidents/${first.id}/resolution`, {});
		expect((await called(message.callback!)).body.result).toBe("already_resolved");
		const second = await world.make("/api/v1/incidents", { ...page, title: "Pushover again" });
		await toUser(ANA, "Pushover again");
		await world.send("PUT", `/api/v1/incidents/${second.id}/acknowledgement`, {});
		await eventually("it is silent", () => cancelled.includes(second.id) || null);
		expect(world.instance.logs.join("\n")).not.toContain("pushover-SECRET");
		await world.send("DELETE", path);
	});
});

describe("a call", () => {
	const methods = () => `/api/v1/users/${world.personId}/contact-methods`;
	const toNumber = (to: string, about: string) =>
		eventually(`a call to ${to}`, () => calls.find((one) => one.to === to && one.twiml.includes(about)));

	async function press(callback: string, Digits: string, secret = "twilio-SECRET") {
		const told = { CallSid: "CA1", From: "+4930000000", Digits };
		const signed = callback + Object.entries(told).sort().flat().join("");
		const answer = await fetch(`${world.instance.url}${new URL(callback).pathname}`, {
			method: "POST",
			headers: { "x-twilio-signature": createHmac("sha1", secret).update(signed).digest("base64") },
			body: new URLSearchParams(told),
		});
		return { status: answer.status, text: await answer.text() };
	}

	it("says what is wrong and takes a key: 4 acknowledges, once, if Twilio vouches for it", async () => {
		expect((await world.send("POST", methods(), { kind: "voice", address: "030 1" })).status).toBe(422);
		const { id } = await world.make(methods(), { kind: "voice", address: "+4930111111" });
		const path = `${methods()}/${id}`;
		expect((await world.send("POST", `${path}/code`)).status).toBe(202);
		const spoken = (await toNumber("+4930111111", "Your code")).twiml;
		const code = /is ((?:\d, ){5}\d)\./.exec(spoken)![1]!.replaceAll(", ", "");
		expect((await world.send("POST", `${path}/confirmation`, { code })).body).toMatchObject({
			state: "active",
		});
		const incident = await declareOf("Calls & <texts> fail");
		const { twiml } = await toNumber("+4930111111", "Calls &amp; &lt;texts&gt; fail");
		const callback = /action="([^"]+)"/.exec(twiml)![1]!;
		expect((await press(callback, "4", "wrong")).status).toBe(401);
		expect((await press(callback, "5")).text).toContain("That key does nothing.");
		expect((await press(callback, "4")).text).toContain("Acknowledged by you");
		expect((await press(callback, "4")).text).toContain("already acknowledged");
		await world.send("PUT", `/api/v1/incidents/${incident.id}/resolution`, {});
		expect((await press(callback, "4")).text).toContain("resolved");
		expect(world.instance.logs.join("\n")).not.toContain("twilio-SECRET");
		await world.send("DELETE", path);
	});

	it("turns off a number that nobody can call", async () => {
		const { id } = await world.make(methods(), { kind: "voice", address: "+4930111119" });
		const path = `${methods()}/${id}`;
		await world.send("PATCH", path, { state: "active" });
		await declareOf("No such number");
		await eventually("the method is off", async () => {
			return (await world.send("GET", path)).body.state === "disabled" || null;
		});
	});
});

describe("a text", () => {
	const NUMBER = "+4930222222";
	const methods = () => `/api/v1/users/${world.personId}/contact-methods`;
	const about = (words: string) =>
		eventually(`a text about ${words}`, () =>
			texts.find(({ to, body }) => to === NUMBER && body.includes(words)),
		);

	async function told(path: string, url: string, fields: Record<string, string>, secret = "twilio-SECRET") {
		const signed = url + Object.entries(fields).sort().flat().join("");
		const answer = await fetch(`${world.instance.url}${path}`, {
			method: "POST",
			headers: { "x-twilio-signature": createHmac("sha1", secret).update(signed).digest("base64") },
			body: new URLSearchParams(fields),
		});
		return { status: answer.status, text: await answer.text() };
	}

	it("is proven by a code, pages, arrives, and a signed reply of 4 acknowledges", async () => {
		expect((await world.send("POST", methods(), { kind: "sms", address: "030 1" })).status).toBe(422);
		const { id } = await world.make(methods(), { kind: "sms", address: NUMBER });
		const path = `${methods()}/${id}`;
		expect((await world.send("POST", `${path}/code`)).status).toBe(202);
		const code = /\d{6}/.exec((await about("Your code")).body)![0];
		expect((await world.send("POST", `${path}/confirmation`, { code })).body).toMatchObject({
			state: "active",
		});
		const incident = await declareOf("Texts fail");
		const { statusUrl } = await about("Texts fail");
		const delivered = { MessageSid: "SM1", MessageStatus: "delivered" };
		const statusPath = new URL(statusUrl).pathname;
		expect((await told(statusPath, statusUrl, delivered, "wrong")).status).toBe(401);
		expect((await told(statusPath, statusUrl, delivered)).status).toBe(204);
		const origin = new URL(statusUrl).origin;
		const reply = (secret?: string) =>
			told(
				"/replies/twilio-sms",
				`${origin}/replies/twilio-sms`,
				{ From: NUMBER, Body: "4", MessageSid: "SM2" },
				secret,
			);
		expect((await reply("wrong")).status).toBe(401);
		expect((await reply()).text).toContain("Acknowledged by you.</Message>");
		expect((await reply()).text).toContain("already acknowledged");
		const timeline = JSON.stringify(
			(await world.send("GET", `/api/v1/incidents/${incident.id}/timeline`)).body,
		);
		expect(timeline).toContain("page_received");
		for (const secret of ["twilio-SECRET", NUMBER, statusUrl.split("/").at(-1)!])
			expect(timeline + world.instance.logs.join("\n")).not.toContain(secret);
		expect((await world.send("GET", "/api/v1/phone-usage")).body).toMatchObject({
			from: { sms: ["+4930000000"], voice: ["+4930000000"] },
		});
		await world.send("DELETE", path);
	});
});

const declareOf = (title: string) => world.make("/api/v1/incidents", { serviceId: world.serviceId, title });

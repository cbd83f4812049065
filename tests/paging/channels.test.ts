/** Pages by providers of others, to a server that stands where theirs would: they arrive, are answered, and are given up where they must be. */
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
		const message = JSON.parse(await textOf(incoming));
		if (incoming.url === "/emails") return resend(incoming, message, answer);
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

	it("waits as long as a busy provider asks, and turns nobody off for what is the account's fault", async () => {
		const busy = await pagedAt("busy@shop.example", "Busy");
		await eventually("the second try is taken", async () =>
			(await timeline(busy.incident.id)).some(({ type }) => type === "page_accepted"),
		);
		const [first, second] = mails.filter(({ to }) => to[0] === "busy@shop.example");
		expect(first!.key).not.toBe(second!.key);
		await world.send("DELETE", busy.path);
		for (const [mailbox, reason] of [
			["refused", "http_422"],
			["lost", "provider_404"],
		] as const) {
			const { path, incident } = await pagedAt(`${mailbox}@shop.example`, mailbox);
			const failed = await eventually("it failed", async () =>
				(await timeline(incident.id)).find(({ type }) => type === "page_failed"),
			);
			expect(failed.data).toMatchObject({ reason, permanent: true });
			expect((await world.send("GET", path)).body.state).toBe("active");
			const told = JSON.stringify(await timeline(incident.id));
			for (const secret of ["re_secret", `${mailbox}@shop.example`]) expect(told).not.toContain(secret);
			await world.send("DELETE", path);
		}
	});
});

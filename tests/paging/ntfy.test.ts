/** A page by ntfy, to a server that stands where ntfy's would: it arrives, its button acknowledges, and one that is gone is given up. */
import type { IncomingMessage } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveLoopback } from "../support/loopback.ts";
import { type ServiceWorld, startServiceWorld } from "../support/service-world.ts";
import { eventually } from "../support/wait.ts";

interface Published {
	topic: string;
	title: string;
	actions: { label: string; url: string; method?: string; headers?: Record<string, string> }[];
}

let world: ServiceWorld;
let server: Awaited<ReturnType<typeof serveLoopback>>;
const published: Published[] = [];

async function textOf(incoming: IncomingMessage): Promise<string> {
	let text = "";
	for await (const chunk of incoming) text += chunk;
	return text;
}

beforeAll(async () => {
	server = await serveLoopback(async (incoming, answer) => {
		const message = JSON.parse(await textOf(incoming));
		published.push(message);
		answer.writeHead(message.topic === "gone" ? 404 : 200).end("{}");
	});
	world = await startServiceWorld({ egressAllow: [server.hostPort] });
});
afterAll(async () => {
	await world?.stop();
	await server?.close();
});

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

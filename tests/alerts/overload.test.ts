import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { atRate } from "../bench/flood.ts";
import { clientOf } from "../support/client.ts";
import { type Launched, prepareLaunched } from "../support/launched.ts";
import { serveLoopback } from "../support/loopback.ts";
import { eventually } from "../support/wait.ts";

/** More services than it takes to keep each below a storm, in which alerts share an incident. */
const SERVICES = 20;
const PER_SECOND = 200;
const FOR_MS = 3_000;

describe("a flood of alerts, several times what can be paged", () => {
	const paged = new Set<string>();
	const keys: string[] = [];
	let pager: Awaited<ReturnType<typeof serveLoopback>>;
	let launched: Launched;

	beforeAll(async () => {
		pager = await serveLoopback((incoming, answer) => {
			const chunks: Buffer[] = [];
			incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
			incoming.on("end", () => {
				const title = /flood-\d+\./.exec(Buffer.concat(chunks).toString())?.[0];
				if (title) paged.add(title);
				answer.writeHead(200).end();
			});
		});
		launched = await prepareLaunched({ egressAllow: [pager.hostPort] });
		await launched.start();
		const client = clientOf(launched.api);
		const ana = await client.make("/api/v1/users", {
			...{ name: "Ana", email: "ana@shop.example", role: "responder" },
		});
		const hook = { kind: "webhook", name: "Hook", url: `http://${pager.hostPort}/ana` };
		await client.make(`/api/v1/users/${ana.id}/contact-methods`, hook);
		const levels = [{ targets: [{ kind: "user", id: ana.id }], escalateAfterSeconds: 3_600 }];
		const policy = await client.make("/api/v1/escalation-policies", { name: "Ana", levels, repeat: 0 });
		for (let n = 0; n < SERVICES; n++) {
			const fields = { name: `Service ${n}`, escalationPolicyId: policy.id };
			const service = await client.make("/api/v1/services", fields);
			const path = `/api/v1/services/${service.id}/integrations`;
			const made: { id: string; key?: string } = await client.make(path, { kind: "events-v2", name: "Tool" });
			keys.push(made.key!);
		}
	});
	afterAll(async () => {
		await launched.stop();
		await pager.close();
	});

	it("is answered alert by alert, and each that was accepted is paged: the rest is told when to come again", async () => {
		const sent = await atRate({ port: launched.port, keys, name: "flood" }, PER_SECOND, FOR_MS);
		const accepted = sent.filter(({ status }) => status === 202);
		const sentAway = sent.filter(({ status, mayComeAgain }) => status === 503 && mayComeAgain);
		expect(accepted.length).toBeGreaterThan(0);
		expect(accepted.length + sentAway.length).toBe((PER_SECOND * FOR_MS) / 1_000);
		await eventually("their pages", () => accepted.every(({ title }) => paged.has(title)), 30_000);
		expect(launched.output()).not.toContain("starting it again");
	});
});

/** What a team had yesterday, made by the code of 166bdee (see make.ts), is theirs today. Never make it anew. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, clientOf, type WireIncident } from "../../support/client.ts";
import { type Instance, startInstance } from "../../support/instance.ts";
import { makePhone, type Phone } from "../../support/phone.ts";
import { type PushService, startPushService } from "../../support/push-service.ts";
import { startTarget, type Target } from "../../support/target.ts";
import { eventually } from "../../support/wait.ts";

describe("today's code on yesterday's state", () => {
	const state = mkdtempSync(join(tmpdir(), "tocsin-yesterday-"));
	let push: PushService;
	let target: Target;
	let instance: Instance;
	let client: Client;
	beforeAll(async () => {
		execFileSync("tar", ["-xzf", join(import.meta.dirname, "state.tar.gz"), "-C", state]);
		push = await startPushService();
		target = await startTarget();
		instance = await startInstance({ state, egressAllow: [push.hostPort, target.hostPort] });
		client = clientOf(instance.api);
		await instance.fireCron();
	});
	afterAll(async () => {
		await instance?.stop();
		await Promise.all([push?.close(), target?.close()]);
		rmSync(state, { recursive: true, force: true });
	});

	const titled = async (title: string): Promise<WireIncident> => {
		const { id } = (await client.incidents()).find((incident) => incident.title === title)!;
		return client.incident(id);
	};
	const typesOf = async ({ id }: WireIncident) => (await client.timeline(id)).map(({ type }) => type);
	const command = (method: string, { id }: WireIncident, path: string, body: object = {}) =>
		client.call<WireIncident>(method, `/api/v1/incidents/${id}/${path}`, body);

	it("has its incidents, each as it was left", async () => {
		const over = await titled("Search finds nothing");
		expect(over).toMatchObject({ state: "resolved", severity: "P1", number: 2 });
		const told = await typesOf(over);
		expect(told[0]).toBe("triggered");
		expect(told.slice(-4)).toEqual(["update_published", "note_added", "recovery_checked", "resolved"]);
		expect(await titled("Search is slow")).toMatchObject({
			state: "acknowledged",
			number: 1,
			lead: { name: "Bo" },
		});
	});

	it("climbs on up the ladder of the one that nobody had", async () => {
		const firing = await titled("Search is down");
		expect(firing.state).toBe("triggered");
		const second = await eventually("the second level is paged", async () =>
			(await client.timeline(firing.id)).find(({ type, data }) => type === "page_queued" && data.level === 2),
		);
		expect(second.data).toMatchObject({ userName: "Bo" });
	});

	it("tells the public of it", async () => {
		const page = await (await fetch(`${instance.url}/`)).text();
		expect(page).toContain("Search is partly down");
		expect(page).toContain("We look.");
		const { id } = await titled("Search finds nothing");
		expect(await (await fetch(`${instance.url}/incidents/${id}`)).text()).toContain("An index is broken.");
	});

	it("pages a new phone, whose tap acknowledges, and resolves, reopens and resolves again", async () => {
		const chidi = await newPhone("Chidi");
		const firing = await titled("Search is down");
		await command("POST", firing, "responders", { targets: [{ kind: "user", id: chidi.id }] });
		await chidi.phone.waitForPage();
		expect((await chidi.phone.acknowledge()).body.result).toBe("acknowledged");
		expect((await command("PUT", firing, "resolution", { note: "Up again" })).state).toBe("resolved");
		const over = await titled("Search finds nothing");
		expect((await command("POST", over, "reopening", { reason: "Empty again" })).state).toBe("triggered");
		expect((await command("PUT", over, "resolution")).state).toBe("resolved");
	});

	it("goes on watching what was watched", async () => {
		const [monitor] = await client.list<{ id: string; name: string; version: number }>("/api/v1/monitors");
		expect(monitor).toMatchObject({ name: "Checkout", intervalSeconds: 60 });
		await client.call("PATCH", `/api/v1/monitors/${monitor!.id}`, {
			target: target.url,
			intervalSeconds: 10,
		});
		await eventually(
			"it is seen to work",
			async () => (await client.read<{ state: string }>(`/api/v1/monitors/${monitor!.id}`)).state === "up",
			40_000,
			500,
		);
	});

	it("finds nothing broken", async () => {
		await instance.fireCron();
		const { body } = await instance.api("GET", "/healthz/deep");
		expect(body).toMatchObject({ broken: [] });
	});

	async function newPhone(name: string): Promise<{ id: string; phone: Phone }> {
		const users = await client.list<{ id: string; name: string }>("/api/v1/users");
		const { id } = users.find((user) => user.name === name)!;
		const phone = makePhone(name, push, () => instance.url);
		const method = { kind: "push", name: "A new phone", subscription: phone.subscription.json };
		await client.make(`/api/v1/users/${id}/contact-methods`, method);
		return { id, phone };
	}
});

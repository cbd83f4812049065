import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Instance, startInstance } from "../support/instance.ts";
import { make, makeShop, type Shop } from "../support/shop.ts";
import { startTarget, type Target } from "../support/target.ts";
import { eventually } from "../support/wait.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../support/webhook-receiver.ts";

let instance: Instance;
let target: Target;
let receiver: WebhookReceiver;
let shop: Shop;
beforeAll(async () => {
	target = await startTarget();
	receiver = await startWebhookReceiver();
	instance = await startInstance({ egressAllow: [target.hostPort, receiver.hostPort] });
	shop = await makeShop(instance);
	await instance.fireCron();
});
afterAll(async () => {
	await instance?.stop();
	await Promise.all([target?.close(), receiver?.close()]);
});

const read = async (path: string) => (await instance.api("GET", path)).body;
const run = async (sql: string, ...values: unknown[]) => {
	const database = await instance.database();
	const statement = database.prepare(sql).bind(...values) as { all(): Promise<{ results: unknown[] }> };
	return statement.all();
};
/** As a request leaves it that was killed after its commit, before it told anybody. */
const saidToNobody = () => run("UPDATE config_version SET version = version + 1");

describe("who was not told of a change because somebody was killed in between", () => {
	const monitor = (name: string) => ({
		name,
		serviceId: shop.serviceId,
		kind: "http",
		target: target.url,
		intervalSeconds: 10,
	});

	it("hears of a changed monitor at the next tick", async () => {
		const paused = await make(instance, "/api/v1/monitors", { ...monitor("Checkout answers"), paused: true });
		await run("UPDATE monitors SET paused = 0, updated_at = ? WHERE id = ?", Date.now(), paused.id);
		await saidToNobody();
		expect((await read(`/api/v1/monitors/${paused.id}`)).state).toBe("paused");
		await instance.fireCron();
		await eventually("a check", async () => (await read(`/api/v1/monitors/${paused.id}`)).state === "up");
	});

	it("hears of a deleted monitor at the next tick", async () => {
		const doomed = await make(instance, "/api/v1/monitors", monitor("Search finds"));
		const checks = async () => (await read(`/api/v1/monitors/${doomed.id}/checks`)).items?.length;
		await eventually("a check", async () => (await checks()) > 0);
		const row = (await run("SELECT * FROM monitors WHERE id = ?", doomed.id)).results[0] as Record<
			string,
			unknown
		>;
		await run("DELETE FROM monitors WHERE id = ?", doomed.id);
		await run(
			`INSERT INTO audit_log (id, at, actor, action, target_kind, target_id, request_id)
			VALUES ('aud_Z', ?, '{}', 'monitor.deleted', 'monitor', ?, 'req_1')`,
			Date.now(),
			doomed.id,
		);
		await saidToNobody();
		await instance.fireCron();
		const names = Object.keys(row);
		const marks = names.map(() => "?").join(", ");
		await run(`INSERT INTO monitors (${names.join(", ")}) VALUES (${marks})`, ...Object.values(row));
		expect(await checks()).toBe(0);
	});

	it("shows a component's new name on the status page", async () => {
		const component = await make(instance, "/api/v1/components", { name: "Payments" });
		await run("UPDATE components SET name = 'Money' WHERE id = ?", component.id);
		await saidToNobody();
		await instance.fireCron();
		await eventually("the new name", async () =>
			(await (await fetch(instance.url)).text()).includes("Money"),
		);
	});
});

describe("a test page", () => {
	it("reaches the method as a page does, and is in no list", async () => {
		const methods = `/api/v1/users/${shop.anaId}/contact-methods`;
		const method = await make(instance, methods, { kind: "webhook", url: receiver.url });
		receiver.trust(method.secret);
		const sent = await instance.api("POST", `${methods}/${method.id}/test`);
		expect(sent.status).toBe(202);
		const record = await eventually("the page", () => receiver.records[0]);
		expect(record).toMatchObject({ verified: true, payload: { type: "page", data: { kind: "test" } } });
		expect((await read("/api/v1/incidents")).items).toEqual([]);
	});

	it("is not sent to a method that is not paged", async () => {
		const methods = `/api/v1/users/${shop.boId}/contact-methods`;
		const method = await make(instance, methods, { kind: "email" });
		expect((await instance.api("POST", `${methods}/${method.id}/test`)).status).toBe(409);
		const elsewhere = `/api/v1/users/${shop.anaId}/contact-methods/${method.id}/test`;
		expect((await instance.api("POST", elsewhere)).status).toBe(404);
	});
});

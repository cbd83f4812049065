/** The first screen on a night on which more is open than it can hold. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Instance, startInstance } from "../support/instance.ts";
import { signIn } from "../support/session.ts";
import { makeShop, type Shop } from "../support/shop.ts";

const HELD = 50;
let instance: Instance;
let shop: Shop;
let read: () => Promise<{ firing: { severity: string }[]; hasMoreFiring: boolean }>;
beforeAll(async () => {
	instance = await startInstance();
	shop = await makeShop(instance);
	const ana = await signIn(instance, shop.anaId);
	read = async () => (await instance.api("GET", "/api/v1/now", undefined, ana)).body;
});
afterAll(() => instance?.stop());

const declare = async (severity: string) => {
	const body = { serviceId: shop.serviceId, title: `A ${severity}`, severity };
	expect((await instance.api("POST", "/api/v1/incidents", body)).status).toBe(201);
};

it("shows Ana the worst of it, and says that there is more", async () => {
	await declare("P1");
	for (let i = 1; i < HELD; i++) await declare("P4");
	await expect.poll(async () => (await read()).firing.length).toBe(HELD);
	expect((await read()).hasMoreFiring).toBe(false);
	await declare("P4");
	await expect.poll(async () => (await read()).hasMoreFiring).toBe(true);
	const { firing } = await read();
	expect(firing).toHaveLength(HELD);
	expect(firing[0]?.severity).toBe("P1");
});

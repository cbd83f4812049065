import { describe, expect, it } from "vitest";
import type { Env } from "../../../worker/platform/env.ts";
import { linkTo, readLink } from "../../../worker/subscribers/link.ts";

const env = (MASTER_KEY = "one key") => ({ MASTER_KEY, PUBLIC_URL: "https://status.shop.example" }) as Env;
const ID = "sub_01JD0000000000000000000001";
const OTHER = "sub_01JD0000000000000000000002";
const tokenOf = (link: string) => link.split("/").at(-1)!;

describe("the link of a subscriber", () => {
	it("stands for one subscriber and one purpose", async () => {
		const token = tokenOf(await linkTo(env(), ID, "manage"));
		expect(await readLink(env(), token)).toEqual({ subscriberId: ID, purpose: "manage" });
	});

	it("is nothing when a sign of it is another, the purpose or the subscriber is swapped, or another key made it", async () => {
		const token = tokenOf(await linkTo(env(), ID, "manage"));
		const mac = token.split(".").at(-1)!;
		for (const forged of [
			token.replace("manage", "confirm"),
			token.replace(ID, OTHER),
			token.replace(mac, `${mac.startsWith("A") ? "B" : "A"}${mac.slice(1)}`),
			`${token}.x`,
			`manage.${ID}.`,
			`manage.${ID}.%%%`,
			"nothing",
		])
			expect([forged, await readLink(env(), forged)]).toEqual([forged, null]);
		expect(await readLink(env("another key"), token)).toBeNull();
	});
});

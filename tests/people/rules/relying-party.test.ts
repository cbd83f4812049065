import { expect, it } from "vitest";
import { loginOptions } from "../../../worker/people/sign-in/webauthn.ts";
import type { Env } from "../../../worker/platform/env.ts";

const at = async (env: Partial<Env>, url: string) =>
	(await loginOptions({ MASTER_KEY: "a test's master key", ...env } as Env, url)).rpId;

it("a deployment that was told no address takes passkeys for the host that people opened", async () => {
	expect(await at({}, "https://tocsin.shop.workers.dev/api/v1/session/options")).toBe(
		"tocsin.shop.workers.dev",
	);
	expect(await at({ PUBLIC_URL: "" }, "https://status.shop.example/api")).toBe("status.shop.example");
});

it("a deployment that was told its address takes passkeys for that host alone", async () => {
	const env = { PUBLIC_URL: "https://status.shop.example" };
	expect(await at(env, "https://tocsin.shop.workers.dev/api")).toBe("status.shop.example");
});

/** The cookie of a session, with a client that keeps `Secure` cookies for https alone, as Safari does on localhost. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Instance, startInstance } from "../support/instance.ts";
import { signIn } from "../support/session.ts";
import { makeShop, type Shop } from "../support/shop.ts";

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "tocsin-cookies-"));
/** curl takes the name localhost for secure, so it is given another one. */
const HOST = "tocsin.test";

let instance: Instance;
let shop: Shop;
let codes: string[];
beforeAll(async () => {
	instance = await startInstance();
	shop = await makeShop(instance);
	const ana = await signIn(instance, shop.anaId);
	codes = (await instance.api("POST", "/api/v1/me/recovery-codes", {}, ana)).body.recoveryCodes;
});
afterAll(async () => {
	await instance?.stop();
	rmSync(folder, { recursive: true, force: true });
});

/** The status that curl saw, with a jar of cookies that it keeps by its own rules. */
async function curl(jar: string, method: string, path: string, body?: object): Promise<string> {
	const cookies = join(folder, jar);
	const sent = body ? ["-H", "content-type: application/json", "-d", JSON.stringify(body)] : [];
	const origin = `http://${HOST}:${instance.port}`;
	const { stdout } = await run("curl", [
		...["-s", "-o", "/dev/null", "-w", "%{http_code}", "-X", method, "-c", cookies, "-b", cookies],
		...["--resolve", `${HOST}:${instance.port}:127.0.0.1`, "-H", `origin: ${origin}`],
		...sent,
		origin + path,
	]);
	return stdout;
}

const recover = (jar: string) => curl(jar, "POST", "/api/v1/session/recovery", { code: codes.pop() });

it("signs in and out at http://localhost also in a browser that keeps no Secure cookie there", async () => {
	expect(await recover("local")).toBe("200");
	expect(await curl("local", "GET", "/api/v1/me")).toBe("200");
	expect(await curl("local", "DELETE", "/api/v1/session")).toBe("204");
	expect(await curl("local", "GET", "/api/v1/me")).toBe("401");
});

it("is Secure, and nobody else's host's, everywhere else", async () => {
	await instance.restart({ env: { PUBLIC_URL: "https://status.shop.example" } });
	const answer = await instance.api("POST", "/api/v1/session/recovery", { code: codes.pop() });
	const cookie = answer.headers.get("set-cookie") ?? "";
	expect(cookie).toMatch(/^__Host-tocsin=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
	expect(await recover("public")).toBe("200");
	expect(await curl("public", "GET", "/api/v1/me")).toBe("401");
});

it("answers 401 to whoever has none, also where no PUBLIC_URL is set", async () => {
	await instance.restart({ env: { PUBLIC_URL: "" } });
	expect((await fetch(`${instance.url}/api/v1/me`)).status).toBe(401);
	const answer = await instance.api("DELETE", "/api/v1/session");
	expect(answer.headers.get("set-cookie") ?? "").toMatch(/^__Host-tocsin=; Path=\/; Secure; /);
});

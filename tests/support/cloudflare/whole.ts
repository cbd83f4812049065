/** What a deployment must come to in the account, however many runs it took. */
import { expect } from "vitest";
import { secretOf } from "./account.ts";
import type { Deployer } from "./deployment.ts";
import type { CloudflareDouble } from "./double.ts";

export const NAMES = ["ADMIN_TOKEN", "MASTER_KEY", "SETUP_TOKEN"] as const;

/** The secrets as the Worker has them, which the API never shows. */
export const secretsOf = (double: CloudflareDouble) =>
	Object.fromEntries(NAMES.map((name) => [name, secretOf(double.account, name)]));

/** One database, one namespace, one Worker that is bound to both, woken each minute, told where it is. */
export function expectWhole({ account, unknown }: CloudflareDouble, publicUrl: string): void {
	expect(unknown).toEqual([]);
	expect([...account.databases.values()].map(({ name }) => name)).toEqual(["tocsin"]);
	expect([...account.namespaces.values()]).toEqual(["tocsin-snapshots"]);
	const script = account.scripts.get("tocsin");
	const binding = (name: string) => script?.bindings.find((one) => one.name === name);
	expect(binding("DB")?.id).toBe([...account.databases.keys()][0]);
	expect(binding("SNAPSHOTS")?.namespace_id).toBe([...account.namespaces.keys()][0]);
	expect(binding("PUBLIC_URL")).toMatchObject({ type: "plain_text", text: publicUrl });
	expect(script).toMatchObject({
		crons: ["* * * * *"],
		migrationTag: expect.stringMatching(/^v\d+$/),
		assets: true,
		previews: false,
	});
	// What the platform would note of each request has the keys of alerts in it.
	expect(script?.observability).toMatchObject({ enabled: true, logs: { invocation_logs: false } });
	const [database] = account.databases.values();
	const tables = database?.db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
	expect(tables?.map(({ name }) => name)).toContain("services");
}

export function expectNothingLeft(deployer: Deployer, double: CloudflareDouble): void {
	const secrets = Object.values(secretsOf(double)).filter((text) => text !== undefined);
	expect(secrets.length).toBeGreaterThan(0);
	expect(deployer.filesWith(secrets)).toEqual([]);
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { chooseAddress, type Known } from "../../../scripts/deploy/address.ts";
import { settledConfig } from "../../../scripts/deploy/config.ts";
import { explain } from "../../../scripts/deploy/explain.ts";
import { planSecrets, readRotations } from "../../../scripts/deploy/secrets.ts";
import { ROOT } from "../../../scripts/root.ts";
import { readVars } from "../../../scripts/settings.ts";

const ALL = ["ADMIN_TOKEN", "MASTER_KEY", "SETUP_TOKEN"];
const made = () => "fresh";

describe("the secrets of a deployment", () => {
	it("are made when the Worker lacks them, and named so that they are shown", () => {
		const plan = planSecrets({}, [], [], made);
		expect(plan.send).toEqual({ ADMIN_TOKEN: "fresh", MASTER_KEY: "fresh", SETUP_TOKEN: "fresh" });
		expect(plan.made).toEqual(ALL);
	});

	it("stay as they are when the Worker has them and none was given", () => {
		expect(planSecrets({}, ALL, [], made)).toEqual({ send: {}, made: [], notes: [] });
	});

	it("are made one by one when a deployment was cut off in between", () => {
		expect(planSecrets({}, ["MASTER_KEY"], [], made).made).toEqual(["ADMIN_TOKEN", "SETUP_TOKEN"]);
	});

	it("are taken from the environment, each time, and are not shown", () => {
		const given = { ADMIN_TOKEN: "a", SETUP_TOKEN: "s", HEARTBEAT_URL: "https://beat.example/1" };
		expect(planSecrets(given, ALL, [], made)).toEqual({ send: given, made: [], notes: [] });
	});

	it("keep the MASTER_KEY that has sealed things, and say so when another was given", () => {
		const plan = planSecrets({ MASTER_KEY: "other" }, ALL, [], made);
		expect(plan.send).toEqual({});
		expect(plan.notes.join()).toMatch(/^MASTER_KEY was given and not sent/);
		expect(planSecrets({ MASTER_KEY: "first" }, [], [], made).send.MASTER_KEY).toBe("first");
		expect(planSecrets({ MASTER_KEY: "other" }, ALL, ["MASTER_KEY"], made).send.MASTER_KEY).toBe("other");
	});

	it("are made anew where a rotation names them", () => {
		const plan = planSecrets({}, ALL, readRotations(["--rotate", "ADMIN_TOKEN"]), made);
		expect(plan).toEqual({ send: { ADMIN_TOKEN: "fresh" }, made: ["ADMIN_TOKEN"], notes: [] });
	});

	it("never hold the address, nor a path of this machine", () => {
		const given = { PUBLIC_URL: "https://a.example", NODE_EXTRA_CA_CERTS: "/etc/ca.pem" };
		expect(planSecrets(given, ALL, [], made).send).toEqual({});
	});

	it.each([["--rotate"], ["--rotate", "HEARTBEAT_URL"], ["--rotate", "admin_token"]])(
		"refuses %j %j in a sentence",
		(...args) => expect(() => readRotations(args)).toThrow(/^--rotate takes one of ADMIN_TOKEN/),
	);
});

describe("the address of a deployment", () => {
	const never = () => Promise.reject(new Error("no one may be asked"));
	const saying = (answer: string) => () => Promise.resolve(answer);
	const known = (more: Partial<Known> = {}): Known => ({
		setting: undefined,
		kept: null,
		isKeptSecret: false,
		ownHost: "tocsin.shop.workers.dev",
		accountId: "acc",
		...more,
	});

	it("is the one that was set, without a question, and its host is to be attached", async () => {
		const set = known({ setting: "https://Status.example.com/", kept: "https://old.example.com" });
		expect(await chooseAddress(set, never)).toEqual({
			publicUrl: "https://status.example.com",
			host: "status.example.com",
		});
	});

	it("is the one that the Worker has, when none is set", async () => {
		expect(await chooseAddress(known({ kept: "https://status.example.com" }), never)).toEqual({
			publicUrl: "https://status.example.com",
			host: "status.example.com",
		});
		expect(await chooseAddress(known({ isKeptSecret: true }), never)).toEqual({
			publicUrl: null,
			host: null,
		});
	});

	it("is asked for, and may be left to the account", async () => {
		expect(await chooseAddress(known({ setting: "" }), saying("https://a.example/"))).toEqual({
			publicUrl: "https://a.example",
			host: "a.example",
		});
		const own = { publicUrl: "https://tocsin.shop.workers.dev", host: null };
		expect(await chooseAddress(known(), saying(""))).toEqual(own);
		expect(await chooseAddress(known({ setting: "https://tocsin.shop.workers.dev" }), never)).toEqual(own);
	});

	it("is explained when the account has no workers.dev name, before anything is changed", async () => {
		const nameless = known({ ownHost: null });
		await expect(chooseAddress(nameless, saying(""))).rejects.toThrow(
			/no workers\.dev name yet.*dash\.cloudflare\.com\/acc\/workers\/onboarding.*PUBLIC_URL.*Nothing was changed/,
		);
		expect((await chooseAddress(nameless, saying("https://a.example"))).host).toBe("a.example");
	});

	it("is never this machine, nor somebody else's workers.dev", async () => {
		const at = (setting: string) => chooseAddress(known({ setting }), never);
		await expect(at("http://localhost:8787")).rejects.toThrow(/^PUBLIC_URL/);
		await expect(at("https://tocsin.other.workers.dev")).rejects.toThrow(
			/own address is https:\/\/tocsin.shop/,
		);
	});
});

describe("the configuration of a deployment", () => {
	const config = {
		name: "tocsin",
		main: "worker/index.ts",
		assets: { directory: "dist/client" },
		d1_databases: [{ binding: "DB", database_name: "tocsin", migrations_dir: "db/migrations" }],
		kv_namespaces: [{ binding: "SNAPSHOTS" }],
		triggers: { crons: ["* * * * *"] },
	} as unknown as Parameters<typeof settledConfig>[0];
	const settled = { databaseId: "d", namespaceId: "n", publicUrl: "https://a.example", workersDev: false };

	it("is wrangler.toml with the account's ids and the address", () => {
		expect(settledConfig(config, settled)).toEqual({
			...config,
			main: "../../worker/index.ts",
			assets: { directory: "../../dist/client" },
			d1_databases: [
				{
					binding: "DB",
					database_name: "tocsin",
					database_id: "d",
					migrations_dir: "../../db/migrations",
				},
			],
			kv_namespaces: [{ binding: "SNAPSHOTS", id: "n" }],
			workers_dev: false,
			vars: { ON_CLOUDFLARE: "true", PUBLIC_URL: "https://a.example" },
		});
	});

	it("leaves an address alone that only the Worker knows", () => {
		expect(settledConfig(config, { ...settled, publicUrl: null }).vars).toEqual({ ON_CLOUDFLARE: "true" });
	});
});

describe("a step that failed", () => {
	it("says what to do, and always how to go on", () => {
		expect(explain("Cron schedules:\n  - A request to the API (/accounts/a/schedules) failed.")).toMatch(
			/limited number of cron triggers.*Run the same command again/,
		);
		expect(explain("Authentication error [code: 10000]")).toMatch(/may not do this.*D1/);
		expect(explain("something else")).toBe("Run the same command again: it goes on where this run ended.");
	});
});

describe("the deploy button", () => {
	const read = (name: string) => readFileSync(join(ROOT, name), "utf8");
	const { bindings } = JSON.parse(read("package.json")).cloudflare as { bindings: Record<string, object> };

	it("asks for the secrets that every deployment needs, explains each, and prefills none", () => {
		const asked = Object.entries(readVars(join(ROOT, ".dev.vars.example")));
		expect(asked).toEqual(ALL.toSorted().map((name) => [name, ""]));
		for (const [name] of asked) expect(bindings).toHaveProperty([name, "description"]);
	});

	it("explains only what there is, and finds resources without ids", () => {
		const config = read("wrangler.toml");
		const resources = [...config.matchAll(/^binding = "(DB|SNAPSHOTS)"$/gm)].map(([, name]) => name);
		expect(Object.keys(bindings).toSorted()).toEqual([...ALL, ...resources].toSorted());
		expect(config).not.toMatch(/database_id|^id =|account_id/m);
	});
});

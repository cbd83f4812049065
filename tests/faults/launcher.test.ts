import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { readRecord, recordOf, startTimeOf } from "../../scripts/processes.ts";
import type { LocalDatabase } from "../../scripts/runtime.ts";
import { readSettings, settingsPath } from "../../scripts/settings.ts";
import { residentMiB } from "../bench/measure.ts";
import { startInstance } from "../support/instance.ts";
import { type Launched, prepareLaunched } from "../support/launched.ts";
import { chance } from "../support/seeded.ts";
import { slowness } from "../support/slowness.ts";
import { eventually, sleep } from "../support/wait.ts";

const soak = process.env.TOCSIN_SOAK === "1";
const BACK_WITHIN_MS = 15_000;
const backWithinMs = () => BACK_WITHIN_MS * slowness();
const running: Launched[] = [];

afterEach(async () => {
	for (const launched of running.splice(0)) await launched.stop();
});

async function addPasskeyRow(db: LocalDatabase, userId: string): Promise<void> {
	const columns = "id, user_id, public_key, counter, transports, name, created_at";
	const insert = db.prepare(
		`INSERT INTO passkeys (${columns}) VALUES ('key', ?, 'AA', 0, '[]', 'Ana’s phone', 0)`,
	);
	await insert.bind(userId).run();
}

const serves = async (launched: Launched) => (await fetch(`${launched.url}/healthz`)).ok;

describe("a launcher that starts again", () => {
	let launched: Launched;
	beforeAll(async () => {
		launched = await prepareLaunched({ env: { ADMIN_TOKEN: "" }, isNew: true });
		await launched.start();
	});
	afterAll(() => launched?.stop());

	it("keeps what it made in a file that only its owner reads, and finds it again", async () => {
		const path = settingsPath(launched.state);
		expect(statSync(path).mode & 0o777).toBe(0o600);
		expect(statSync(launched.state).mode & 0o777).toBe(0o700);
		const made = readFileSync(path, "utf8");
		expect(made).toMatch(/^ADMIN_TOKEN=[\w-]{43}$/m);
		expect(launched.output()).toContain("/app/setup");
		launched.killNow("both");
		await launched.ended();
		const meanwhile = await startInstance({ state: launched.state });
		const user = await meanwhile.api("POST", "/api/v1/users", {
			name: "Ana",
			email: "ana@shop.example",
			role: "admin",
		});
		await addPasskeyRow(await meanwhile.database(), user.body.id);
		await meanwhile.stop();
		await launched.start();
		expect(readFileSync(path, "utf8")).toBe(made);
	});

	it("stops printing where to set up once a user has a passkey", () => {
		expect(launched.output()).not.toContain("/app/setup");
		expect(launched.output()).toContain("ADMIN_TOKEN");
	});
});

describe("the launcher", () => {
	it("says so when another program has the port, and leaves that program alone", async () => {
		const other = createServer().listen(0, "127.0.0.1");
		await new Promise((listening) => other.once("listening", listening));
		const port = (other.address() as { port: number }).port;
		const launched = await prepareLaunched({ port });
		running.push(launched);
		await expect(launched.start()).rejects.toThrow(`Port ${port} is already in use`);
		expect(await launched.ended()).toBe(1);
		expect(other.listening).toBe(true);
		other.close();
	});

	it("starts whole after a kill at any moment of its first start", { timeout: 600_000 }, async () => {
		const dice = chance();
		for (let round = 0; round < (soak ? 20 : 1); round++) {
			const launched = await prepareLaunched({ isNew: true });
			running.push(launched);
			const first = launched.start().catch(() => {});
			const afterMs = dice.between(50, 2_500);
			await sleep(afterMs);
			launched.killNow("launcher");
			await first;
			const tookMs = await launched.start();
			expect(tookMs, `seed ${dice.seed}, round ${round}, killed after ${afterMs} ms`).toBeLessThan(
				backWithinMs(),
			);
			expect(await serves(launched)).toBe(true);
			await launched.stop();
		}
	});
});

describe("a launcher that runs", () => {
	let launched: Launched;
	beforeAll(async () => {
		launched = await prepareLaunched();
		await launched.start();
	});
	afterAll(() => launched?.stop());

	it("prints where to set up, in a form for people, beside the line for machines", () => {
		expect(launched.output()).toMatch(
			new RegExp(`http://localhost:${launched.port}/app/setup#t=[\\w-]{43}\\b`),
		);
		expect(launched.output()).not.toContain("MASTER_KEY");
	});

	it("takes less than 90 MiB beside the runtime", () => {
		expect(residentMiB(launched.launcherPid())).toBeLessThan(90);
	});

	it("ends the runtime that a killed launcher left behind, and no process that only has its number", async () => {
		const bystander = spawn("sleep", ["60"]);
		const orphan = launched.pids[0]!;
		launched.killNow("launcher");
		await launched.ended();
		writeFileSync(recordOf(launched.state, "shop"), `${bystander.pid} 1\n`);
		expect(startTimeOf(orphan)).not.toBeNull();
		expect(await launched.start()).toBeLessThan(backWithinMs());
		expect(startTimeOf(orphan)).toBeNull();
		expect(startTimeOf(bystander.pid!)).not.toBeNull();
		bystander.kill();
	});

	it("takes over from a launcher that still runs, as when only npm was killed", async () => {
		const before = { launcher: launched.launcherPid(), runtime: launched.pids[0]! };
		expect(await launched.start()).toBeLessThan(backWithinMs());
		expect(startTimeOf(before.launcher)).toBeNull();
		expect(startTimeOf(before.runtime)).toBeNull();
		expect(await serves(launched)).toBe(true);
	});

	it("brings a killed runtime back by itself", async () => {
		const before = launched.pids[0]!;
		launched.killNow("runtime");
		await eventually("the runtime serves again", () => serves(launched), backWithinMs());
		expect(launched.pids[0]).not.toBe(before);
		expect(readRecord(launched.state, "runtime")?.pid).toBe(launched.pids[0]);
	});

	it("replaces a runtime that hangs", async () => {
		const before = launched.pids[0]!;
		process.kill(before, "SIGSTOP");
		await eventually(
			"another runtime serves",
			async () => launched.pids[0] !== undefined && launched.pids[0] !== before && (await serves(launched)),
			backWithinMs(),
		);
		expect(startTimeOf(before)).toBeNull();
	});

	it("takes its children with it when it is asked to end", async () => {
		const runtime = launched.pids[0]!;
		process.kill(launched.launcherPid(), "SIGTERM");
		expect(await launched.ended()).toBe(0);
		expect(startTimeOf(runtime)).toBeNull();
	});
});

describe("settings", () => {
	it("that cannot be obeyed are refused at start, by name", async () => {
		const launched = await prepareLaunched({ env: { PUBLIC_URL: "https://status.example.com/tocsin" } });
		await expect(launched.start()).rejects.toThrow();
		expect(await launched.ended()).toBe(1);
		expect(launched.output()).toContain('PUBLIC_URL is "https://status.example.com/tocsin"');
		await launched.stop();
	});

	it("that are empty are as good as absent", () => {
		const root = mkdtempSync(join(tmpdir(), "tocsin-settings-"));
		writeFileSync(join(root, ".dev.vars"), "PUBLIC_URL=HTTPS://File.example/\nEGRESS_ALLOW=a.example:1\n");
		const read = readSettings(root, root, { PUBLIC_URL: " ", VAPID_SUBJECT: "", EGRESS_ALLOW: "" });
		expect(read).toMatchObject({ PUBLIC_URL: "https://file.example", EGRESS_ALLOW: "" });
		expect(read).not.toHaveProperty("VAPID_SUBJECT");
		rmSync(root, { recursive: true });
	});

	it("come from the environment before .dev.vars, and from there before what was made", () => {
		const root = mkdtempSync(join(tmpdir(), "tocsin-settings-"));
		const made = readSettings(root, root, {});
		writeFileSync(
			join(root, ".dev.vars"),
			'PUBLIC_URL="https://file.example"\nADMIN_TOKEN=from-file\n# HEARTBEAT_URL=no\n',
		);
		const read = readSettings(root, root, { ADMIN_TOKEN: "from-environment", UNKNOWN: "x" });
		expect(read).toEqual({
			...made,
			ADMIN_TOKEN: "from-environment",
			PUBLIC_URL: "https://file.example",
		});
		rmSync(root, { recursive: true });
	});
});

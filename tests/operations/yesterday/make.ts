/**
 * Makes the state of a small team as the code of another checkout leaves it: `node tests/operations/yesterday/make.ts
 * CHECKOUT FILE.tar.gz`. What was made is kept for ever: today's code must go on from it. See docs/stored-shapes.md.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { apiOf, fireTick } from "../../support/api.ts";
import { ADMIN_TOKEN, type Instance, MASTER_KEY } from "../../support/instance.ts";
import { freePort } from "../../support/ports.ts";
import { startPushService } from "../../support/push-service.ts";
import { startTarget } from "../../support/target.ts";
import { eventually } from "../../support/wait.ts";
import { buildWorld, type World } from "../../support/world.ts";

const [checkout, file] = process.argv.slice(2).map((path) => resolve(path));
if (!checkout || !file) throw new Error("make.ts CHECKOUT FILE.tar.gz");
const state = mkdtempSync(join(tmpdir(), "tocsin-yesterday-"));
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const push = await startPushService();
const target = await startTarget();
const launcher = launch(`${push.hostPort},${target.hostPort}`);
await eventually(
	"the other checkout serves",
	() => fetch(`${url}/healthz`).then(({ ok }) => ok),
	180_000,
	500,
);
const served = { url, api: apiOf(url, ADMIN_TOKEN) } as unknown as Instance;
await live(await buildWorld(served, push, target, { monitor: { intervalSeconds: 60 } }));
launcher.kill("SIGTERM");
await new Promise((done) => launcher.once("exit", done));
await Promise.all([push.close(), target.close()]);
execFileSync("tar", ["-czf", file, "--exclude", "*-shm", "-C", state, "migrated", "store"]);
rmSync(state, { recursive: true, force: true });
process.exit(0);

function launch(egressAllow: string): ChildProcess {
	const settings = { ADMIN_TOKEN, MASTER_KEY, SETUP_TOKEN: ADMIN_TOKEN, EGRESS_ALLOW: egressAllow };
	const args = ["launch", "--empty", "--no-cron", "--port", String(port), "--state", state];
	const env = { ...process.env, ...settings };
	return spawn(process.execPath, [join(checkout!, "scripts/run.mjs"), ...args], { env, stdio: "inherit" });
}

/** One incident that somebody has, one that is over, one that nobody has yet; and a monitor that works. */
async function live({ client, addService, declare, ids, people }: World): Promise<void> {
	const search = await addService("Search", { ackTimeoutSeconds: 0 });
	const open = async (title: string, severity: string) => {
		const { id } = await declare({ serviceId: search, title, severity });
		const isPaged = async () => (await client.timeline(id)).some(({ type }) => type === "page_accepted");
		await eventually("somebody is paged", isPaged, 20_000);
		return `/api/v1/incidents/${id}`;
	};
	const had = await open("Search is slow", "P2");
	await client.call("PUT", `${had}/acknowledgement`, {});
	await client.call("PUT", `${had}/roles/lead`, { userId: people.bo.id });
	const over = await open("Search finds nothing", "P1");
	const update = { audience: "public", status: "identified", message: "An index is broken." };
	await client.call("POST", `${over}/updates`, update);
	await client.call("POST", `${over}/notes`, { text: "Rebuilding the index" });
	await client.call("PUT", `${over}/resolution`, { note: "Rebuilt" });
	const firing = await open("Search is down", "P2");
	await client.call("POST", `${firing}/updates`, { ...update, status: "investigating", message: "We look." });
	const isUp = async () =>
		(await client.read<{ state: string }>(`/api/v1/monitors/${ids.monitor}`)).state === "up";
	await eventually("the monitor is up", isUp, 60_000, 500);
	for (let i = 0; i < 2; i++) await fireTick(url, Date.now());
	await new Promise((done) => setTimeout(done, 3_000));
}

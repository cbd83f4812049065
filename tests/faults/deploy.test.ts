import { afterEach, describe, expect, it } from "vitest";
import { attachHost, ensureDatabase, ensureNamespace, readBindings } from "../../scripts/deploy/account.ts";
import { connect } from "../../scripts/deploy/cloudflare.ts";
import { type Binding, newAccount, type Script, secretOf } from "../support/cloudflare/account.ts";
import { type Deployer, startDeployer } from "../support/cloudflare/deployment.ts";
import { type CloudflareDouble, type Fault, startCloudflare } from "../support/cloudflare/double.ts";
import { soak } from "../support/runs.ts";

const NAMES = ["ADMIN_TOKEN", "MASTER_KEY", "SETUP_TOKEN"] as const;
const HOST = "status.shop.example";
const RUN_MS = soak ? 1_800_000 : 240_000;
const ends: (() => void | Promise<void>)[] = [];

afterEach(async () => {
	for (const end of ends.splice(0)) await end();
});

async function start(more: Partial<CloudflareDouble["account"]> = {}) {
	const double = await startCloudflare({ ...newAccount(), ...more });
	const deployer = startDeployer(double);
	ends.push(double.close, deployer.remove);
	return { double, deployer, account: double.account };
}

const secretsOf = (double: CloudflareDouble) =>
	Object.fromEntries(NAMES.map((name) => [name, secretOf(double.account, name)]));

/** One database, one namespace, one Worker that is bound to both, woken each minute, told where it is. */
function expectWhole({ account, unknown }: CloudflareDouble, publicUrl: string): void {
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

function expectNothingLeft(deployer: Deployer, double: CloudflareDouble): void {
	const secrets = Object.values(secretsOf(double)).filter((text) => text !== undefined);
	expect(secrets.length).toBeGreaterThan(0);
	expect(deployer.filesWith(secrets)).toEqual([]);
}

describe("a deployment", () => {
	it(
		"goes on after each failure with tokens that it showed before, replaces one on request, and may be repeated",
		async () => {
			const { double, deployer, account } = await start({ cronsLeft: 0 });
			const environment = { PUBLIC_URL: `https://${HOST}` };

			double.break("POST /d1/database/*/query");
			const noTables = await deployer.run(environment);
			expect(noTables.code).toBe(1);
			expect(noTables.output).toMatch(/The migrations did not succeed.*Run the same command again/);
			expect(Object.keys(noTables.shown)).toEqual([...NAMES]);
			expect([account.databases.size, account.namespaces.size, account.scripts.size]).toEqual([1, 1, 0]);
			double.mend();

			const noCron = await deployer.run(environment);
			expect(noCron.code).toBe(1);
			expect(noCron.output).toMatch(/limited number of cron triggers.*Run the same command again/);
			expect(noCron.shown).toEqual(secretsOf(double));
			account.cronsLeft = 5;

			const given = { ...environment, ADMIN_TOKEN: "a-token-of-our-own", MASTER_KEY: "another" };
			const whole = await deployer.run(given, "--rotate", "SETUP_TOKEN");
			expect(whole.code, whole.output).toBe(0);
			expectWhole(double, `https://${HOST}`);
			expect(account.domains.map(({ hostname, service }) => [hostname, service])).toEqual([[HOST, "tocsin"]]);
			expect(account.scripts.get("tocsin")?.workersDev).toBe(false);
			expect(Object.keys(whole.shown)).toEqual(["SETUP_TOKEN"]);
			expect(whole.output).toMatch(/MASTER_KEY was given and not sent/);
			expect(secretsOf(double)).toEqual({
				ADMIN_TOKEN: "a-token-of-our-own",
				MASTER_KEY: noCron.shown.MASTER_KEY,
				SETUP_TOKEN: whole.shown.SETUP_TOKEN,
			});

			const kept = secretsOf(double);
			const again = await deployer.run();
			expect(again.code, again.output).toBe(0);
			expect(again.shown).toEqual({});
			expect(secretsOf(double)).toEqual(kept);
			expectWhole(double, `https://${HOST}`);
			expect(account.domains).toHaveLength(1);
			expectNothingLeft(deployer, double);
		},
		RUN_MS,
	);

	it(
		"ends in a sentence before anything is changed when the account has no workers.dev name",
		async () => {
			const { double, deployer, account } = await start({ workersDev: null });
			const { code, output, shown } = await deployer.run();
			expect(code).toBe(1);
			expect(output).toMatch(/no workers\.dev name yet/);
			expect(shown).toEqual({});
			expect(double.steps.filter((step) => !step.startsWith("GET"))).toEqual([]);
			expect([account.databases.size, account.namespaces.size, account.scripts.size]).toEqual([0, 0, 0]);
		},
		RUN_MS,
	);
});

describe("the account of a deployment", () => {
	const worker = (bindings: Binding[] = []): Script => ({
		tag: "t",
		versionId: "v",
		bindings,
		migrationTag: "v1",
		observability: null,
		assets: true,
		uploads: 1,
		workersDev: false,
		previews: false,
		crons: [],
	});
	const connected = async (more: Parameters<typeof start>[0] = {}) => {
		const { double, account } = await start(more);
		const environment = { CLOUDFLARE_API_BASE_URL: double.baseUrl, CLOUDFLARE_API_TOKEN: account.token };
		return { double, account, environment, cloudflare: await connect(environment) };
	};

	it("has one database and one namespace, however often they are asked for", async () => {
		const { account, cloudflare } = await connected();
		const database = await ensureDatabase(cloudflare, "tocsin");
		const namespace = await ensureNamespace(cloudflare, "tocsin-snapshots");
		expect(await ensureDatabase(cloudflare, "tocsin")).toBe(database);
		expect(await ensureNamespace(cloudflare, "tocsin-snapshots")).toBe(namespace);
		expect([account.databases.size, account.namespaces.size]).toEqual([1, 1]);
	});

	it("finds a namespace among more than one page of them", async () => {
		const { account, cloudflare } = await connected();
		for (let at = 0; at < 250; at += 1) account.namespaces.set(`id${at}`, `other-${at}`);
		const namespace = await ensureNamespace(cloudflare, "tocsin-snapshots");
		account.namespaces.set("last", "one-more");
		expect(await ensureNamespace(cloudflare, "tocsin-snapshots")).toBe(namespace);
	});

	it("never loses a host to it that serves something else", async () => {
		const { account, cloudflare } = await connected({ dnsRecords: [HOST] });
		account.scripts.set("tocsin", worker());
		const attach = () => attachHost(cloudflare, "tocsin", HOST);
		await expect(attach()).rejects.toThrow(/The Worker runs, but.*DNS records.*\n.*remove those first/);
		account.dnsRecords = [];
		account.domains.push({ id: "d", hostname: HOST, service: "shop" });
		await expect(attach()).rejects.toThrow(/already attached to another Worker/);
		account.domains.pop();
		await attach();
		await attach();
		expect(account.domains.map(({ service }) => service)).toEqual(["tocsin"]);
		await expect(attachHost(cloudflare, "tocsin", "status.elsewhere.example")).rejects.toThrow(
			/Could not find zone.*\n.*must be on this Cloudflare account/,
		);
	});

	it("is read before secrets are made: only a Worker that is not there has none", async () => {
		const { double, account, cloudflare } = await connected();
		expect(await readBindings(cloudflare, "tocsin")).toEqual([]);
		account.scripts.set("tocsin", worker([{ name: "MASTER_KEY", type: "secret_text", text: "m" }]));
		expect(await readBindings(cloudflare, "tocsin")).toEqual([{ name: "MASTER_KEY", type: "secret_text" }]);
		for (const fault of ["refused", "answer lost"] as const) {
			double.break("GET /workers/scripts/tocsin/settings", fault);
			await expect(readBindings(cloudflare, "tocsin")).rejects.toThrow(/GET .*settings/);
		}
	});

	it("is chosen by its id, or is the only one, and a wrong token is told as such", async () => {
		const { account, environment } = await connected();
		expect((await connect({ ...environment, CLOUDFLARE_ACCOUNT_ID: "other" })).accountId).toBe("other");
		expect((await connect(environment)).accountId).toBe(account.id);
		await expect(connect({ ...environment, CLOUDFLARE_API_TOKEN: "wrong" })).rejects.toThrow(
			/Authentication error \[code: 10000\]/,
		);
	});
});

/** Each call of a whole deployment, refused once, and each change once done without an answer: wrangler's and ours. */
describe.runIf(soak)("each step of a first deployment", () => {
	it(
		"may fail once, and the next run finishes",
		async () => {
			const clean = await start();
			const whole = await clean.deployer.run();
			expect(whole.code, whole.output).toBe(0);
			expectWhole(clean.double, "https://tocsin.shop.workers.dev");
			expect(clean.account.scripts.get("tocsin")).toMatchObject({ workersDev: true, uploads: 1 });
			expect(whole.output).toContain(
				`https://tocsin.shop.workers.dev/app/setup#t=${whole.shown.SETUP_TOKEN}`,
			);
			const calls = clean.double.steps.map((step, at, all) => ({
				step,
				nth: all.slice(0, at + 1).filter((one) => one === step).length,
			}));
			expect(calls.length).toBeGreaterThan(20);
			const changes = calls.filter(({ step }) => !step.startsWith("GET"));
			const questions = calls.filter(({ step }) => step.startsWith("GET"));
			await failOnce("PUT /workers/domains", "refused", 1, HOST);
			await failOnce("PUT /workers/domains", "answer lost", 1, HOST);
			for (const { step, nth } of changes.toReversed()) {
				await failOnce(step, "refused", nth);
				await failOnce(step, "answer lost", nth);
			}
			for (const { step, nth } of questions) await failOnce(step, "refused", nth);
		},
		RUN_MS,
	);
});

async function failOnce(step: string, fault: Fault, nth: number, host?: string): Promise<void> {
	const what = `${fault}: ${step}, call ${nth}`;
	const { double, deployer } = await start();
	const environment: Record<string, string> = host ? { PUBLIC_URL: `https://${host}` } : {};
	double.break(step, fault, nth);
	const first = await deployer.run(environment);
	const sent = secretsOf(double);
	if (sent.ADMIN_TOKEN !== undefined) expect(sent, what).toEqual(first.shown);
	double.mend();
	const second = await deployer.run(environment);
	console.log(`${what}: ${first.code}, then ${second.code}`);
	expect(second.code, `${what}\n${second.output}`).toBe(0);
	expectWhole(double, `https://${host ?? "tocsin.shop.workers.dev"}`);
	expect(secretsOf(double), what).toEqual({ ...first.shown, ...second.shown });
	expect(
		double.account.domains.map(({ hostname }) => hostname),
		what,
	).toEqual(host ? [host] : []);
	expectNothingLeft(deployer, double);
	for (const end of ends.splice(0)) await end();
}

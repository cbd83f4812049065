import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { attachHost, ensureDatabase, ensureNamespace, readBindings } from "../../scripts/deploy/account.ts";
import { connect } from "../../scripts/deploy/cloudflare.ts";
import { type Binding, newAccount, type Script } from "../support/cloudflare/account.ts";
import { startDeployer } from "../support/cloudflare/deployment.ts";
import { type CloudflareDouble, type Fault, startCloudflare } from "../support/cloudflare/double.ts";
import { expectNothingLeft, expectWhole, NAMES, secretsOf } from "../support/cloudflare/whole.ts";
import { soak } from "../support/runs.ts";

const FAULTS = ["refused", "answer lost"] as const;
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
		for (const fault of FAULTS) {
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
describe.runIf(soak)("each step of a first deployment may fail once, and the next run finishes:", () => {
	let calls: { step: string; nth: number }[] = [];
	const isQuestion = ({ step }: { step: string }) => step.startsWith("GET");

	beforeAll(async () => {
		const { double, deployer, account } = await start();
		const whole = await deployer.run();
		expect(whole.code, whole.output).toBe(0);
		expectWhole(double, "https://tocsin.shop.workers.dev");
		expect(account.scripts.get("tocsin")).toMatchObject({ workersDev: true, uploads: 1 });
		expect(whole.output).toContain(`https://tocsin.shop.workers.dev/app/setup#t=${whole.shown.SETUP_TOKEN}`);
		calls = double.steps.map((step, at, all) => ({
			step,
			nth: all.slice(0, at + 1).filter((one) => one === step).length,
		}));
		expect(calls.length).toBeGreaterThan(20);
	}, RUN_MS);

	it(
		"the host of one's own",
		async () => {
			for (const fault of FAULTS) await failOnce("PUT /workers/domains", fault, 1, HOST);
		},
		RUN_MS,
	);

	it.each(FAULTS)(
		"each change, %s",
		async (fault) => {
			const changes = calls.filter((call) => !isQuestion(call));
			expect(changes.length).toBeGreaterThan(10);
			for (const { step, nth } of changes) await failOnce(step, fault, nth);
		},
		RUN_MS,
	);

	it(
		"each question",
		async () => {
			for (const { step, nth } of calls.filter(isQuestion)) await failOnce(step, "refused", nth);
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

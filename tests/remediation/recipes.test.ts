import { json } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { fakeProgram, freePort, startBundledReceiver } from "../support/bundled-receiver.ts";
import { serveLoopback } from "../support/loopback.ts";

const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;

/** As Tocsin asks. */
async function ask(url: string, id: string, { dryRun = false, secret = SECRET, at = new Date() } = {}) {
	const body = JSON.stringify({ type: "remediation.run", data: { v: 1, runId: id, dryRun } });
	const response = await fetch(url, {
		method: "POST",
		body,
		headers: {
			"webhook-id": id,
			"webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
			"webhook-signature": new Webhook(secret).sign(id, at, body),
		},
	});
	return { status: response.status, ...((await response.json()) as { result: string; message: string }) };
}

async function withRecipe<Result>(
	env: Record<string, string>,
	run: (url: string) => Promise<Result>,
): Promise<Result> {
	const receiver = await startBundledReceiver(await freePort(), { SECRET, ...env });
	try {
		return await run(receiver.url);
	} finally {
		await receiver.stop();
	}
}

/** An API on loopback that notes what it is asked. */
async function withApi(answer: object, run: (base: string, asked: Asked[]) => Promise<void>) {
	const asked: Asked[] = [];
	const server = await serveLoopback(async (request, response) => {
		const { authorization } = request.headers;
		asked.push({ call: `${request.method} ${request.url}`, authorization, body: await json(request) });
		response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
	});
	try {
		await run(`http://${server.hostPort}`, asked);
	} finally {
		await server.close();
	}
}
interface Asked {
	call: string;
	authorization: string | undefined;
	body: unknown;
}

describe("the bundled receiver", () => {
	it("restarts a container once for a run, however often it is told, and says so when that fails", async () => {
		const docker = fakeProgram("docker");
		await withRecipe({ RECIPE: "restart-container", CONTAINER: "shop", PATH: docker.path }, async (url) => {
			expect(await ask(url, "run_dry", { dryRun: true })).toMatchObject({
				status: 200,
				message: "would restart the container shop",
			});
			expect(docker.calls()).toEqual([]);
			const both = await Promise.all([ask(url, "run_1"), ask(url, "run_1")]);
			expect([...both, await ask(url, "run_1")].map(({ result }) => result)).toEqual(
				Array(3).fill("succeeded"),
			);
			expect(docker.calls()).toEqual(["restart shop"]);
			docker.breakIt();
			expect(await ask(url, "run_2")).toEqual({ status: 200, result: "failed", message: "no such thing" });
		});
		docker.remove();
	});

	it("does nothing without a valid signature, or with an old one", async () => {
		const docker = fakeProgram("docker");
		await withRecipe({ RECIPE: "restart-container", CONTAINER: "shop", PATH: docker.path }, async (url) => {
			const secret = `whsec_${Buffer.alloc(32, 8).toString("base64")}`;
			expect((await ask(url, "run_1", { secret })).status).toBe(401);
			expect((await ask(url, "run_1", { at: new Date(Date.now() - 600_000) })).status).toBe(401);
			expect(docker.calls()).toEqual([]);
		});
		docker.remove();
	});

	it("undoes a rollout of Kubernetes and waits for it", async () => {
		const kubectl = fakeProgram("kubectl");
		const env = { RECIPE: "kubernetes-undo", KUBE_DEPLOYMENT: "shop", PATH: kubectl.path };
		await withRecipe(env, async (url) => {
			expect((await ask(url, "run_1")).result).toBe("succeeded");
			expect(kubectl.calls()).toEqual([
				"rollout undo deployment/shop --namespace default",
				"rollout status deployment/shop --timeout=50s --namespace default",
			]);
		});
		kubectl.remove();
	});

	it("dispatches a workflow of GitHub", async () => {
		await withApi({}, async (base, asked) => {
			const own = { GITHUB_TOKEN: "t", GITHUB_REPOSITORY: "shop/web", GITHUB_WORKFLOW: "rollback.yml" };
			await withRecipe({ RECIPE: "github-rollback", GITHUB_API: base, ...own }, async (url) => {
				expect((await ask(url, "run_1")).result).toBe("succeeded");
			});
			const call = "POST /repos/shop/web/actions/workflows/rollback.yml/dispatches";
			expect(asked).toEqual([{ call, authorization: "Bearer t", body: { ref: "main" } }]);
		});
	});

	it("purges the cache of Cloudflare, and points a record at the standby", async () => {
		const own = { CLOUDFLARE_TOKEN: "t", CLOUDFLARE_ZONE: "z1" };
		await withApi({ success: true }, async (base, asked) => {
			await withRecipe({ RECIPE: "cloudflare-purge", CLOUDFLARE_API: base, ...own }, async (url) => {
				expect((await ask(url, "run_1")).result).toBe("succeeded");
			});
			const record = { DNS_RECORD_ID: "r1", DNS_STANDBY: "192.0.2.7" };
			await withRecipe({ RECIPE: "dns-failover", CLOUDFLARE_API: base, ...own, ...record }, async (url) => {
				expect((await ask(url, "run_2")).result).toBe("succeeded");
			});
			expect(asked.map(({ call, body }) => [call, body])).toEqual([
				["POST /zones/z1/purge_cache", { purge_everything: true }],
				["PATCH /zones/z1/dns_records/r1", { content: "192.0.2.7" }],
			]);
		});
		await withApi({ success: false, errors: [{ message: "no such zone" }] }, async (base) => {
			await withRecipe({ RECIPE: "cloudflare-purge", CLOUDFLARE_API: base, ...own }, async (url) => {
				expect(await ask(url, "run_1")).toMatchObject({ result: "failed", message: "no such zone" });
			});
		});
	});
});

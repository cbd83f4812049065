/**
 * What a receiver can do. Each recipe names the environment variables it needs, says in a few words what it would do,
 * and does it: it answers what it did, or throws what went wrong. Settings come from the environment alone, never from
 * the request.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const TIMEOUT_MS = 60_000;
const runFile = promisify(execFile);

async function command(file, ...args) {
	try {
		await runFile(file, args, { timeout: TIMEOUT_MS });
	} catch (error) {
		throw new Error((error.stderr || error.message).trim().split("\n").at(-1));
	}
}

async function call(url, method, token, body) {
	const response = await fetch(url, {
		method,
		headers: {
			authorization: `Bearer ${token}`,
			"content-type": "application/json",
			"user-agent": "tocsin-remediation",
		},
		body: JSON.stringify(body),
		signal: AbortSignal.timeout(TIMEOUT_MS),
	});
	if (!response.ok) throw new Error(`HTTP ${response.status}: ${(await response.text()).slice(0, 200)}`);
	return response;
}

async function cloudflare(env, path, method, body) {
	const base = env.CLOUDFLARE_API || "https://api.cloudflare.com/client/v4";
	const url = `${base}/zones/${env.CLOUDFLARE_ZONE}/${path}`;
	const answer = await (await call(url, method, env.CLOUDFLARE_TOKEN, body)).json();
	if (!answer.success) throw new Error(answer.errors?.[0]?.message ?? "Cloudflare refused it");
}

export const RECIPES = {
	"restart-container": {
		needs: ["CONTAINER"],
		words: (env) => `restart the container ${env.CONTAINER}`,
		async run(env) {
			await command("docker", "restart", env.CONTAINER);
			return `restarted the container ${env.CONTAINER}`;
		},
	},
	/** Dispatches a workflow that rolls back: it must have `on: workflow_dispatch`. GitHub answers before it has run. */
	"github-rollback": {
		needs: ["GITHUB_TOKEN", "GITHUB_REPOSITORY", "GITHUB_WORKFLOW"],
		words: (env) => `dispatch ${env.GITHUB_WORKFLOW} of ${env.GITHUB_REPOSITORY}`,
		async run(env) {
			const base = env.GITHUB_API || "https://api.github.com";
			const path = `repos/${env.GITHUB_REPOSITORY}/actions/workflows/${env.GITHUB_WORKFLOW}/dispatches`;
			await call(`${base}/${path}`, "POST", env.GITHUB_TOKEN, { ref: env.GITHUB_REF_NAME || "main" });
			return `dispatched ${env.GITHUB_WORKFLOW} of ${env.GITHUB_REPOSITORY}`;
		},
	},
	"cloudflare-purge": {
		needs: ["CLOUDFLARE_TOKEN", "CLOUDFLARE_ZONE"],
		words: (env) => `purge the cache of zone ${env.CLOUDFLARE_ZONE}`,
		async run(env) {
			await cloudflare(env, "purge_cache", "POST", { purge_everything: true });
			return `purged the cache of zone ${env.CLOUDFLARE_ZONE}`;
		},
	},
	/** Undoes the last rollout and waits until it is out. */
	"kubernetes-undo": {
		needs: ["KUBE_DEPLOYMENT"],
		words: (env) => `undo the rollout of ${env.KUBE_DEPLOYMENT}`,
		async run(env) {
			const place = ["--namespace", env.KUBE_NAMESPACE || "default"];
			const deployment = `deployment/${env.KUBE_DEPLOYMENT}`;
			await command("kubectl", "rollout", "undo", deployment, ...place);
			await command("kubectl", "rollout", "status", deployment, "--timeout=50s", ...place);
			return `undid the rollout of ${env.KUBE_DEPLOYMENT}`;
		},
	},
	/** Points a record of Cloudflare DNS at the standby. What resolvers keep follows after the record's TTL. */
	"dns-failover": {
		needs: ["CLOUDFLARE_TOKEN", "CLOUDFLARE_ZONE", "DNS_RECORD_ID", "DNS_STANDBY"],
		words: (env) => `point the record ${env.DNS_RECORD_ID} at ${env.DNS_STANDBY}`,
		async run(env) {
			await cloudflare(env, `dns_records/${env.DNS_RECORD_ID}`, "PATCH", { content: env.DNS_STANDBY });
			return `pointed the record ${env.DNS_RECORD_ID} at ${env.DNS_STANDBY}`;
		},
	},
};

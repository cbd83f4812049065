/**
 * The shipped way in and the shipped Desk, with incidents that write down what they are told and fail when a test
 * says so, and a door through which a test calls the Desk.
 */
import { DurableObject } from "cloudflare:workers";
import { Hono } from "hono";
import { Desk as ShippedDesk } from "../../worker/alerts/desk/desk-object.ts";
import { inboundRoutes } from "../../worker/alerts/inbound/routes.ts";
import type { AlertReceipt, OpenIncident } from "../../worker/incidents/rpc.ts";
import type { Alert } from "../../worker/incidents/rules/alert.ts";
import type { IncidentView } from "../../worker/incidents/rules/incident-types.ts";
import type { Env } from "../../worker/platform/env.ts";
import type { AppEnv } from "../../worker/platform/http/app-env.ts";
import type { Actor } from "../../worker/platform/rules/caller.ts";
import { deskOf } from "../../worker/platform/stubs.ts";
import type { Faults } from "./inbound-faults.ts";

export class Watch extends DurableObject {}
export class Prober extends DurableObject {}
export class Live extends DurableObject {}
export class Publication extends DurableObject {}
export class Subscribers extends DurableObject {}
export class Bundles extends DurableObject {}

/** Local objects share one isolate with the entry. */
let faults: Faults = {};
/** Since the faults were named. */
let ingestCalls = 0;
let isIncidentCalled = false;

export class Desk extends ShippedDesk {
	readonly #rows: () => number;

	constructor(ctx: DurableObjectState, env: Env) {
		let count = 0;
		const { sql } = ctx.storage;
		const exec = sql.exec.bind(sql);
		sql.exec = ((query: string, ...values: unknown[]) => {
			const cursor = exec(query, ...values);
			count += cursor.rowsWritten;
			return cursor;
		}) as typeof sql.exec;
		super(ctx, env);
		this.#rows = () => count;
	}

	override async ingest(input: Parameters<ShippedDesk["ingest"]>[0]) {
		ingestCalls++;
		if (faults.desk === "overloaded")
			throw Object.assign(new Error("overloaded"), { overloaded: true, retryable: true });
		if (faults.desk === "too-many")
			return { ok: false as const, refusal: { code: "rate_limited" as const, detail: "too many" } };
		const answer = await super.ingest(input);
		if (faults.desk === "lost-answer" && ingestCalls === 1)
			throw Object.assign(new Error("Network connection lost."), { retryable: true });
		return answer;
	}

	override async alarm(): Promise<void> {
		if (!faults.alarmsAreDead) await super.alarm();
	}

	async rowsWritten(): Promise<number> {
		return this.#rows();
	}

	async calls(): Promise<number> {
		return ingestCalls;
	}

	async isIncidentCalled(): Promise<boolean> {
		return isIncidentCalled;
	}

	async tables(): Promise<number> {
		return this.ctx.storage.sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'meta'").toArray().length;
	}
}

/** What an incident remembers of itself. */
interface Memory {
	serviceId: string;
	title: string;
	severity: string;
	state: "triggered" | "acknowledged" | "resolved";
	resolvedAt: number | null;
	seq: number;
	told: string[];
	alertIds: string[];
}

export class Incident extends DurableObject<Env> {
	#refused = 0;

	async open(input: OpenIncident): Promise<IncidentView> {
		await this.#fail();
		if (!(await this.#read())) {
			const { serviceId, title, severity } = input;
			const fresh = { serviceId, title, severity, state: "triggered" as const, resolvedAt: null };
			await this.#write({
				...fresh,
				seq: 1,
				told: ["open"],
				alertIds: input.alert ? [input.alert.alertId] : [],
			});
			await vault(this.env).openIncident(input.incidentId);
		}
		return this.#answer();
	}

	async alertReceived(_alert: Alert, alertId: string): Promise<AlertReceipt> {
		return this.#tell("received", alertId, (memory) => (memory.state === "resolved" ? null : memory));
	}

	async alertResolved(alert: { alertId: string }, _actor: Actor, ends: boolean): Promise<AlertReceipt> {
		const end = { state: "resolved" as const, resolvedAt: Date.now() };
		return this.#tell("resolved", alert.alertId, (memory) => ({ ...memory, ...(ends ? end : {}) }));
	}

	async alertAcknowledged(): Promise<AlertReceipt> {
		return this.#tell("acknowledged", null, (memory) => ({ ...memory, state: "acknowledged" }));
	}

	async reopenByAlert(_alert: Alert, alertId: string): Promise<AlertReceipt> {
		return this.#tell("reopened", alertId, (memory) => ({ ...memory, state: "triggered", resolvedAt: null }));
	}

	async command(command: { kind: string }): Promise<unknown> {
		await this.#tell(command.kind, null, (memory) => memory);
		return { ok: true };
	}

	async view(): Promise<IncidentView | null> {
		return (await this.#read()) ? this.#answer() : null;
	}

	/** A person resolves it, and the Desk hears of it, or does not. */
	async resolveByHand(tellDesk: boolean): Promise<void> {
		const memory = await this.#read();
		if (!memory) throw new Error("no such incident");
		const at = Date.now();
		await this.#write({ ...memory, state: "resolved", resolvedAt: at, seq: memory.seq + 1 });
		if (tellDesk) await this.#tellDesk();
	}

	async memory(): Promise<Memory | null> {
		return this.#read();
	}

	async #tell(word: string, alertId: string | null, change: (memory: Memory) => Memory | null) {
		await this.#fail();
		const memory = await this.#read();
		if (!memory) throw new Error("told before it was opened");
		const known = alertId !== null && memory.alertIds.includes(`${word}:${alertId}`);
		const next = known ? memory : change(memory);
		if (next && !known)
			await this.#write({
				...next,
				seq: memory.seq + 1,
				told: [...memory.told, word],
				alertIds: alertId ? [...memory.alertIds, `${word}:${alertId}`] : memory.alertIds,
			});
		if (faults.incidentLosesAnswer && this.#refused++ === 0) throw new Error("Network connection lost.");
		await this.#tellDesk();
		return { taken: next !== null, view: await this.#answer() };
	}

	async #fail(): Promise<void> {
		isIncidentCalled = true;
		if (this.#refused < (faults.incidentRefuses ?? 0)) {
			this.#refused++;
			throw new Error("the incident is not there");
		}
		await new Promise((resolve) => setTimeout(resolve, faults.incidentHangsMs ?? 0));
	}

	async #tellDesk(): Promise<void> {
		const memory = await this.#read();
		if (!memory) return;
		const { serviceId, state, seq, resolvedAt } = memory;
		const change = {
			incidentId: this.ctx.id.name ?? "",
			state,
			at: resolvedAt ?? Date.now(),
			seq,
			isOverridden: false,
		};
		await deskOf(this.env, serviceId).incidentChanged(change);
	}

	async #answer(): Promise<IncidentView> {
		const memory = await this.#read();
		return { id: this.ctx.id.name, ...memory, version: memory?.seq } as unknown as IncidentView;
	}

	async #read(): Promise<Memory | null> {
		return (await this.ctx.storage.get<Memory>("memory")) ?? null;
	}

	async #write(memory: Memory): Promise<void> {
		await this.ctx.storage.put("memory", memory);
	}
}

export class Vault extends DurableObject<Env> {
	async openIncident(incidentId: string): Promise<void> {
		await this.ctx.storage.put(`incident:${incidentId}`, true);
	}

	async registerDesk(serviceId: string): Promise<void> {
		await this.ctx.storage.put(`desk:${serviceId}`, true);
	}

	async names(prefix: string): Promise<string[]> {
		const found = await this.ctx.storage.list({ prefix });
		return [...found.keys()].map((key) => key.slice(prefix.length));
	}
}

const vault = (env: Env) => env.VAULT.get(env.VAULT.idFromName("vault")) as unknown as Vault;

const app = new Hono<AppEnv>();
app.use(async (c, next) => {
	c.set("requestId", "req_test");
	await next();
});
app.route("/", inboundRoutes);
app.post("/faults", async (c) => {
	faults = await c.req.json<Faults>();
	ingestCalls = 0;
	isIncidentCalled = false;
	return c.body(null, 204);
});
/** Calls one method of one object: `[binding, name, method, arguments]`. */
app.post("/test", async (c) => {
	const [binding, name, method, args] =
		await c.req.json<["DESK" | "INCIDENT" | "VAULT", string, string, unknown[]]>();
	const stub = c.env[binding].get(c.env[binding].idFromName(name)) as unknown as Record<
		string,
		(...args: unknown[]) => Promise<unknown>
	>;
	return c.json({ value: (await stub[method]?.(...args)) ?? null });
});

export default {
	fetch: app.fetch,
	async scheduled() {},
} satisfies ExportedHandler<Env>;

/**
 * Detection alone: the shipped Watch, Prober and ProbeRunner, a Desk that only writes down what it is told, and a
 * door through which a test calls the Watch. Faults are switched by settings.
 */
import { DurableObject } from "cloudflare:workers";
import type { MonitorSignal } from "../../worker/alerts/rpc.ts";
import { ProbeRunner } from "../../worker/monitoring/prober/probe-runner.ts";
import { Prober as ShippedProber } from "../../worker/monitoring/prober/prober-object.ts";
import type { ProbeOrder } from "../../worker/monitoring/rpc.ts";
import type { Monitor } from "../../worker/monitoring/rules/monitor.ts";
import { Watch as ShippedWatch } from "../../worker/monitoring/watch/watch-object.ts";
import type { Env } from "../../worker/platform/env.ts";
import type { Region } from "../../worker/platform/rules/region.ts";

export { ProbeRunner };
export class Incident extends DurableObject {}
export class Live extends DurableObject {}
export class Publication extends DurableObject {}
export class Subscribers extends DurableObject {}
export class Bundles extends DurableObject {}
export class Vault extends DurableObject {
	async noteAlarm(): Promise<void> {}
}

type TestEnv = Env & {
	/** The platform never rings. */
	DEAD_ALARMS?: string;
	/** Regions that cannot be reached, comma separated. */
	LOST_REGIONS?: string;
	/** How many signals the Desk refuses before it takes one. */
	DESK_REFUSES?: string;
};

export class Watch extends ShippedWatch {
	private readonly settings: TestEnv;
	private readonly rows: { written: number };

	constructor(ctx: DurableObjectState, env: TestEnv) {
		const rows = countRows(ctx.storage);
		super(ctx, env);
		this.settings = env;
		this.rows = rows;
	}

	override async alarm(): Promise<void> {
		if (!this.settings.DEAD_ALARMS) await super.alarm();
	}

	/** Rows of tables and alarms since the object woke. */
	async rowsWritten(): Promise<number> {
		return this.rows.written;
	}

	async forgetAlarm(): Promise<void> {
		await this.ctx.storage.deleteAlarm();
	}
}

function countRows(storage: DurableObjectStorage): { written: number } {
	const rows = { written: 0 };
	const { sql } = storage;
	const exec = sql.exec.bind(sql);
	const setAlarm = storage.setAlarm.bind(storage);
	sql.exec = ((query: string, ...values: unknown[]) => {
		const cursor = exec(query, ...values);
		rows.written += cursor.rowsWritten;
		return cursor;
	}) as typeof sql.exec;
	storage.setAlarm = async (at) => {
		rows.written++;
		await setAlarm(at);
	};
	return rows;
}

export class Prober extends ShippedProber {
	private readonly lost: boolean;

	constructor(ctx: DurableObjectState, env: TestEnv) {
		super(ctx, env);
		this.lost = (env.LOST_REGIONS ?? "").split(",").includes((ctx.id.name ?? "").split(" ")[0] ?? "");
	}

	override async probe(order: ProbeOrder): Promise<void> {
		if (this.lost) throw new Error("this region is gone");
		await super.probe(order);
	}

	override async checkNow(monitor: Monitor, region: Region) {
		if (this.lost) throw new Error("this region is gone");
		return super.checkNow(monitor, region);
	}
}

interface Told {
	at: number;
	signal: MonitorSignal;
}

/** The Desk named `told` keeps what all of them were told. */
export class Desk extends DurableObject<TestEnv> {
	private refused = 0;

	async signal(signal: MonitorSignal): Promise<{ incidentId: string | null }> {
		if (this.refused < Number(this.env.DESK_REFUSES ?? 0)) {
			this.refused++;
			throw new Error("the desk is not there");
		}
		await deskNamed(this.env, "told").write({ at: Date.now(), signal });
		return { incidentId: null };
	}

	async write(told: Told): Promise<void> {
		const all = await this.read();
		await this.ctx.storage.put("told", [...all, told]);
	}

	async read(): Promise<Told[]> {
		return (await this.ctx.storage.get<Told[]>("told")) ?? [];
	}
}

function deskNamed(env: TestEnv, name: string): Desk {
	return env.DESK.get(env.DESK.idFromName(name)) as unknown as Desk;
}

/** `POST /watch/<method>` with the arguments as a JSON list; `GET /told`. */
export default {
	async fetch(request, env) {
		const { pathname } = new URL(request.url);
		if (pathname === "/told") return Response.json(await deskNamed(env, "told").read());
		const watch = env.WATCH.get(env.WATCH.idFromName("slice-1")) as unknown as Record<
			string,
			(...args: unknown[]) => Promise<unknown>
		>;
		const method = /^\/watch\/(\w+)$/.exec(pathname)?.[1];
		if (!method) return new Response("ok");
		const answer = await watch[method]?.(...((await request.json()) as unknown[]));
		return Response.json(answer ?? null);
	},
} satisfies ExportedHandler<TestEnv>;

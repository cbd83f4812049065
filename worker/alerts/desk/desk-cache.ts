import { readIntegrations } from "../../../db/alerts/integrations.ts";
import { plannedTimes } from "../../../db/maintenance/maintenances.ts";
import { readPagingPlan } from "../../../db/services/paging-plan.ts";
import type { IntegrationKind } from "../../incidents/rules/alert.ts";
import { PAGING_PLAN, type PagingPlan } from "../../paging/rules/paging-plan.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { asItIs, type Plain, storedShape } from "../../platform/rules/stored-shape.ts";
import { type Instant, minutes, seconds } from "../../platform/rules/time.ts";
import { vaultOf } from "../../platform/stubs.ts";
import { constantTimeEqual } from "../../platform/vault/digest.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import type { PlannedTime } from "../rules/planned-time.ts";
import type { DeskStore } from "./desk-store.ts";

const D1_TIMEOUT_MS = seconds(3);
/** Every change of configuration refreshes by itself; this is for the one that did not get here. */
const FRESH_MS = minutes(15);
/** A key that is not known may be newer than the cache: so often at most that is looked up. */
const LOOK_AGAIN_MS = seconds(1);

export type Integration = Awaited<ReturnType<typeof readIntegrations>>[number];

interface CachedConfig {
	plan: PagingPlan;
	integrations: Integration[];
	/** Of maintenances that are not over. */
	windows: PlannedTime[];
}

/** Version 1 knew of no windows. */
const CACHED_CONFIG = storedShape<Omit<CachedConfig, "plan"> & { plan: Plain }>(asItIs, (config) => ({
	windows: [],
	...config,
}));

/**
 * What the Desk knows of its service when the database is down: the paging plan, the integrations by key hash, and when
 * work is planned.
 */
export class DeskCache {
	private readonly env: Env;
	private readonly store: DeskStore;
	private kept: CachedConfig | null = null;
	/** What was stored cannot be used: it is to be asked for anew. */
	private readonly isDropped: boolean = false;
	/** When D1 last answered, and when it was last asked. */
	private answeredAt: Instant = 0;
	private askedAt: Instant = 0;
	private asking: Promise<boolean> | null = null;
	private askingNext: Promise<boolean> | null = null;

	constructor(env: Env, store: DeskStore) {
		this.env = env;
		this.store = store;
		const text = store.exists ? store.note("service") : null;
		if (!text) return;
		this.kept = fromText(text);
		this.isDropped = this.kept === null;
		if (this.kept) this.answeredAt = Number(store.note("answeredAt"));
	}

	get plan(): PagingPlan | null {
		return this.kept?.plan ?? null;
	}

	get windows(): readonly PlannedTime[] {
		return this.kept?.windows ?? [];
	}

	isStale(now: Instant): boolean {
		return (this.kept !== null || this.isDropped) && now - this.answeredAt > FRESH_MS;
	}

	/** The plan, from D1 when there is none yet. Null when there is no such service; throws when D1 cannot say. */
	async planOf(serviceId: string): Promise<PagingPlan | null> {
		if (!this.kept && !(await this.refresh(serviceId))) throw new Error("the database did not answer");
		return this.plan;
	}

	/**
	 * The integration of this key, null when this service has none. Throws when the key is unknown and D1 cannot say
	 * whether it is new: a sender that is told "unknown" would give up.
	 */
	async integrationOf(
		serviceId: string,
		keyHash: string,
		accepts: IntegrationKind[],
	): Promise<Integration | null> {
		const known = this.find(keyHash, accepts);
		if (known) return known;
		if (this.asking) await this.asking;
		else if (Date.now() - this.askedAt >= LOOK_AGAIN_MS) await this.refresh(serviceId);
		if (this.answeredAt < this.askedAt) throw new Error("the database did not answer");
		return this.find(keyHash, accepts);
	}

	/**
	 * False when D1 did not answer; what was known before then stays. Who asks while an answer is on its way may know of
	 * a change that it has not seen: they get the next answer.
	 */
	refresh(serviceId: string): Promise<boolean> {
		if (this.asking) {
			this.askingNext ??= this.asking.then(() => {
				this.askingNext = null;
				return this.refresh(serviceId);
			});
			return this.askingNext;
		}
		this.asking = this.ask(serviceId).finally(() => {
			this.asking = null;
		});
		return this.asking;
	}

	/** Compares with every integration, so that the time says nothing about which one was near. */
	private find(keyHash: string, accepts: IntegrationKind[]): Integration | null {
		const matching = (this.kept?.integrations ?? []).filter((each) =>
			constantTimeEqual(each.keyHash, keyHash),
		);
		return matching.find((each) => !each.disabled && accepts.includes(each.kind)) ?? null;
	}

	private async ask(serviceId: string): Promise<boolean> {
		this.askedAt = Date.now();
		try {
			const { DB } = this.env;
			const [plan, integrations, windows] = await withTimeout(
				Promise.all([
					readPagingPlan(DB, serviceId),
					readIntegrations(DB, serviceId),
					plannedTimes(DB, serviceId, this.askedAt),
				]),
				D1_TIMEOUT_MS,
			);
			this.keep(plan && { plan, integrations, windows });
			this.answeredAt = Date.now();
			if (this.kept) this.store.keep("answeredAt", String(this.answeredAt));
		} catch (error) {
			log("desk.refresh_failed", { serviceId, error });
			return false;
		}
		await this.register(serviceId).catch((error) => log("desk.register_failed", { serviceId, error }));
		return true;
	}

	private keep(fresh: CachedConfig | null): void {
		const before = this.kept;
		this.kept = fresh;
		if (!fresh) {
			if (before) this.store.forget("service");
			return;
		}
		if (before && withoutAge(before) === withoutAge(fresh)) return;
		if (!before) this.store.create();
		this.store.keep("service", toText(fresh));
	}

	/** Tells the Vault, until it knows, that this Desk exists: then the sweep keeps it fresh. */
	private async register(serviceId: string): Promise<void> {
		if (!this.kept || this.store.note("registered")) return;
		await vaultOf(this.env).registerDesk(serviceId);
		this.store.keep("registered", "yes");
	}
}

function withoutAge({ plan, ...rest }: CachedConfig): string {
	return JSON.stringify({ plan: { ...plan, readAt: 0 }, ...rest });
}

function toText({ plan, ...rest }: CachedConfig): string {
	return CACHED_CONFIG.toText({ plan: { ...PAGING_PLAN.wrap(plan) }, ...rest });
}

/** Null for what a newer version of the code wrote: the database knows it all. */
function fromText(text: string): CachedConfig | null {
	const config = CACHED_CONFIG.fromText(text);
	if (config.isNewer) return null;
	const plan = PAGING_PLAN.unwrap(config.value.plan);
	return plan.isNewer ? null : { ...config.value, plan: plan.value };
}

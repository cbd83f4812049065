import { DurableObject } from "cloudflare:workers";
import { greatestNumber } from "../../../db/platform/greatest-number.ts";
import type { Env } from "../env.ts";
import { Gathered } from "../gathered.ts";
import {
	CHORES,
	type Chore,
	type IncidentRest,
	type PhoneMessage,
	type PhoneUsage,
	type TextedPage,
	type TickList,
	type VaultRpc,
} from "../rpc.ts";
import { desksDue } from "../rules/desks-due.ts";
import type { PhoneVerdict } from "../rules/phone-limits.ts";
import type { BrokenPart } from "../rules/upkeep.ts";
import { publicUrl } from "../settings.ts";
import { withTimeout } from "../with-timeout.ts";
import { PhoneLedger } from "./phone-ledger.ts";
import { pushKeys } from "./push-identity.ts";
import { VaultStore } from "./vault-store.ts";

const TIMEOUT_MS = 1_000;
/** So long an incident of a crowd waits for its number, which is then given to several in one commit. */
const GATHER_MS = 20;

/** What must be known although the database is down: keys, incident numbers, and which objects may have work. */
export class Vault extends DurableObject<Env> implements VaultRpc {
	private readonly store: VaultStore;
	private readonly phones: PhoneLedger;
	private readonly numbers = new Gathered<{ incidentId: string; taken: number }, number>(GATHER_MS, (all) =>
		all.map(({ incidentId, taken }) => this.store.openIncident(incidentId, taken)),
	);

	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, env);
		this.store = new VaultStore(ctx.storage);
		this.phones = new PhoneLedger(ctx.storage);
	}

	async vapid(): Promise<{ subject: string; publicKey: string; privateKey: string }> {
		const { VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY } = this.env;
		const subject = this.env.VAPID_SUBJECT || subjectOf(publicUrl(this.env));
		if (VAPID_PUBLIC_KEY && VAPID_PRIVATE_KEY)
			return { subject, publicKey: VAPID_PUBLIC_KEY, privateKey: VAPID_PRIVATE_KEY };
		return { subject, ...(await pushKeys(this.env, this.store)) };
	}

	async openIncident(incidentId: string): Promise<number> {
		const taken = this.store.hasNumbers() ? 0 : await this.numbersTaken();
		return this.numbers.add({ incidentId, taken });
	}

	/** Incidents from before this Vault: the demo's past, an import. Asked once; without an answer numbers begin at 1. */
	private async numbersTaken(): Promise<number> {
		return withTimeout(greatestNumber(this.env.DB), TIMEOUT_MS).catch(() => 0);
	}

	async settleIncident(incidentId: string): Promise<void> {
		this.store.settleIncident(incidentId);
	}

	async noteRests(rests: IncidentRest[]): Promise<void> {
		for (const rest of rests) this.store.noteRest(rest);
	}

	async incidentStirs(incidentId: string, order: number): Promise<void> {
		this.store.noteRest({ incidentId, order, until: 0 });
	}

	async sliceFor(monitorId: string): Promise<string> {
		return this.store.sliceFor(monitorId);
	}

	async slicesOf(monitorIds: string[]): Promise<Record<string, string>> {
		return this.store.slicesOf(monitorIds);
	}

	async forgetMonitor(monitorId: string): Promise<void> {
		this.store.forgetMonitor(monitorId);
	}

	async slices(): Promise<string[]> {
		return this.store.slices();
	}

	async registerDesk(serviceId: string): Promise<void> {
		this.store.registerDesk(serviceId);
	}

	async forgetDesk(serviceId: string): Promise<void> {
		this.store.forgetDesk(serviceId);
	}

	async desks(): Promise<string[]> {
		return this.store.desks();
	}

	async deskWaits(serviceId: string): Promise<void> {
		this.store.deskWaits(serviceId);
	}

	async deskIsIdle(serviceId: string): Promise<void> {
		this.store.deskIsIdle(serviceId);
	}

	async noteConfigSeen(version: number, at: number): Promise<void> {
		this.store.note("config", version);
		this.store.note("config at", at);
	}

	async noteTick(at: number): Promise<TickList> {
		const list = await this.tickList(at);
		this.store.note("tick", at);
		return list;
	}

	async tickList(at: number): Promise<TickList> {
		const waitingDesks = this.store.waitingDesks();
		const desks = desksDue(this.store.desks(), waitingDesks, this.store.noted("tick"), at);
		return {
			openIncidents: this.store.wakefulIncidents(at),
			slices: this.store.slices(),
			desks,
			waitingDesks,
			configSeen: this.store.noted("config"),
			doneAt: Object.fromEntries(CHORES.flatMap((chore) => this.doneAt(chore))),
			configSeenAt: this.store.noted("config at"),
		};
	}

	private doneAt(chore: Chore): [Chore, number][] {
		const at = this.store.noted(`done ${chore}`);
		return at === null ? [] : [[chore, at]];
	}

	async noteDone(chore: Chore, at: number): Promise<void> {
		this.store.note(`done ${chore}`, at);
	}

	async noteAlarm(at: number): Promise<void> {
		this.store.note("alarm", at);
	}

	async noteUpkeep(at: number, broken: BrokenPart[]): Promise<void> {
		this.store.noteUpkeep(at, JSON.stringify(broken));
	}

	async admitPhone(message: PhoneMessage): Promise<PhoneVerdict> {
		return this.phones.admit(message);
	}

	async textedPages(number: string, at: number): Promise<TextedPage[]> {
		return this.phones.pagesOf(number, at);
	}

	async countPhone(
		id: string,
		unit: "sms_segments" | "call_minutes",
		amount: number,
		at: number,
	): Promise<boolean> {
		return this.phones.countOnce(id, unit, amount, at);
	}

	async phoneUsage(at: number): Promise<PhoneUsage> {
		return this.phones.usage(at);
	}

	async pulse(): Promise<{ lastTickAt: number | null; lastAlarmAt: number | null; broken: BrokenPart[] }> {
		const broken = JSON.parse(this.store.upkeep() ?? "[]") as BrokenPart[];
		return { lastTickAt: this.store.noted("tick"), lastAlarmAt: this.store.noted("alarm"), broken };
	}
}

/** Push services want a way to reach the sender; the deployment's own https address is one, a local one is not. */
function subjectOf(origin: string): string {
	return origin.startsWith("https://") ? origin : "https://tocsin.dev";
}

import { DurableObject } from "cloudflare:workers";
import type { PublicIncident } from "../incidents/rules/public-view.ts";
import { type PublicMaintenance, publicWordId } from "../maintenance/rules/public-maintenance.ts";
import { EarliestAlarm } from "../platform/alarm-scheduler.ts";
import type { Env } from "../platform/env.ts";
import { log } from "../platform/log.ts";
import { type Instant, minutes } from "../platform/rules/time.ts";
import { newId } from "../platform/vault/ids.ts";
import { seal } from "../platform/vault/seal.ts";
import { webhookSecret } from "../platform/vault/webhook-secret.ts";
import { currentSnapshot } from "../status/public-source.ts";
import { Courier } from "./courier.ts";
import { DigestDesk } from "./digest-desk.ts";
import { ASK, NewsQueue } from "./news-queue.ts";
import { openReach, targetHash } from "./reach.ts";
import type { ShownSubscriber, SubscriberCounts, SubscribersRpc, Wish } from "./rpc.ts";
import { maintenanceNewsOf } from "./rules/maintenance-news.ts";
import { newsOf, type Told } from "./rules/news.ts";
import { type Choice, LONGEST_MS, readableTarget, type Subscriber } from "./rules/subscription.ts";
import { type KeptSubscriber, SubscriberStore } from "./subscriber-store.ts";

/** Longer than one alarm takes. An invocation that was killed is followed by the next alarm. */
const GUARD_MS = minutes(2);

/**
 * Who is kept posted, and what is still to be sent to them. Nothing else waits for it: what is new comes from the public's
 * own object, after the public can read it, and is sent by alarms of this object, with the database down too.
 */
export class Subscribers extends DurableObject<Env> implements SubscribersRpc {
	private readonly people: SubscriberStore;
	private readonly queue: NewsQueue;
	private readonly digests: DigestDesk;
	private readonly courier: Courier;
	private readonly clock: EarliestAlarm;

	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, env);
		const { sql } = ctx.storage;
		this.people = new SubscriberStore(sql);
		this.queue = new NewsQueue(sql);
		this.digests = new DigestDesk(sql, this.people, this.queue);
		this.courier = new Courier(env, this.people, this.queue);
		this.clock = new EarliestAlarm(ctx.storage);
	}

	async hear(incident: PublicIncident, knownAs: string): Promise<boolean> {
		const { incidentId, resolvedAt, updates } = incident;
		if (knownAs !== incidentId)
			for (const id of this.people.moveOn(knownAs, incidentId)) this.courier.forget(id);
		this.people.endWith(incidentId, resolvedAt);
		const now = Date.now();
		return this.take(newsOf(incident, this.queue.heard(updates.map(({ id }) => id)), now), incidentId, now);
	}

	async hearMaintenance(maintenance: PublicMaintenance): Promise<boolean> {
		const now = Date.now();
		const heard = this.queue.heard([publicWordId(maintenance, now)]);
		return this.take(maintenanceNewsOf(maintenance, heard, now), maintenance.id, now);
	}

	private take(news: Told | null, subjectId: string, now: Instant): boolean {
		if (news) this.queue.noteNews(news, now, this.people.counts().active > 0);
		const waits = this.queue.waitsFor(subjectId);
		if (waits) this.wake(now);
		return waits;
	}

	async subscribe({ kind, target, ...wish }: Wish): Promise<"taken" | "full"> {
		const address = await targetHash(this.env, kind, target);
		const id = newId("subscriber");
		const secret = kind === "webhook" ? webhookSecret() : null;
		const sealed = await seal(this.env, id, JSON.stringify({ target, secret }));
		const now = Date.now();
		const known = this.people.idOfTarget(address, wish.incidentId);
		if (known !== null) {
			if (this.people.askAgain(known, kind, wish, now)) this.ask(known, now, now);
			return "taken";
		}
		if (this.people.isFull()) return "full";
		const askedAt = this.people.nextQuestionAt(kind, address, now);
		if (askedAt === null) return "taken";
		const endsAt = wish.incidentId === null ? null : now + LONGEST_MS;
		const never = { confirmedAt: null, failures: 0, failingSince: null };
		const fresh = { ...wish, ...never, id, kind, endsAt, askedAt, createdAt: now, target: sealed };
		this.people.add({ ...fresh, state: "unconfirmed" }, address);
		this.ask(id, askedAt, now);
		return "taken";
	}

	async read(id: string): Promise<Subscriber | null> {
		return plainOrNull(this.people.read(id));
	}

	async confirm(id: string): Promise<Subscriber | null> {
		const now = Date.now();
		this.people.confirm(id, now);
		this.wake(now);
		return plainOrNull(this.people.read(id));
	}

	async choose(id: string, choice: Choice): Promise<Subscriber | null> {
		this.people.choose(id, choice);
		this.wake(Date.now());
		return plainOrNull(this.people.read(id));
	}

	async remove(id: string): Promise<Subscriber | null> {
		const before = this.people.read(id);
		this.courier.forget(id);
		return plainOrNull(before);
	}

	async removeMailbox(mailbox: string): Promise<number> {
		const ids = this.people.idsOfAddress(await targetHash(this.env, "email", mailbox));
		for (const id of ids) this.courier.forget(id);
		return ids.length;
	}

	async list(page: { limit: number; before: string | null }): Promise<ShownSubscriber[]> {
		const kept = this.people.list(page);
		return Promise.all(
			kept.map(async (one) => {
				const reach = await openReach(this.env, one).catch(() => null);
				return { ...plain(one), readable: reach ? readableTarget(one.kind, reach.target) : "" };
			}),
		);
	}

	async counts(): Promise<SubscriberCounts> {
		return { ...this.people.counts(), waiting: this.queue.waiting() };
	}

	async tick(): Promise<void> {
		const now = Date.now();
		for (const id of this.people.outdated(now)) this.courier.forget(id);
		this.queue.tidy(now);
		this.wake(now);
	}

	/** Sends what is due. Never throws, and arms the next alarm before anything leaves. */
	async alarm(): Promise<void> {
		this.clock.fired();
		await this.makeDigests();
		const now = Date.now();
		const dueAt = this.courier.nextDueAt(now);
		if (dueAt !== null && dueAt <= now) {
			this.clock.wakeBy(now + GUARD_MS);
			await this.courier.run();
		}
		this.wake(Date.now());
	}

	private async makeDigests(): Promise<void> {
		const isDue = (at: Instant) => (this.digests.nextDueAt(at) ?? Number.POSITIVE_INFINITY) <= at;
		if (!isDue(Date.now())) return;
		this.clock.wakeBy(Date.now() + GUARD_MS);
		try {
			const snapshot = await currentSnapshot(this.env, Date.now());
			this.digests.make(Date.now(), snapshot?.page?.timeZone ?? "UTC");
		} catch (error) {
			log("subscribers.no_digest", { error });
		}
	}

	private ask(id: string, at: Instant, now: Instant): void {
		this.queue.queue(ASK, id, at);
		this.wake(now);
	}

	/** The alarm, for what is due next. */
	private wake(now: Instant): void {
		const due = [this.courier.nextDueAt(now), this.digests.nextDueAt(now)].filter((at) => at !== null);
		if (due.length > 0) this.clock.wakeBy(Math.max(now, Math.min(...due)));
	}
}

/** Without what reaches them. */
function plain({ target: _sealed, askedAt: _asked, ...subscriber }: KeptSubscriber): Subscriber {
	return subscriber;
}

const plainOrNull = (kept: KeptSubscriber | null): Subscriber | null => kept && plain(kept);

import { DurableObject } from "cloudflare:workers";
import type { PublicIncident } from "../incidents/rules/public-view.ts";
import { EarliestAlarm } from "../platform/alarm-scheduler.ts";
import type { Env } from "../platform/env.ts";
import { log } from "../platform/log.ts";
import { type Instant, minutes } from "../platform/rules/time.ts";
import { newId } from "../platform/vault/ids.ts";
import { seal } from "../platform/vault/seal.ts";
import { webhookSecret } from "../platform/vault/webhook-secret.ts";
import { ASK, type Delivery, deliveryKey, NewsQueue } from "./news-queue.ts";
import { openReach, targetHash } from "./reach.ts";
import type { ShownSubscriber, SubscriberCounts, SubscribersRpc, Wish } from "./rpc.ts";
import { newsOf } from "./rules/news.ts";
import { isAbandoned, nextTryAt } from "./rules/retry.ts";
import { confirmsByAnswer, readableTarget, type Subscriber } from "./rules/subscription.ts";
import { type MessageOutcome, readyMessage } from "./send.ts";
import { type KeptSubscriber, SubscriberStore } from "./subscriber-store.ts";

/** The platform lets six requests of one invocation wait for an answer. */
const LANES = 6;
/** It allows 50 requests of one invocation: the next alarm goes on. */
const MOST_AN_ALARM = 40;
/** Longer than all of these take. An invocation that was killed is followed by the next alarm. */
const GUARD_MS = minutes(2);

/**
 * Who is kept posted, and what is still to be sent to them. Nothing else waits for it: what is new comes from the public's
 * own object, after the public can read it, and is sent by alarms of this object, with the database down too. A message
 * is counted before it leaves and taken off when it arrived, so that a killed instance repeats what was on its way, and
 * nothing else.
 */
export class Subscribers extends DurableObject<Env> implements SubscribersRpc {
	private readonly people: SubscriberStore;
	private readonly queue: NewsQueue;
	private readonly clock: EarliestAlarm;
	/** Messages of this instance that are on their way. */
	private readonly busy = new Set<string>();
	private isSending = false;

	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, env);
		this.people = new SubscriberStore(ctx.storage.sql);
		this.queue = new NewsQueue(ctx.storage.sql);
		this.clock = new EarliestAlarm(ctx.storage);
	}

	async hear(incident: PublicIncident): Promise<boolean> {
		const now = Date.now();
		const heard = this.queue.heard(incident.updates.map(({ id }) => id));
		const news = newsOf(incident, heard, now);
		if (news) this.queue.noteNews(news, now, this.people.counts().active > 0);
		const waits = this.queue.waitsFor(incident.incidentId);
		if (waits) this.wake(now);
		return waits;
	}

	async subscribe({ kind, target, componentIds }: Wish): Promise<"taken" | "full"> {
		const hash = await targetHash(this.env, kind, target);
		const id = newId("subscriber");
		const secret = kind === "webhook" ? webhookSecret() : null;
		const sealed = await seal(this.env, id, JSON.stringify({ target, secret }));
		const now = Date.now();
		const known = this.people.idOfTarget(hash);
		if (known !== null) {
			if (this.people.askAgain(known, componentIds, now)) this.ask(known, now);
			return "taken";
		}
		if (this.people.isFull()) return "full";
		const never = { confirmedAt: null, failures: 0, failingSince: null };
		const fresh = {
			id,
			kind,
			state: "unconfirmed" as const,
			componentIds,
			createdAt: now,
			askedAt: now,
			...never,
		};
		this.people.add({ ...fresh, target: sealed }, hash);
		this.ask(id, now);
		return "taken";
	}

	async read(id: string): Promise<Subscriber | null> {
		return plainOrNull(this.people.read(id));
	}

	async confirm(id: string): Promise<Subscriber | null> {
		this.people.confirm(id, Date.now());
		return plainOrNull(this.people.read(id));
	}

	async choose(id: string, componentIds: string[] | null): Promise<Subscriber | null> {
		this.people.choose(id, componentIds);
		return plainOrNull(this.people.read(id));
	}

	async remove(id: string): Promise<Subscriber | null> {
		const before = this.people.read(id);
		this.forget(id);
		return plainOrNull(before);
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
		for (const id of this.people.unanswered(now)) this.forget(id);
		this.queue.tidy(now);
		this.wake(now);
	}

	/** Sends what is due, a few messages at a time. Never throws, and arms the next alarm before anything leaves. */
	async alarm(): Promise<void> {
		this.clock.fired();
		const now = Date.now();
		if (this.isSending || this.queue.nextDueAt(now, this.busy) === null) return;
		this.clock.wakeBy(now + GUARD_MS);
		this.isSending = true;
		let left = MOST_AN_ALARM;
		const lane = async () => {
			while (left-- > 0) {
				const next = this.queue.take(Date.now(), this.busy);
				if (!next) return;
				await this.deliver(next);
			}
		};
		await Promise.all(Array.from({ length: LANES }, lane)).catch((error: unknown) =>
			log("subscribers.broke_off", { error }),
		);
		this.isSending = false;
		this.wake(Date.now());
	}

	/** What became of it is written down in the turn in which that is known. */
	private async deliver(delivery: Delivery): Promise<void> {
		const key = deliveryKey(delivery);
		this.busy.add(key);
		try {
			const outcome = await this.send(delivery);
			this.settle(delivery, outcome);
		} catch {
			this.settle(delivery, { kind: "again", retryAfterMs: null });
		} finally {
			this.busy.delete(key);
		}
	}

	private async send(delivery: Delivery): Promise<MessageOutcome> {
		const { newsId, subscriberId } = delivery;
		const subscriber = this.people.read(subscriberId);
		const news = newsId === ASK ? null : this.queue.news(newsId);
		if (!subscriber || (newsId !== ASK && !news)) return { kind: "void" };
		const send = await readyMessage(this.env, subscriber, news);
		// Whoever unsubscribed meanwhile is told nothing.
		return this.queue.isQueued(delivery) ? send() : { kind: "void" };
	}

	private settle(delivery: Delivery, outcome: MessageOutcome): void {
		const now = Date.now();
		const { subscriberId: id } = delivery;
		const subscriber = this.people.read(id);
		if (!subscriber || outcome.kind === "void") return this.queue.done(delivery);
		if (outcome.kind === "gone") return this.forget(id);
		if (outcome.kind === "delivered") {
			this.queue.done(delivery);
			this.people.works(subscriber);
			if (delivery.newsId === ASK && confirmsByAnswer(subscriber.kind)) this.people.confirm(id, now);
			return;
		}
		this.people.fails(id, now);
		const failing = this.people.read(id);
		if (failing && isAbandoned(failing.kind, failing, now)) return this.forget(id);
		const { attempts } = delivery;
		const nextAt = outcome.kind === "again" ? nextTryAt(attempts, now, outcome.retryAfterMs) : null;
		if (nextAt === null) this.queue.done(delivery);
		else this.queue.again(delivery, nextAt);
	}

	private ask(id: string, now: Instant): void {
		this.queue.queue(ASK, id, now);
		this.wake(now);
	}

	private forget(id: string): void {
		this.queue.forget(id);
		this.people.remove(id);
	}

	/** The alarm, for what is due next. While messages leave, the end of that sets it. */
	private wake(now: Instant): void {
		const dueAt = this.queue.nextDueAt(now, this.busy);
		if (dueAt !== null && !this.isSending) this.clock.wakeBy(Math.max(now, dueAt));
	}
}

/** Without what reaches them. */
function plain({ target: _sealed, askedAt: _asked, ...subscriber }: KeptSubscriber): Subscriber {
	return subscriber;
}

const plainOrNull = (kept: KeptSubscriber | null): Subscriber | null => kept && plain(kept);

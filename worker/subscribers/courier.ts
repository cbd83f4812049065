import type { Env } from "../platform/env.ts";
import { log } from "../platform/log.ts";
import type { Instant } from "../platform/rules/time.ts";
import { ASK, type Delivery, deliveryKey, type NewsQueue } from "./news-queue.ts";
import { forReader } from "./rules/news.ts";
import { isAbandoned, nextTryAt } from "./rules/retry.ts";
import { confirmsByAnswer } from "./rules/subscription.ts";
import { type MessageOutcome, readyMessage } from "./send.ts";
import type { SubscriberStore } from "./subscriber-store.ts";

/** The platform lets six requests of one invocation wait for an answer. */
const LANES = 6;
/** It allows 50 requests of one invocation: the next alarm goes on. */
const MOST_AN_ALARM = 40;

/**
 * Sends what is queued. A message is counted before it leaves and taken off when it arrived, so that a killed instance
 * repeats what was on its way, and nothing else.
 */
export class Courier {
	/** Messages of this instance that are on their way. */
	private readonly busy = new Set<string>();
	private isSending = false;

	constructor(
		private readonly env: Env,
		private readonly people: SubscriberStore,
		private readonly queue: NewsQueue,
	) {}

	/** Null when nothing waits, and while messages leave: the end of that tells. */
	nextDueAt(now: Instant): Instant | null {
		return this.isSending ? null : this.queue.nextDueAt(now, this.busy);
	}

	/** Sends what is due, a few messages at a time. Never throws. */
	async run(): Promise<void> {
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
	}

	/** Nothing leaves for them any more but what is on its way. */
	forget(id: string): void {
		this.queue.forget(id);
		this.people.remove(id);
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
		const wanted = news && forReader(news, subscriber);
		if (news && !wanted) return { kind: "void" };
		const send = await readyMessage(this.env, subscriber, wanted);
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
}

import type { StandingMessage } from "../../paging/channels/channel.ts";
import { channelOf } from "../../paging/channels/registry.ts";
import { readyInThread } from "../../paging/pager.ts";
import type { ContactMethod } from "../../paging/rules/paging-plan.ts";
import type { SendOutcome } from "../../paging/rules/send-outcome.ts";
import type { ReadyRequest } from "../../paging/sending/outcome.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { type Instant, minutes, seconds } from "../../platform/rules/time.ts";
import { pagesInChats, type WordBelow, wordsBelow } from "../rules/chat-thread.ts";
import type { Incident } from "../rules/incident.ts";
import type { Page } from "../rules/incident-types.ts";
import { causeWords, pageEvidence } from "../rules/page-evidence.ts";
import { type Chat, type Chats, NO_CHATS, readChats, saveChats } from "./chat-place.ts";
import type { EventStore } from "./event-store.ts";
import { OneTelling } from "./one-telling.ts";
import { standingMessage } from "./standing-message.ts";

/** What is cut off is taken up again after this long. */
const GUARD_MS = seconds(10);
/** A provider that does not take it is asked again after these; then it is left. */
const RETRY_MS = [seconds(2), seconds(15), minutes(1), minutes(5)];
/** Nothing can be done any more with a message there. */
const ENDED = "";
/** What is lost more often than this is not posted anew. */
const MOST_LOSSES = 3;

interface Step {
	page: Page;
	chat: Chat;
	act: { kind: "edit" | "anew"; message: StandingMessage; shown: string } | { kind: "say"; word: WordBelow };
}

/**
 * Keeps the one message about this incident that a person has in a chat as the incident stands, and says below it, in order,
 * what people should read. Nothing waits for it. Each step is written down before it leaves: an edit may happen twice, a
 * word of which it is not known whether it arrived is looked for first.
 */
export class ChatThreads {
	private kept: Chats | null = null;
	private readonly telling = new OneTelling("threads.not_told", () => this.loop());
	/** The last event that was looked at: until then all is told. */
	private lookedAt = 0;

	constructor(
		private readonly env: Env,
		private readonly store: EventStore,
	) {}

	/** When it is to be called again by itself; null for never. */
	retryAt(now: Instant): Instant | null {
		return this.telling.isUnderWay ? now + GUARD_MS : this.known().retryAt;
	}

	/** One telling at a time; true when there was something to tell. Never rejects. */
	tell(): Promise<boolean> {
		return this.telling.run();
	}

	private async loop(): Promise<boolean> {
		let hasTold = false;
		for (let step = this.due(); step; step = this.due()) {
			hasTold = true;
			await this.take(step);
		}
		return hasTold;
	}

	/** What is to be done now. */
	private due(): Step | null {
		const incident = this.store.incident();
		if (!incident) return null;
		const { retryAt } = this.known();
		if (retryAt === null ? this.lookedAt >= incident.seq : retryAt > Date.now()) return null;
		for (const page of pagesInChats(incident)) {
			const step = this.stepOf(incident, page, this.chatOf(page));
			if (step) return step;
		}
		this.lookedAt = incident.seq;
		if (retryAt !== null) this.save({ ...this.known(), tries: 0, retryAt: null });
		return null;
	}

	private stepOf(incident: Incident, page: Page, chat: Chat): Step | null {
		if (chat.place === ENDED) return null;
		// What another alert saw is no reason to edit: in a storm that would be an edit for each.
		const shown = JSON.stringify(standingMessage(this.env, this.store, incident, page, null));
		if (chat.shown !== shown || chat.place === null) {
			const cause = causeWords(pageEvidence(incident.epoch, ...this.store.cause()), incident.title);
			const message = standingMessage(this.env, this.store, incident, page, cause);
			return { page, chat, act: { kind: chat.place === null ? "anew" : "edit", message, shown } };
		}
		const noteAt = (seq: number) => this.store.eventsAfter(seq - 1, 1)[0];
		const [word] = wordsBelow(incident, this.store.eventsAfter(chat.said), noteAt);
		return word ? { page, chat, act: { kind: "say", word } } : null;
	}

	/** A later page of the method answers for the same message, unless it had to be posted anew. */
	private chatOf(page: Page): Chat {
		const chat = this.known().chats[page.methodId];
		if (chat?.pageId === page.id) return chat;
		const place = page.place ?? null;
		if (chat?.place === place) return { ...chat, pageId: page.id };
		return { pageId: page.id, place, shown: "", said: chat?.said ?? 0, saying: null, losses: 0 };
	}

	private async take(step: Step): Promise<void> {
		const tries = this.known().tries + 1;
		const { act, chat } = step;
		const mayBeThere = act.kind === "say" && chat.saying === act.word.seq;
		if (mayBeThere) {
			const find = await this.ready(step, "find");
			const found = await find();
			const isThere = found.kind === "accepted" && found.place !== undefined;
			if (isThere || found.kind === "retry") return this.settle(step, found, tries);
		}
		const send = await this.ready(step, "do");
		if (!this.isStillDue(step)) return;
		const before = act.kind === "say" ? { ...chat, saying: act.word.seq } : chat;
		this.keep(step, before, tries, Date.now() + GUARD_MS);
		this.settle({ ...step, chat: before }, await send(), tries);
	}

	/** What was waited for may have made it untrue. */
	private isStillDue(step: Step): boolean {
		const incident = this.store.incident();
		const page = incident?.pages.get(step.page.id);
		const now = incident && page ? this.stepOf(incident, page, this.chatOf(page)) : null;
		return now !== null && what(now) === what(step);
	}

	private settle(step: Step, outcome: SendOutcome, tries: number): void {
		const { chat } = step;
		if (outcome.kind === "retry" && RETRY_MS[tries - 1] !== undefined) {
			const waitMs = Math.max(outcome.retryAfterMs ?? 0, RETRY_MS[tries - 1] ?? 0);
			return this.keep(step, chat, tries, Date.now() + waitMs);
		}
		if (isLost(step, outcome)) return this.keep(step, lost(chat), 0, null);
		if (outcome.kind !== "accepted")
			log("threads.left", {
				incidentId: this.store.incident()?.id,
				step: step.act.kind,
				outcome: outcome.kind,
			});
		this.keep(step, after(step, outcome), 0, null);
	}

	private keep({ page }: Step, chat: Chat, tries: number, retryAt: Instant | null): void {
		this.save({ chats: { ...this.known().chats, [page.methodId]: chat }, tries, retryAt });
	}

	private async ready(step: Step, how: "do" | "find"): Promise<ReadyRequest> {
		const method = this.methodOf(step.page);
		if (method?.state !== "active") return async () => ({ kind: "failed", reason: "removed" });
		const { act, chat } = step;
		return readyInThread(this.env, method, (thread, address, accounts) => {
			const place = chat.place ?? "";
			if (act.kind !== "say")
				return act.kind === "anew"
					? thread.anew(address, act.message, accounts)
					: thread.edit(place, act.message, accounts);
			const { seq, at, text } = act.word;
			const word = { id: `${this.store.incident()?.id}:${seq}`, at, text };
			return how === "find" ? thread.find(place, word, accounts) : thread.say(place, word, accounts);
		});
	}

	private methodOf(page: Page): ContactMethod | undefined {
		const person = this.store.paging()?.people.find(({ id }) => id === page.userId);
		return person?.methods.find(({ id }) => id === page.methodId);
	}

	/** Most incidents are in no chat, and read nothing for it. */
	private known(): Chats {
		const incident = this.store.incident();
		if (!this.kept && (!incident || pagesInChats(incident).length === 0)) return NO_CHATS;
		this.kept ??= readChats(this.store);
		return this.kept;
	}

	private save(chats: Chats): void {
		saveChats(this.store, chats);
		this.kept = chats;
	}
}

/** Which act it is. */
const what = ({ act }: Step): string => `${act.kind} ${act.kind === "say" ? act.word.seq : act.shown}`;

/** True when the message is not where it was. A word may be taken all the same: Slack lets it stand by itself. */
function isLost({ page, chat, act }: Step, outcome: SendOutcome): boolean {
	if (act.kind === "anew") return false;
	if (outcome.kind === "failed") return channelOf(page.kind)?.thread?.isLost(outcome.reason) === true;
	if (outcome.kind === "accepted") return outcome.place !== undefined && outcome.place !== chat.place;
	return outcome.kind === "gone";
}

/** What stood below it went with it, and is said below the next one. */
function lost(chat: Chat): Chat {
	const losses = chat.losses + 1;
	return { ...chat, place: losses > MOST_LOSSES ? ENDED : null, said: 0, saying: null, losses };
}

/** How it is once the step is done, or left. */
function after({ chat, act }: Step, outcome: SendOutcome): Chat {
	switch (act.kind) {
		case "edit":
			return { ...chat, shown: act.shown };
		case "say":
			return { ...chat, said: act.word.seq, saying: null };
		case "anew": {
			const place = outcome.kind === "accepted" ? (outcome.place ?? ENDED) : ENDED;
			return { ...chat, place, shown: act.shown };
		}
	}
}

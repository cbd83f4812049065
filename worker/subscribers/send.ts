import { accountsOf } from "../paging/sending/accounts.ts";
import { readyAsk } from "../paging/sending/ready-ask.ts";
import type { Env } from "../platform/env.ts";
import { publicUrl } from "../platform/settings.ts";
import { currentSnapshot } from "../status/public-source.ts";
import { linkTo } from "./link.ts";
import { type Links, newsAsk, questionAsk } from "./message.ts";
import { openReach } from "./reach.ts";
import type { News } from "./rules/news.ts";
import type { KeptSubscriber } from "./subscriber-store.ts";

/**
 * `void`: there is nothing to send, or nobody to send it to. `again`: a further try may succeed, `refused`: none will.
 * `gone`: this address will never work again.
 */
export type MessageOutcome =
	| { kind: "void" | "delivered" | "gone" | "refused" }
	| { kind: "again"; retryAfterMs: number | null };

/** One message to one subscriber, ready to leave; without news, the question whether they want any. */
export async function readyMessage(
	env: Env,
	subscriber: KeptSubscriber,
	news: News | null,
): Promise<() => Promise<MessageOutcome>> {
	const { id, state, askedAt } = subscriber;
	const reach = await openReach(env, subscriber);
	const accounts = await accountsOf(env);
	const told = {
		// Who asks again is to be asked again: a provider sends what has the same name once.
		id: `${news?.id ?? `confirm-${askedAt}`}/${id}`,
		page: await pageName(env),
		links: await linksOf(env, id),
	};
	const ask = news
		? newsAsk(reach, news, told, accounts)
		: questionAsk(reach, state === "active", told, accounts);
	if (!ask) return async () => ({ kind: "refused" });
	const send = await readyAsk(env, ask);
	return async () => {
		const outcome = await send();
		switch (outcome.kind) {
			case "accepted":
				return { kind: "delivered" };
			case "gone":
				return { kind: "gone" };
			case "retry":
				return { kind: "again", retryAfterMs: outcome.retryAfterMs };
			case "failed":
				return { kind: ["http_404", "http_410"].includes(outcome.reason) ? "gone" : "refused" };
		}
	};
}

async function linksOf(env: Env, id: string): Promise<Links> {
	const [confirm, manage] = await Promise.all([linkTo(env, id, "confirm"), linkTo(env, id, "manage")]);
	return { confirm, manage, home: `${publicUrl(env)}/` };
}

/** "Shop status"; null where the page has no name. It is asked for once in a few seconds. */
async function pageName(env: Env): Promise<string | null> {
	const name = (await currentSnapshot(env, Date.now()))?.page?.name ?? null;
	return name === null ? null : `${name} status`;
}

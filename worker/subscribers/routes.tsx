import { Hono } from "hono";
import { accountsOf } from "../paging/sending/accounts.ts";
import type { AppContext, AppEnv } from "../platform/http/app-env.ts";
import { handle } from "../platform/http/handle.ts";
import { invalid, problem, unavailable } from "../platform/http/problems.ts";
import { subscribersOf } from "../platform/stubs.ts";
import type { PublicComponent } from "../services/rules/component.ts";
import { fieldOf, formAnswer, formFacts, readForm } from "../status/form-page.tsx";
import { PlainPage } from "../status/other-pages.tsx";
import type { PublicSnapshot } from "../status/rules/public-snapshot.ts";
import { type Accepted, accept } from "./accept.ts";
import { subscriberCalls } from "./contract.ts";
import { possibleKinds } from "./kinds.ts";
import { type LinkTo, readLink } from "./link.ts";
import { ConfirmPage, ManagePage, SubscribePage, type Typed } from "./pages.tsx";
import { SUBSCRIBER_KINDS, type Subscriber } from "./rules/subscription.ts";

const TOO_MANY = "Too many requests. Try again in a minute.";
const FULL = "No more subscriptions are taken at the moment. Try again tomorrow.";

/** What visitors of the status page do to be kept posted. No page here changes anything by GET, and none has a script. */
export const subscriptionRoutes = new Hono<AppEnv>();

handle(subscriptionRoutes, subscriberCalls.subscribe, async (c, { body }) => {
	c.header("cache-control", "no-store");
	const snapshot = body.componentIds === null ? null : await formFacts(c);
	if (body.componentIds !== null && snapshot === null)
		return unavailable(c, "The components of the status page can’t be read right now.");
	const accepted = await accept(c, body, snapshot?.components ?? null);
	switch (accepted.kind) {
		case "accepted":
			return c.json({ result: "accepted" }, 202);
		case "wrong":
			return invalid(c, accepted.errors);
		case "limited":
			return problem(c, "rate-limited", TOO_MANY, { headers: { "retry-after": "60" } });
		case "full":
			return unavailable(c, FULL);
	}
});

subscriptionRoutes.get("/subscribe", async (c) => {
	const snapshot = await formFacts(c);
	return formAnswer(c, snapshot, 200, await subscribePage(c, snapshot, null, null));
});

subscriptionRoutes.post("/subscribe", async (c) => {
	const [form, snapshot] = [await readForm(c), await formFacts(c)];
	const chosen = form?.getAll("componentIds").map(String) ?? [];
	const typed = { kind: fieldOf(form, "kind"), target: fieldOf(form, "target"), componentIds: chosen };
	const kind = SUBSCRIBER_KINDS.find((one) => one === typed.kind);
	if (!kind || typed.target.trim() === "" || typed.target.length > 2_000)
		return formAnswer(
			c,
			snapshot,
			422,
			await subscribePage(c, snapshot, typed, "Say how and where the updates go."),
		);
	const componentIds = chosen.length > 0 ? chosen : null;
	const accepted = await accept(c, { ...typed, kind, componentIds }, snapshot?.components ?? null);
	return answerTyped(c, snapshot, typed, accepted);
});

async function answerTyped(
	c: AppContext,
	snapshot: PublicSnapshot | null,
	typed: Typed,
	accepted: Accepted,
): Promise<Response> {
	switch (accepted.kind) {
		case "accepted":
			return formAnswer(
				c,
				snapshot,
				202,
				<PlainPage title="Almost done">{NEXT[typed.kind] ?? ""}</PlainPage>,
			);
		case "wrong": {
			const [first] = accepted.errors;
			const what = first?.pointer === "/kind" ? "This way" : "The address";
			const words = `${what} ${first?.message ?? "is not possible"}.`;
			return formAnswer(c, snapshot, 422, await subscribePage(c, snapshot, typed, words));
		}
		case "limited":
			return formAnswer(c, snapshot, 429, await subscribePage(c, snapshot, typed, TOO_MANY));
		case "full":
			return formAnswer(c, snapshot, 503, await subscribePage(c, snapshot, typed, FULL));
	}
}

/** The same for those who are known. */
const NEXT: Partial<Record<string, string>> = {
	email: "Check your mailbox: we sent you a link. You get updates once you have confirmed there.",
	webhook: "We call your webhook now. Once it answers with 2xx, it gets the updates.",
	slack: "We post to your channel now. Once that works, it gets the updates.",
};

async function subscribePage(
	c: AppContext,
	snapshot: PublicSnapshot | null,
	typed: Typed | null,
	wrong: string | null,
) {
	const kinds = possibleKinds(await accountsOf(c.env));
	return <SubscribePage {...{ kinds, components: listed(snapshot), typed, wrong }} />;
}

subscriptionRoutes.get("/subscriptions/:token", async (c) => {
	const [snapshot, link] = [await formFacts(c), await readLink(c.env, c.req.param("token"))];
	const subscriber = link && (await subscribersOf(c.env).read(link.subscriberId));
	if (!link || !subscriber) return noSubscription(c, snapshot);
	return link.purpose === "confirm" && subscriber.state === "unconfirmed"
		? formAnswer(c, snapshot, 200, <ConfirmPage />)
		: managePage(c, snapshot, subscriber, null);
});

/** A mailbox’s own button posts `List-Unsubscribe=One-Click` (RFC 8058), our pages an `act`. */
subscriptionRoutes.post("/subscriptions/:token", async (c) => {
	const form = await readForm(c);
	const [snapshot, link] = [await formFacts(c), await readLink(c.env, c.req.param("token"))];
	const isOneClick = fieldOf(form, "List-Unsubscribe") === "One-Click";
	if (link && (isOneClick || fieldOf(form, "act") === "remove")) {
		await subscribersOf(c.env).remove(link.subscriberId);
		const title = "Unsubscribed";
		return formAnswer(c, snapshot, 200, <PlainPage title={title}>You get no more updates.</PlainPage>);
	}
	const changed = link && (await changeBy(c, link, form));
	return changed ? managePage(c, snapshot, changed.subscriber, changed.done) : noSubscription(c, snapshot);
});

async function changeBy(
	c: AppContext,
	{ subscriberId, purpose }: LinkTo,
	form: FormData | null,
): Promise<{ subscriber: Subscriber; done: string | null } | null> {
	const object = subscribersOf(c.env);
	const act = fieldOf(form, "act");
	if (act === "confirm" && purpose === "confirm") {
		const subscriber = await object.confirm(subscriberId);
		return subscriber && { subscriber, done: "Confirmed. You get updates from now on." };
	}
	if (act === "choose") {
		const ids = form?.getAll("componentIds").map(String).slice(0, 500) ?? [];
		const subscriber = await object.choose(subscriberId, ids.length > 0 ? ids : null);
		return subscriber && { subscriber, done: "Saved." };
	}
	const subscriber = await object.read(subscriberId);
	return subscriber && { subscriber, done: null };
}

function managePage(
	c: AppContext,
	snapshot: PublicSnapshot | null,
	subscriber: Subscriber,
	done: string | null,
): Response {
	const components = listed(snapshot);
	return formAnswer(c, snapshot, 200, <ManagePage {...{ subscriber, components, done }} />);
}

const listed = (snapshot: PublicSnapshot | null): PublicComponent[] =>
	[...(snapshot?.components ?? [])].sort((a, b) => a.position - b.position || a.name.localeCompare(b.name));

function noSubscription(c: AppContext, snapshot: PublicSnapshot | null): Response {
	const page = (
		<PlainPage title="No such subscription">
			It was ended, or was not confirmed in time. You can subscribe again on the status page.
		</PlainPage>
	);
	return formAnswer(c, snapshot, 404, page);
}

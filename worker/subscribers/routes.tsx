import { Hono } from "hono";
import type { PublicIncident } from "../incidents/rules/public-view.ts";
import { accountsOf } from "../paging/sending/accounts.ts";
import type { AppContext, AppEnv } from "../platform/http/app-env.ts";
import { handle } from "../platform/http/handle.ts";
import { invalid, problem, unavailable } from "../platform/http/problems.ts";
import { subscribersOf } from "../platform/stubs.ts";
import { fieldOf, formAnswer, formFacts, readForm } from "../status/form-page.tsx";
import { PlainPage } from "../status/other-pages.tsx";
import type { PublicSnapshot } from "../status/rules/public-snapshot.ts";
import { type Accepted, accept } from "./accept.ts";
import { bounceRoutes } from "./bounce-routes.ts";
import { browserRoutes } from "./browser-routes.tsx";
import { subscriberCalls } from "./contract.ts";
import { typedKinds } from "./kinds.ts";
import { type LinkTo, readLink } from "./link.ts";
import { listed, openIncident } from "./on-page.ts";
import { ConfirmPage, ManagePage, SubscribePage, type Typed } from "./pages.tsx";
import { FREQUENCIES, SUBSCRIBER_KINDS, type Subscriber } from "./rules/subscription.ts";

const TOO_MANY = "Too many requests. Try again in a minute.";
const FULL = "No more subscriptions are taken at the moment. Try again tomorrow.";

/** What visitors of the status page do to be kept posted. No page here changes anything by GET, and none of these has a script. */
export const subscriptionRoutes = new Hono<AppEnv>();

subscriptionRoutes.route("/", browserRoutes);
subscriptionRoutes.route("/", bounceRoutes);

handle(subscriptionRoutes, subscriberCalls.subscribe, async (c, { body }) => {
	c.header("cache-control", "no-store");
	const isAboutPage = body.componentIds !== null || body.incidentId !== null;
	const snapshot = isAboutPage ? await formFacts(c) : null;
	if (isAboutPage && snapshot === null)
		return unavailable(c, "What is on the status page can’t be read right now.");
	const accepted = await accept(c, body, snapshot);
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
	const incident = openIncident(snapshot, c.req.query("incident"));
	return formAnswer(c, snapshot, 200, await subscribePage(c, { snapshot, incident }, null, null));
});

subscriptionRoutes.post("/subscribe", async (c) => {
	const [form, snapshot] = [await readForm(c), await formFacts(c)];
	const typed = typedIn(form);
	const kind = SUBSCRIBER_KINDS.find((one) => one === typed.kind);
	const frequency = FREQUENCIES.find((one) => one === typed.frequency) ?? "each";
	const { target, componentIds: chosen } = typed;
	const incidentId = fieldOf(form, "incidentId") || null;
	const about = { snapshot, incident: openIncident(snapshot, incidentId) };
	if (!kind || target.trim() === "" || target.length > 2_000) {
		const page = await subscribePage(c, about, typed, "Say how and where the updates go.");
		return formAnswer(c, snapshot, 422, page);
	}
	const componentIds = chosen.length > 0 ? chosen : null;
	const accepted = await accept(c, { kind, target, componentIds, incidentId, frequency }, snapshot);
	return answerTyped(c, about, typed, accepted);
});

const typedIn = (form: FormData | null): Typed => ({
	kind: fieldOf(form, "kind"),
	target: fieldOf(form, "target"),
	componentIds: form?.getAll("componentIds").map(String) ?? [],
	frequency: fieldOf(form, "frequency") || "each",
});

/** What a form is about. */
interface About {
	snapshot: PublicSnapshot | null;
	incident: PublicIncident | null;
}

async function answerTyped(c: AppContext, about: About, typed: Typed, accepted: Accepted): Promise<Response> {
	const again = async (status: 422 | 429 | 503, words: string) =>
		formAnswer(c, about.snapshot, status, await subscribePage(c, about, typed, words));
	switch (accepted.kind) {
		case "accepted": {
			const page = <PlainPage title="Almost done">{NEXT[typed.kind] ?? ""}</PlainPage>;
			return formAnswer(c, about.snapshot, 202, page);
		}
		case "wrong": {
			const [first] = accepted.errors;
			const what = WRONG[first?.pointer.split("/")[1] ?? ""] ?? "The choice";
			return again(422, `${what} ${first?.message ?? "is not possible"}.`);
		}
		case "limited":
			return again(429, TOO_MANY);
		case "full":
			return again(503, FULL);
	}
}

const WRONG: Record<string, string> = {
	kind: "This way",
	target: "The address",
	incidentId: "This",
	componentIds: "A component",
};

/** The same for those who are known. */
const NEXT: Partial<Record<string, string>> = {
	email: "Check your mailbox: we sent you a link. You get updates once you have confirmed there.",
	webhook: "We call your webhook now. Once it answers with 2xx, it gets the updates.",
	slack: "We post to your channel now. Once that works, it gets the updates.",
};

async function subscribePage(
	c: AppContext,
	{ snapshot, incident }: About,
	typed: Typed | null,
	wrong: string | null,
) {
	const kinds = typedKinds(await accountsOf(c.env));
	return <SubscribePage {...{ kinds, components: listed(snapshot), incident, typed, wrong }} />;
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
		const { componentIds: ids, frequency: typed } = typedIn(form);
		const componentIds = ids.length > 0 ? ids.slice(0, 500) : null;
		const frequency = FREQUENCIES.find((one) => one === typed) ?? "each";
		const subscriber = await object.choose(subscriberId, { componentIds, frequency });
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

function noSubscription(c: AppContext, snapshot: PublicSnapshot | null): Response {
	const page = (
		<PlainPage title="No such subscription">
			It was ended, or was not confirmed in time. You can subscribe again on the status page.
		</PlainPage>
	);
	return formAnswer(c, snapshot, 404, page);
}

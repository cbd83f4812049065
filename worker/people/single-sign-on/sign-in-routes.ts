import { Hono } from "hono";
import { useChallenge } from "../../../db/people/passkeys.ts";
import { readSingleSignOn, type SingleSignOn } from "../../../db/people/single-sign-on.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { problem, unavailable } from "../../platform/http/problems.ts";
import { networkOf, overLimit } from "../../platform/http/rate-limit.ts";
import { log } from "../../platform/log.ts";
import { seconds } from "../../platform/rules/time.ts";
import { publicUrl } from "../../platform/settings.ts";
import { sha256Hex } from "../../platform/vault/digest.ts";
import { startSession } from "../sign-in/start-session.ts";
import { singleSignOnCalls } from "./contract.ts";
import { FLOW_LIFE_SECONDS, type Flow, flowCookie, forgottenFlow, readFlow } from "./flow.ts";
import { personOfIdentity } from "./person.ts";
import {
	type Identity,
	identityOf,
	isDeclined,
	isRefusal,
	newSecrets,
	readAnswer,
	signInUrl,
	Unreachable,
} from "./provider.ts";

/** Starts a minute of one network: each may ask the provider for its configuration. */
const STARTS_PER_MINUTE = 60;

/** Signing in at the provider: the browser goes there and comes back, and a POST of our own page ends it. */
export const singleSignOnRoutes = new Hono<AppEnv>();

/** Where the provider leads back to: a page of the app, which changes nothing by being opened. */
export const redirectUriOf = (c: AppContext): string => `${publicUrl(c.env, c.req.url)}/app/signed-in`;

handle(singleSignOnRoutes, singleSignOnCalls.state, async (c) =>
	c.json({ name: (await readSingleSignOn(c.env.DB))?.name ?? null }),
);

handle(singleSignOnRoutes, singleSignOnCalls.begin, async (c, { body }) => {
	const provider = await readSingleSignOn(c.env.DB);
	if (!provider) return problem(c, "conflict", "Single sign-on is off.");
	if (overLimit(`sso:${networkOf(c.req.header("cf-connecting-ip"))}`, Date.now(), STARTS_PER_MINUTE))
		return problem(c, "rate-limited", "Too many sign-ins at once. Wait a minute.", {
			headers: { "retry-after": "60" },
		});
	const secrets = newSecrets();
	const expiresAt = Date.now() + seconds(FLOW_LIFE_SECONDS);
	const flow = { ...secrets, version: provider.version, place: body.place ?? null, expiresAt };
	return answered(c, provider, async () => {
		const url = await signInUrl(c.env, provider, redirectUriOf(c), secrets);
		return c.json({ url }, 200, { "set-cookie": await flowCookie(c, flow) });
	});
});

handle(singleSignOnRoutes, singleSignOnCalls.finish, async (c, { body }) => {
	const [provider, flow] = await Promise.all([readSingleSignOn(c.env.DB), readFlow(c, Date.now())]);
	if (!provider || !flow || flow.version !== provider.version)
		return problem(c, "unauthenticated", "This sign-in has ended. Start again.");
	return answered(c, provider, async () => {
		const identity = await identityAtTheEnd(c, provider, flow, body.query);
		if (!identity) return problem(c, "unauthenticated", "This sign-in was used already. Start again.");
		const found = await personOfIdentity(c, provider, identity);
		if (!found.ok) return problem(c, "forbidden", found.why);
		const signedIn = await startSession(c, found.userId, { place: flow.place });
		signedIn.headers.append("set-cookie", forgottenFlow(c));
		return signedIn;
	});
});

/** Null for an answer that was used before: each is good once, and nothing is asked of the provider for it again. */
async function identityAtTheEnd(
	c: AppContext,
	provider: SingleSignOn,
	flow: Flow,
	query: string,
): Promise<Identity | null> {
	const answer = await readAnswer(c.env, provider, query, flow.state);
	const challenge = await sha256Hex(flow.state);
	const { expiresAt } = flow;
	const used = { challenge, ceremony: "single-sign-on" as const, subject: null, expiresAt };
	if (!(await useChallenge(c.env.DB, used))) return null;
	return identityOf(c.env, provider, answer, { redirectUri: redirectUriOf(c), ...flow });
}

/** Whatever the provider gets wrong is one refusal to whoever signs in; the log has what it was. */
async function answered(
	c: AppContext,
	provider: SingleSignOn,
	run: () => Promise<Response>,
): Promise<Response> {
	try {
		return await run();
	} catch (error) {
		if (error instanceof Unreachable) {
			log("single_sign_on.unreachable", { detail: error.message });
			return unavailable(c, `${provider.name} isn’t responding. Sign in with a passkey, or try again.`);
		}
		if (!isRefusal(error)) throw error;
		log("single_sign_on.refused", { detail: error.message });
		const why = isDeclined(error)
			? `${provider.name} didn’t sign you in.`
			: `Couldn’t verify the answer of ${provider.name}. Start again.`;
		return problem(c, "unauthenticated", why);
	}
}

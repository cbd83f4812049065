/** What is said to an OpenID provider: code flow with PKCE, state and nonce. All checks are the library's. */
import * as oauth from "oauth4webapi";
import type { SingleSignOn } from "../../../db/people/single-sign-on.ts";
import { egress } from "../../platform/egress/egress.ts";
import type { Env } from "../../platform/env.ts";
import { minutes, seconds } from "../../platform/rules/time.ts";
import { unseal } from "../../platform/vault/seal.ts";

const PATIENCE_MS = seconds(10);
const MAX_BYTES = 256 * 1_024;
/** How long its configuration is believed. Its keys are asked for anew when a token names one that is not known. */
const BELIEVED_MS = minutes(10);

/** It did not answer: nobody is to blame who signs in. */
export class Unreachable extends Error {}

/** What it answered is no sign-in of ours, or no answer at all that the specification knows. */
export class Refused extends Error {}

const REFUSALS = [
	Refused,
	oauth.AuthorizationResponseError,
	oauth.OperationProcessingError,
	oauth.ResponseBodyError,
	oauth.UnsupportedOperationError,
	oauth.WWWAuthenticateChallengeError,
];

/** True for what the provider did wrong or refused, as opposed to what is broken here. */
export const isRefusal = (error: unknown): error is Error => REFUSALS.some((one) => error instanceof one);
/** True when the person said no there, or may not sign in. */
export const isDeclined = (error: unknown): boolean => error instanceof oauth.AuthorizationResponseError;

/** Who somebody is, as the provider says. `email` only if it vouches for it. */
export interface Identity {
	subject: string;
	email: string | null;
	name: string | null;
}

/** What one sign-in must find again when the browser comes back. */
export interface Secrets {
	state: string;
	nonce: string;
	verifier: string;
}

export const newSecrets = (): Secrets => ({
	state: oauth.generateRandomState(),
	nonce: oauth.generateRandomNonce(),
	verifier: oauth.generateRandomCodeVerifier(),
});

let known: { issuer: string; at: number; server: oauth.AuthorizationServer } | null = null;

/** The provider's configuration, asked for now. Throws when it is none, is of another issuer, or does not come. */
export async function discover(env: Env, issuer: string): Promise<oauth.AuthorizationServer> {
	const url = new URL(issuer);
	const server = await oauth.processDiscoveryResponse(
		url,
		await oauth.discoveryRequest(url, waysOf(env, issuer)),
	);
	const { authorization_endpoint, token_endpoint, jwks_uri } = server;
	if (!authorization_endpoint || !token_endpoint || !jwks_uri) throw new Refused("it names no endpoints");
	if (![url.protocol, "https:"].includes(new URL(authorization_endpoint).protocol))
		throw new Refused("its sign-in page is not https");
	return server;
}

async function serverOf(env: Env, issuer: string): Promise<oauth.AuthorizationServer> {
	const at = Date.now();
	if (known?.issuer === issuer && at - known.at < BELIEVED_MS) return known.server;
	const server = await discover(env, issuer);
	known = { issuer, at, server };
	return server;
}

/** Where the browser goes. */
export async function signInUrl(
	env: Env,
	provider: SingleSignOn,
	redirectUri: string,
	secrets: Secrets,
): Promise<string> {
	const server = await serverOf(env, provider.issuer);
	const url = new URL(server.authorization_endpoint ?? "");
	const wish = {
		client_id: provider.clientId,
		redirect_uri: redirectUri,
		response_type: "code",
		scope: "openid email profile",
		code_challenge: await oauth.calculatePKCECodeChallenge(secrets.verifier),
		code_challenge_method: "S256",
		state: secrets.state,
		nonce: secrets.nonce,
	};
	for (const [name, value] of Object.entries(wish)) url.searchParams.set(name, value);
	return url.href;
}

/** What the provider's answer must be before anything of it is used up. Throws for another state, issuer, or a refusal. */
export async function readAnswer(
	env: Env,
	provider: SingleSignOn,
	query: string,
	state: string,
): Promise<URLSearchParams> {
	const server = await serverOf(env, provider.issuer);
	return oauth.validateAuthResponse(server, clientOf(provider), new URLSearchParams(query), state);
}

/** Trades the code for who somebody is. Throws unless signature, issuer, audience, time and nonce are right. */
export async function identityOf(
	env: Env,
	provider: SingleSignOn,
	answer: URLSearchParams,
	{ redirectUri, nonce, verifier }: Pick<Secrets, "nonce" | "verifier"> & { redirectUri: string },
): Promise<Identity> {
	const server = await serverOf(env, provider.issuer);
	const client = clientOf(provider);
	const ways = waysOf(env, provider.issuer);
	const authentication = await authenticationOf(env, provider, server);
	const response = await oauth.authorizationCodeGrantRequest(
		...([server, client, authentication, answer, redirectUri, verifier, ways] as const),
	);
	const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
		expectedNonce: nonce,
		requireIdToken: true,
	});
	await oauth.validateApplicationLevelSignature(server, response, ways);
	const claims = oauth.getValidatedIdTokenClaims(tokens);
	if (!claims) throw new Refused("it answered no identity");
	if (claims.email !== undefined || !server.userinfo_endpoint) return identityIn(claims);
	const more = await oauth.userInfoRequest(server, client, tokens.access_token, ways);
	return identityIn(await oauth.processUserInfoResponse(server, client, claims.sub, more));
}

function identityIn(claims: oauth.IDToken | oauth.UserInfoResponse): Identity {
	const { sub: subject, email, email_verified, name } = claims;
	return {
		subject,
		email: typeof email === "string" && email_verified === true ? email : null,
		name: typeof name === "string" && name.trim() !== "" ? name : null,
	};
}

const clientOf = (provider: SingleSignOn): oauth.Client => ({ client_id: provider.clientId });

async function authenticationOf(
	env: Env,
	provider: SingleSignOn,
	server: oauth.AuthorizationServer,
): Promise<oauth.ClientAuth> {
	if (provider.clientSecret === null) return oauth.None();
	const secret = await unseal(env, provider.id, provider.clientSecret);
	// What it does not say it supports is Basic, as the specification has it.
	const basic = server.token_endpoint_auth_methods_supported?.includes("client_secret_basic") ?? true;
	return basic ? oauth.ClientSecretBasic(secret) : oauth.ClientSecretPost(secret);
}

/** By the one way out, which judges every address, its redirects included. Plain http only where the operator listed it. */
function waysOf(env: Env, issuer: string) {
	return {
		[oauth.allowInsecureRequests]: new URL(issuer).protocol === "http:",
		[oauth.customFetch]: async (
			url: string,
			{ method, headers, body }: { method: string; headers: Record<string, string>; body?: unknown },
		): Promise<Response> => {
			const answer = await egress(env, {
				...{ purpose: "webhook" as const, url, method, headers },
				...(body ? { body: String(body) } : {}),
				...{ timeoutMs: PATIENCE_MS, maxResponseBytes: MAX_BYTES },
			});
			if (!answer.ok) throw new Unreachable(answer.detail);
			const type = answer.headers.get("content-type") ?? "";
			return new Response(answer.body, { status: answer.status, headers: { "content-type": type } });
		},
	};
}

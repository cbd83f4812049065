/** A real OpenID provider on loopback, and a browser that goes there and comes back. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeJwt, exportJWK, generateKeyPair, SignJWT } from "jose";
import Provider from "oidc-provider";
import type { Instance } from "./instance.ts";

export const CLIENT = { id: "tocsin", secret: "the-secret-of-tocsin-at-the-provider-0123456789" };

export interface Account {
	email?: string;
	email_verified?: boolean;
	name?: string;
}

/** What the token endpoint answers, as JSON. */
type Tokens = Record<string, unknown> & { id_token?: string };

export interface OpenId {
	issuer: string;
	hostPort: string;
	/** Who signs in there next, by the provider's own name for them. */
	accounts: Map<string, Account>;
	signsIn: string;
	/** Between the provider and its caller: what becomes of a token answer. */
	tamper: ((tokens: Tokens) => Tokens | Promise<Tokens>) | null;
	/** The identity of a token answer with these claims instead, signed by the provider's own key. */
	saying(tokens: Tokens, claims: object): Promise<Tokens>;
	/** Every identity token that it issued. */
	issued: string[];
	/** Codes that were traded. */
	trades: number;
	close(): Promise<void>;
}

/** It leads back to where `redirectUri` says when it is first asked for anything. */
export async function startOpenId(redirectUri: () => string): Promise<OpenId> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	const issuer = `http://127.0.0.1:${port}`;
	const { privateKey } = await generateKeyPair("RS256", { extractable: true });
	const kid = "the-key-of-the-tests";
	const jwks = { keys: [{ ...(await exportJWK(privateKey)), kid, use: "sig", alg: "RS256" }] };
	const sign = (claims: object) =>
		new SignJWT({ ...claims }).setProtectedHeader({ alg: "RS256", kid }).sign(privateKey);
	const openId: OpenId = {
		...{ issuer, hostPort: `127.0.0.1:${port}`, accounts: new Map(), signsIn: "" },
		...{ tamper: null, issued: [], trades: 0 },
		saying: async (tokens, claims) => ({
			...tokens,
			id_token: await sign({ ...decodeJwt(tokens.id_token ?? ""), ...claims }),
		}),
		close: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
	const serve = () => {
		const provider = new Provider(issuer, { ...configurationOf(openId, redirectUri()), jwks });
		provider.use(async (context, next) => {
			if (context.path.startsWith("/sign-in/")) {
				const result = { login: { accountId: openId.signsIn } };
				await provider.interactionFinished(context.req, context.res, result, {
					mergeWithLastSubmission: false,
				});
				return;
			}
			await next();
			if (context.oidc?.route !== "token") return;
			openId.trades++;
			const tokens = context.body as Tokens;
			if (tokens.id_token) openId.issued.push(tokens.id_token);
			if (openId.tamper) context.body = await openId.tamper(tokens);
		});
		return provider.callback();
	};
	let served: ReturnType<Provider["callback"]> | undefined;
	server.on("request", (request, response) => {
		served ??= serve();
		served(request, response);
	});
	return openId;
}

function configurationOf(openId: OpenId, redirectUri: string): object {
	const client = {
		redirect_uris: [redirectUri],
		grant_types: ["authorization_code"],
		response_types: ["code"],
	};
	return {
		clients: [{ ...client, client_id: CLIENT.id, client_secret: CLIENT.secret }],
		cookies: { keys: ["a-key-of-the-tests"] },
		claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
		features: { devInteractions: { enabled: false } },
		interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/sign-in/${uid}` },
		pkce: { required: () => true },
		ttl: { IdToken: 300, Interaction: 600, Session: 600, Grant: 600, AccessToken: 600 },
		findAccount: (_context: unknown, sub: string) => ({
			accountId: sub,
			claims: () => ({ sub, ...openId.accounts.get(sub) }),
		}),
		// Whoever signs in has agreed: what is asked of them is no matter here.
		async loadExistingGrant(context: { oidc: LoadedGrant }) {
			const { provider, client, session } = context.oidc;
			const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
			grant.addOIDCScope("openid email profile");
			await grant.save();
			return grant;
		},
	};
}

interface LoadedGrant {
	provider: Provider;
	client: { clientId: string };
	session: { accountId: string };
}

/** A browser as far as cookies and redirects go, with one jar per host. */
export class Browser {
	private readonly jars = new Map<string, Map<string, string>>();

	private readonly instance: Instance;

	constructor(instance: Instance) {
		this.instance = instance;
	}

	/** A second browser with the same cookies, as they are now. */
	copy(): Browser {
		const other = new Browser(this.instance);
		for (const [host, jar] of this.jars) other.jars.set(host, new Map(jar));
		return other;
	}

	private async ask(url: string, init: RequestInit = {}): Promise<Response> {
		const { host } = new URL(url);
		const jar = this.jars.get(host) ?? new Map<string, string>();
		this.jars.set(host, jar);
		const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
		const answer = await fetch(url, {
			...init,
			redirect: "manual",
			headers: { ...(init.headers as Record<string, string>), ...(cookie && { cookie }) },
		});
		for (const text of answer.headers.getSetCookie()) {
			const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
			if (value === "" || /max-age=0\b/i.test(text)) jar.delete(name);
			else jar.set(name, value);
		}
		return answer;
	}

	/** A call of our own API, as our own page makes it. */
	async call(method: string, path: string, body?: object) {
		const answer = await this.ask(this.instance.url + path, {
			method,
			headers: { "content-type": "application/json", origin: this.instance.url },
			...(body && { body: JSON.stringify(body) }),
		});
		const text = await answer.text();
		// biome-ignore lint/suspicious/noExplicitAny: a test asserts what it reads from an answer
		return { status: answer.status, body: (text ? JSON.parse(text) : null) as any };
	}

	/** Goes to the provider, signs in there, and answers what stands behind `?` when it leads back. */
	async goThere(place?: string): Promise<string> {
		const begun = await this.call("POST", "/api/v1/session/single-sign-on", place ? { place } : {});
		if (begun.status !== 200) throw new Error(`could not begin: ${JSON.stringify(begun.body)}`);
		let url = begun.body.url as string;
		for (let hops = 0; hops < 10; hops++) {
			const answer = await this.ask(url);
			const location = answer.headers.get("location");
			if (!location) throw new Error(`the provider answered ${answer.status}: ${await answer.text()}`);
			const next = new URL(location, url);
			if (next.pathname === "/app/signed-in") return next.search.slice(1);
			url = next.href;
		}
		throw new Error("the provider leads in a circle");
	}

	finish(query: string) {
		return this.call("POST", "/api/v1/session/single-sign-on/code", { query });
	}

	async signIn(place?: string) {
		return this.finish(await this.goThere(place));
	}
}

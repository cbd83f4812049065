import {
	type AuthenticationResponseJSON,
	generateAuthenticationOptions,
	generateRegistrationOptions,
	type RegistrationResponseJSON,
	verifyAuthenticationResponse,
	verifyRegistrationResponse,
} from "@simplewebauthn/server";
import {
	addPasskey,
	keepChallenge,
	notePasskeyUse,
	passkeysOf,
	readPasskey,
	takeChallenge,
} from "../../db/passkeys.ts";
import type { Ceremony, ChallengeSubject } from "../../db/schema-auth.ts";
import { minutes } from "../core/time.ts";
import type { Env } from "../env.ts";
import { log } from "../log.ts";
import { publicUrl } from "../settings.ts";
import { fromBase64Url, toBase64Url } from "../vault/digest.ts";

const CHALLENGE_LIFE_MS = minutes(5);

/** Where passkeys of this deployment are valid: its own origin, and that host name. */
function relyingParty(env: Env): { origin: string; rpID: string } {
	const url = new URL(publicUrl(env) || "http://localhost");
	return { origin: url.origin, rpID: url.hostname };
}

/** What the browser needs to make a passkey for this person. */
export async function registrationOptions(env: Env, ceremony: Ceremony, subject: ChallengeSubject) {
	const known = await passkeysOf(env.DB, subject.userId);
	const options = await generateRegistrationOptions({
		rpName: "Tocsin",
		rpID: relyingParty(env).rpID,
		userName: subject.name,
		userDisplayName: subject.name,
		userID: Uint8Array.from(new TextEncoder().encode(subject.userId)),
		attestationType: "none",
		excludeCredentials: known.map(({ id }) => ({ id })),
		authenticatorSelection: { residentKey: "required", userVerification: "required" },
	});
	const expiresAt = Date.now() + CHALLENGE_LIFE_MS;
	await keepChallenge(env.DB, { challenge: options.challenge, ceremony, subject, expiresAt });
	return options;
}

/** Stores the passkey that the browser made, and answers whom for; null when anything about it does not hold. */
export async function registerPasskey(
	env: Env,
	ceremony: Ceremony,
	response: RegistrationResponseJSON,
	deviceName: string,
	before: (subject: ChallengeSubject) => Promise<boolean>,
): Promise<ChallengeSubject | null> {
	const held = heldChallenge(env, ceremony);
	const { origin, rpID } = relyingParty(env);
	const verified = await ifVerified(() =>
		verifyRegistrationResponse({
			response,
			expectedChallenge: held.take,
			expectedOrigin: origin,
			expectedRPID: rpID,
			requireUserVerification: true,
		}),
	);
	const subject = held.subject();
	if (!verified?.verified || !subject || !(await before(subject))) return null;
	const { credential } = verified.registrationInfo;
	await addPasskey(env.DB, {
		id: credential.id,
		userId: subject.userId,
		publicKey: toBase64Url(credential.publicKey),
		counter: credential.counter,
		transports: credential.transports ?? [],
		name: deviceName,
		createdAt: Date.now(),
		lastUsedAt: null,
	});
	return subject;
}

/** Any passkey of this deployment may answer: the person need not say who they are first. */
export async function loginOptions(env: Env) {
	const options = await generateAuthenticationOptions({
		rpID: relyingParty(env).rpID,
		userVerification: "required",
	});
	const expiresAt = Date.now() + CHALLENGE_LIFE_MS;
	await keepChallenge(env.DB, { challenge: options.challenge, ceremony: "login", subject: null, expiresAt });
	return options;
}

/** Whose passkey signed this challenge; null when it is unknown or anything about it does not hold. */
export async function passkeyOwner(env: Env, response: AuthenticationResponseJSON): Promise<string | null> {
	const passkey = await readPasskey(env.DB, response.id);
	if (!passkey) return null;
	const { origin, rpID } = relyingParty(env);
	const verified = await ifVerified(() =>
		verifyAuthenticationResponse({
			response,
			expectedChallenge: heldChallenge(env, "login").take,
			expectedOrigin: origin,
			expectedRPID: rpID,
			requireUserVerification: true,
			credential: {
				id: passkey.id,
				publicKey: fromBase64Url(passkey.publicKey),
				counter: passkey.counter,
			},
		}),
	);
	if (!verified?.verified) return null;
	await notePasskeyUse(env.DB, passkey.id, verified.authenticationInfo.newCounter, Date.now());
	return passkey.userId;
}

/** The library asks whether a challenge is ours: it is used up by the asking. */
function heldChallenge(env: Env, ceremony: Ceremony) {
	let subject: ChallengeSubject | null = null;
	return {
		take: async (challenge: string) => {
			const taken = await takeChallenge(env.DB, challenge, ceremony, Date.now());
			subject = taken?.subject ?? null;
			return taken !== null;
		},
		subject: () => subject,
	};
}

/** The library throws for every forged or broken answer; to us that is one outcome: not verified. */
async function ifVerified<Value>(verify: () => Promise<Value>): Promise<Value | null> {
	try {
		return await verify();
	} catch (error) {
		log("auth.not_verified", { error: String(error) });
		return null;
	}
}

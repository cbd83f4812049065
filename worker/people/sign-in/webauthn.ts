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
	notePasskeyUse,
	passkeysOf,
	readPasskey,
	useChallenge,
} from "../../../db/people/passkeys.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { publicUrl } from "../../platform/settings.ts";
import { fromBase64Url, sha256Hex, toBase64Url } from "../../platform/vault/digest.ts";
import type { Ceremony, ChallengeSubject } from "../rules/ceremony.ts";
import { CHALLENGE_LIFE_MS, type Challenge, makeChallenge, readChallenge } from "./challenge.ts";

/**
 * Where passkeys of this deployment are valid: its own origin, and that host name. Without a PUBLIC_URL it is where the
 * request came in: the platform lets in no host that does not lead to this Worker.
 */
function relyingParty(env: Env, requestUrl: string): { origin: string; rpID: string } {
	const url = new URL(publicUrl(env, requestUrl));
	return { origin: url.origin, rpID: url.hostname };
}

/** What the browser needs to make a passkey for this person. */
export async function registrationOptions(
	env: Env,
	requestUrl: string,
	ceremony: Ceremony,
	subject: ChallengeSubject,
) {
	const known = await passkeysOf(env.DB, subject.userId);
	const expiresAt = Date.now() + CHALLENGE_LIFE_MS;
	return generateRegistrationOptions({
		challenge: await makeChallenge(env, { ceremony, subject, expiresAt }),
		rpName: "Tocsin",
		rpID: relyingParty(env, requestUrl).rpID,
		userName: subject.name,
		userDisplayName: subject.name,
		userID: Uint8Array.from(new TextEncoder().encode(subject.userId)),
		attestationType: "none",
		excludeCredentials: known.map(({ id }) => ({ id })),
		authenticatorSelection: { residentKey: "required", userVerification: "required" },
	});
}

/** Stores the passkey that the browser made, and answers whom for; null when anything about it does not hold. */
export async function registerPasskey(
	env: Env,
	requestUrl: string,
	ceremony: Ceremony,
	response: RegistrationResponseJSON,
	deviceName: string,
	before: (subject: ChallengeSubject) => Promise<boolean>,
): Promise<ChallengeSubject | null> {
	const challenge = askedOf(env, ceremony);
	const { origin, rpID } = relyingParty(env, requestUrl);
	const verified = await ifVerified(() =>
		verifyRegistrationResponse({
			response,
			expectedChallenge: challenge.isOurs,
			expectedOrigin: origin,
			expectedRPID: rpID,
			requireUserVerification: true,
		}),
	);
	const subject = challenge.subject();
	if (!verified?.verified || !subject || !(await challenge.useUp()) || !(await before(subject))) return null;
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
export async function loginOptions(env: Env, requestUrl: string) {
	const expiresAt = Date.now() + CHALLENGE_LIFE_MS;
	return generateAuthenticationOptions({
		challenge: await makeChallenge(env, { ceremony: "login", subject: null, expiresAt }),
		rpID: relyingParty(env, requestUrl).rpID,
		userVerification: "required",
	});
}

/** Whose passkey signed this challenge; null when it is unknown or anything about it does not hold. */
export async function passkeyOwner(
	env: Env,
	requestUrl: string,
	response: AuthenticationResponseJSON,
): Promise<string | null> {
	const passkey = await readPasskey(env.DB, response.id);
	if (!passkey) return null;
	const challenge = askedOf(env, "login");
	const { origin, rpID } = relyingParty(env, requestUrl);
	const verified = await ifVerified(() =>
		verifyAuthenticationResponse({
			response,
			expectedChallenge: challenge.isOurs,
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
	if (!verified?.verified || !(await challenge.useUp())) return null;
	await notePasskeyUse(env.DB, passkey.id, verified.authenticationInfo.newCounter, Date.now());
	return passkey.userId;
}

/** The library asks whether a challenge is ours, in the middle of its work; only what it found good is used up. */
function askedOf(env: Env, ceremony: Ceremony) {
	let asked: { text: string; challenge: Challenge } | null = null;
	return {
		isOurs: async (text: string) => {
			const challenge = await readChallenge(env, text, ceremony, Date.now());
			asked = challenge && { text, challenge };
			return challenge !== null;
		},
		subject: () => asked?.challenge.subject ?? null,
		useUp: async () => {
			if (!asked) return false;
			const { subject, expiresAt } = asked.challenge;
			return useChallenge(env.DB, {
				challenge: await sha256Hex(asked.text),
				ceremony,
				subject,
				expiresAt,
			});
		},
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

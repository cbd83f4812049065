import {
	browserSupportsWebAuthn,
	type PublicKeyCredentialCreationOptionsJSON,
	type PublicKeyCredentialRequestOptionsJSON,
	startAuthentication,
	startRegistration,
} from "@simplewebauthn/browser";
import { api, failureWords, type Result } from "../../../state/api.ts";
import { sessionState } from "../../../state/session-signal.ts";

/** What came of asking the device for a passkey: the server's answer, or a sentence for the person. */
export type Ceremony<T> = { ok: true; value: T } | { ok: false; words: string };

interface Asked<Options> {
	options: Options;
}

export interface Steps<T> {
	/** Where the challenge comes from, and what it is asked with. */
	begin: () => Promise<Result<{ options: unknown }>>;
	finish: (response: unknown) => Promise<Result<T>>;
}

/** Makes a passkey: asks the server for a challenge, the device for a key, and hands the answer back. */
export async function makePasskey<T>({ begin, finish }: Steps<T>): Promise<Ceremony<T>> {
	return ceremony(
		{ begin, finish },
		(asked: Asked<PublicKeyCredentialCreationOptionsJSON>) =>
			startRegistration({ optionsJSON: asked.options }),
		makingWords,
	);
}

/** Signs in with whichever passkey of this instance the device holds. */
export async function usePasskey<T>(): Promise<Ceremony<T>> {
	return ceremony(
		{
			begin: () => api("POST", "/session/options", {}),
			finish: (response) => api<T>("POST", "/session", { response }),
		},
		(asked: Asked<PublicKeyCredentialRequestOptionsJSON>) =>
			startAuthentication({ optionsJSON: asked.options }),
		usingWords,
	);
}

async function ceremony<T, Options>(
	{ begin, finish }: Steps<T>,
	ask: (asked: Asked<Options>) => Promise<unknown>,
	words: (error: unknown) => string,
): Promise<Ceremony<T>> {
	if (!browserSupportsWebAuthn()) return { ok: false, words: NO_PASSKEYS };
	const begun = await begin();
	if (!begun.ok) return { ok: false, words: failureWords(begun) };
	let response: unknown;
	try {
		// The server makes these options with the library that reads them here.
		response = await ask(begun.value as Asked<Options>);
	} catch (error) {
		return { ok: false, words: words(error) };
	}
	const done = await finish(response);
	return done.ok ? done : { ok: false, words: failureWords(done) };
}

const NO_PASSKEYS = "This browser can’t use passkeys here. Open Tocsin over HTTPS in an up-to-date browser.";

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "");

function makingWords(error: unknown): string {
	if (nameOf(error) === "InvalidStateError")
		return `This device already holds a passkey for you.${sessionState() === "in" ? "" : " Sign in with it instead."}`;
	if (nameOf(error) === "NotAllowedError")
		return "Passkey not created. The prompt was closed or timed out. Try again.";
	return nameOf(error) === "SecurityError" ? NO_PASSKEYS : "Couldn’t create a passkey. Try again.";
}

function usingWords(error: unknown): string {
	if (nameOf(error) === "NotAllowedError")
		return "No passkey used. The prompt was closed, or this device has no passkey for Tocsin.";
	return nameOf(error) === "SecurityError" ? NO_PASSKEYS : "Couldn’t use the passkey. Try again.";
}

import { sha256Hex } from "../../platform/vault/digest.ts";

/** Digits and letters that nobody mistakes for another. */
const LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const RECOVERY_CODES = 10;

/** Eight characters that a person can type from one screen into another: "7K3M-9QXR", 39 bits. */
export function pairingCode(): string {
	return code(2, 4);
}

/** Ten codes of 78 bits to write down, each good for one sign-in without a passkey. */
export function recoveryCodes(): string[] {
	return Array.from({ length: RECOVERY_CODES }, () => code(4, 4));
}

function code(groups: number, length: number): string {
	const letters = Array.from(crypto.getRandomValues(new Uint32Array(groups * length)), letterOf);
	return Array.from({ length: groups }, (_, i) => letters.slice(i * length, (i + 1) * length).join("")).join(
		"-",
	);
}

/** 2³² is so much larger than the alphabet that no letter is noticeably likelier. */
function letterOf(chance: number): string {
	return LETTERS[chance % LETTERS.length] ?? "2";
}

/** As people type it: case, spaces and dashes do not matter. */
export async function codeHash(typed: string): Promise<string> {
	return sha256Hex(typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, ""));
}

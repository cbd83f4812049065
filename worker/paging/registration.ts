import { sha256Hex } from "../platform/vault/digest.ts";

/**
 * Names one registration of a contact method and tells nothing of it: the address is sealed anew whenever a device
 * registers, so that the same device registered again has another name.
 */
export async function registrationOf(sealedAddress: string): Promise<string> {
	return (await sha256Hex(sealedAddress)).slice(0, 16);
}

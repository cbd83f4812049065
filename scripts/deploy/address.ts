/** Where a deployment is reached: as set, as kept, as answered, else the account's own address of the Worker. */
import { createInterface } from "node:readline/promises";
import { readPublicUrl } from "../public-url.ts";
import { UserError } from "../user-error.ts";

export interface Address {
	/** Null: kept by the Worker as a secret, which nobody can read. */
	publicUrl: string | null;
	/** The host to route to the Worker; null when that is the account's workers.dev name, or not known. */
	host: string | null;
}

/** What is known before: the setting, what the Worker has, and where workers.dev has it (null without a name there). */
export interface Known {
	setting: string | undefined;
	kept: string | null;
	isKeptSecret: boolean;
	ownHost: string | null;
	accountId: string;
}

/** Settles the address, or says in a sentence what is missing, before anything is changed. */
export async function chooseAddress(
	known: Known,
	ask: () => Promise<string> = askAtTheTerminal,
): Promise<Address> {
	const set = readPublicUrl(known.setting) ?? known.kept;
	if (set === null && known.isKeptSecret) return { publicUrl: null, host: null };
	const given = set ?? readPublicUrl(await ask());
	if (given?.startsWith("http:"))
		throw new UserError(`PUBLIC_URL is "${given}", but a deployment is not reached on this machine.`);
	if (given === null) {
		if (known.ownHost === null) throw new UserError(noWorkersDev(known.accountId));
		return { publicUrl: `https://${known.ownHost}`, host: null };
	}
	const { hostname } = new URL(given);
	if (!hostname.endsWith(".workers.dev")) return { publicUrl: given, host: hostname };
	if (known.ownHost === null) throw new UserError(noWorkersDev(known.accountId));
	if (hostname === known.ownHost) return { publicUrl: given, host: null };
	throw new UserError(`PUBLIC_URL is "${given}", but this Worker's own address is https://${known.ownHost}.`);
}

function noWorkersDev(accountId: string): string {
	return `This Cloudflare account has no workers.dev name yet, so the Worker would have no address. Choose one at https://dash.cloudflare.com/${accountId}/workers/onboarding, or set PUBLIC_URL to a host of a domain on this account. Then run the same command again. Nothing was changed.`;
}

/** Nobody to ask is as good as no answer. */
async function askAtTheTerminal(): Promise<string> {
	if (!process.stdin.isTTY) return "";
	const terminal = createInterface({ input: process.stdin, output: process.stdout });
	try {
		return await terminal.question(
			"Public address (PUBLIC_URL; empty for the account's workers.dev address): ",
		);
	} finally {
		terminal.close();
	}
}

/** Where a deployment is reached: as set, as kept, as answered, else the account's own address of the Worker. */
import { createInterface } from "node:readline/promises";
import { readPublicUrl } from "./public-url.ts";
import { UserError } from "./user-error.ts";

/** Null: the Worker keeps the one that it has (`isKept`), or its workers.dev address is to be taken. */
export async function chooseAddress(
	setting: string | undefined,
	isKept: boolean,
	ask: () => Promise<string> = askAtTheTerminal,
): Promise<string | null> {
	const given = readPublicUrl(setting) ?? (isKept ? null : readPublicUrl(await ask()));
	if (given?.startsWith("http:"))
		throw new UserError(`PUBLIC_URL is "${given}", but a deployment is not reached on this machine.`);
	return given;
}

/** The workers.dev address in what wrangler writes to WRANGLER_OUTPUT_FILE_PATH; null when the Worker has none. */
export function workersDevAddress(output: string): string | null {
	for (const line of output.split("\n")) {
		if (!line.includes('"deploy"')) continue;
		const { type, targets } = JSON.parse(line) as { type: string; targets?: string[] };
		const own =
			type === "deploy" && targets?.find((target) => /^https:\/\/[^/\s]+\.workers\.dev\/?$/.test(target));
		if (own) return readPublicUrl(own);
	}
	return null;
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

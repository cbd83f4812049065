import { readFileSync } from "node:fs";

/** When each person's present duty ends, by name; people who are not listed do not carry the pager now. */
export type OnCall = Map<string, string>;

/** Asks Tocsin who is on call. Null when it does not say: the screens then simply leave it out. */
export async function askOnCall(tocsin: string, tokenFile: string): Promise<OnCall | null> {
	try {
		const answer = await fetch(`${tocsin}/api/v1/on-call`, {
			headers: { authorization: `Bearer ${readFileSync(tokenFile, "utf8").trim()}` },
			signal: AbortSignal.timeout(3_000),
		});
		if (!answer.ok) return null;
		const { items } = (await answer.json()) as { items: { userName: string | null; endsAt: string }[] };
		return new Map(items.flatMap(({ userName, endsAt }) => (userName ? [[userName, endsAt]] : [])));
	} catch {
		return null;
	}
}

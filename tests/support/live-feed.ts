import type { Instance } from "./instance.ts";

export interface LiveFeed {
	messages: string[];
	/** False from the moment at which the other side's closing word has arrived. */
	isOpen(): boolean;
	send(text: string): void;
	close(): void;
}

/** Opens the live feed as this caller, at `?within=30` for instance; resolves once it spoke, null when it was refused. */
export function openFeed(
	instance: Instance,
	headers: Record<string, string>,
	query = "",
): Promise<LiveFeed | null> {
	const { authorization, ...rest } = headers;
	const url = `${instance.url.replace("http", "ws")}/api/v1/live${query}`;
	// Node's own client takes headers, which the browsers' type does not say.
	const options = { headers: authorization ? headers : rest } as unknown as string[];
	const socket = new WebSocket(url, options);
	const feed: LiveFeed = {
		messages: [],
		isOpen: () => socket.readyState === WebSocket.OPEN,
		send: (text) => socket.send(text),
		close: () => socket.close(),
	};
	return new Promise((resolve) => {
		socket.addEventListener("error", () => resolve(null));
		socket.addEventListener("message", ({ data }) => {
			feed.messages.push(String(data));
			resolve(feed);
		});
	});
}

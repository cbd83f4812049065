import { type Notice, type PageMessage, pageBody, pageTitle } from "../rules/payload.ts";
import type { Channel, ChannelTraits, HttpAsk } from "./channel.ts";
import { type Line, oneLine } from "./one-line.ts";

/** What a message says, whatever it is about, before a provider's own form. */
export interface Words {
	title: string;
	body: string;
	/** Where it is read in full, and answered. */
	link: string;
	/** It must be heard now. */
	isLoud: boolean;
	/** By it the reader acknowledges without signing in; null where nothing is to be acknowledged, or not by everybody. */
	token: string | null;
}

export interface UrlChannel {
	traits: ChannelTraits;
	/** The URL that an address stands for. */
	urlOf?(address: string): string;
	/** The body of the POST, as JSON, and where it goes when that is not the address itself. */
	say(url: string, words: Words): { url?: string; body: object };
}

/**
 * A channel whose address is one URL that holds all that its provider asks for. It is a secret for that reason: only its
 * host can be read again.
 */
export function byUrl({ traits, urlOf = (address) => address, say }: UrlChannel): Channel<"address", Line> {
	const ask = ({ address }: Line, words: Words): HttpAsk => {
		const { url = urlOf(address), body } = say(urlOf(address), words);
		const headers = { "content-type": "application/json" };
		return { by: "http", url, headers, body: () => JSON.stringify(body) };
	};
	return {
		...oneLine,
		traits,
		destination: (address) => ({ by: "http", url: urlOf(address) }),
		readable: ({ address }) => ({ address: `${originOf(urlOf(address))}/…` }),
		page: (kept, message) => ask(kept, wordsOfPage(message)),
		notice: (kept, notice) => ask(kept, wordsOfNotice(notice)),
	};
}

function wordsOfPage(message: PageMessage): Words {
	const { navigate, urgency, token } = message;
	return {
		title: pageTitle(message),
		body: pageBody(message),
		link: navigate,
		isLoud: urgency === "high",
		token,
	};
}

const wordsOfNotice = ({ title, body, navigate }: Notice): Words => ({
	title,
	body,
	link: navigate,
	isLoud: false,
	token: null,
});

/** Scheme and host of a URL; empty for what is none. */
export function originOf(url: string): string {
	return /^https?:\/\/[^/?#]+/i.exec(url)?.[0] ?? "";
}

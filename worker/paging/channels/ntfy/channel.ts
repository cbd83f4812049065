import { byUrl, originOf } from "../by-url.ts";

const LOUDEST = 5;
const USUAL = 3;

/**
 * ntfy's publishing as JSON, which goes to the server's root. The button acknowledges from the lock screen: whoever reads
 * the topic can do that, so its name must be hard to guess, or the server must protect it. A topic alone is one of ntfy.sh.
 */
export const ntfy = byUrl({
	traits: { arrival: "untold", carriesToken: true, verification: "admin" },
	urlOf: (address) => (address.includes("://") ? address : `https://ntfy.sh/${address}`),
	say: (url, { title, body, link, isLoud, token }) => ({
		url: `${originOf(url)}/`,
		body: {
			topic: url.slice(originOf(url).length).replace(/^\/|\/$/g, ""),
			title,
			message: body,
			priority: isLoud ? LOUDEST : USUAL,
			click: link,
			actions: [
				...(token === null ? [] : [acknowledgeButton(originOf(link), token)]),
				{ action: "view", label: "Open", url: link },
			],
		},
	}),
});

const acknowledgeButton = (origin: string, token: string) => ({
	action: "http",
	label: "Acknowledge",
	url: `${origin}/api/v1/page-actions/acknowledge`,
	method: "POST",
	headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
	body: "{}",
	clear: true,
});
